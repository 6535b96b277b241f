import type { DateText, Instant } from '../../domain/model'
import type { Collection, Stored } from '../../ports/store'

/** Who showed the room's code to a class on a day: whoever checks in with it does so on their word. */
export interface RoomCodes extends Stored {
  readonly classId: string
  readonly date: DateText
  /** Each instructor once, from when they first showed it. */
  readonly shownBy: readonly ShownBy[]
}

export interface ShownBy {
  readonly by: string
  readonly accountId: string
  readonly from: Instant
}

export const ROOM_CODES: Collection<RoomCodes> = {
  name: 'room-codes',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'], byDate: ['date'] },
}

export function emptyRoomCodes(classId: string, date: DateText): RoomCodes {
  return { id: `${classId} ${date}`, classId, date, shownBy: [] }
}
