import type { DateText } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** How far a night's work has come, for whoever goes on with it after the one that began was stopped. */
export interface Night {
  readonly id: 'night'
  /** The date whose night's work it is. */
  readonly of: DateText
  /** The first date that is looked at. */
  readonly from: DateText
  /** The class-day that was sealed last; null: none yet. */
  readonly sealed: { readonly date: DateText; readonly classId: string } | null
  readonly done: boolean
}

export const NIGHTS: Collection<Night> = { name: 'nights', unique: {}, indexes: { byId: ['id'] } }
