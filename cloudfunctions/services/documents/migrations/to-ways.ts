import type { Migration } from '../../../ports/migration'
import { type Collection, put, type StoreReader } from '../../../ports/store'
import { documents, walk } from './to-streams/walk'

interface OldTraineeDayRow {
  readonly traineeId: string
  readonly start: number | null
  readonly end: number | null
}

interface OldJudgedDay {
  readonly id: string
  readonly classId: string
  readonly date: string
  readonly closesAt: number
  readonly traineeDays: readonly OldTraineeDayRow[]
  readonly ways?: Readonly<Record<Way, number>>
}

const OLD_JUDGED_DAYS: Collection<OldJudgedDay> = {
  name: 'judged-days',
  unique: {},
  indexes: { byClosing: ['closesAt'] },
}

interface OldEvent {
  readonly type: string
  readonly attemptId: string
  /** Of an attempt: which of the two, when it came, when it was tapped if that was earlier, and what came of it. */
  readonly kind?: 'start' | 'end'
  readonly at: number
  readonly tappedAt?: number | null
  readonly face?: { readonly matched: boolean; readonly live: boolean } | null
  readonly room?: object
  readonly refusal?: object | null
}

interface OldTraineeDay {
  readonly id: string
  readonly traineeId: string
  readonly classId: string
  readonly date: string
  readonly events: readonly OldEvent[]
}

const OLD_TRAINEE_DAYS: Collection<OldTraineeDay> = {
  name: 'trainee-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

type Way = 'face' | 'witnessed' | 'roomCode'

/** Layout 6 says in every judged day how its check-ins came to count. */
export const toWays: Migration = {
  to: 6,
  what: '在评定结果里记下人脸、见证和签到码各有几次',
  async apply(old, write) {
    for await (const day of documents(walk(old, OLD_JUDGED_DAYS, { index: 'byClosing', equal: [] }))) {
      // Last, where a day that is judged now has it: the same to the byte.
      const { ways: _, ...before } = day
      await write([put(OLD_JUDGED_DAYS, { ...before, ways: await waysOf(old, day) })])
    }
  },
  drops: [],
}

async function waysOf(
  old: StoreReader,
  { classId, date, traineeDays }: OldJudgedDay,
): Promise<Readonly<Record<Way, number>>> {
  const wayOf = new Map<string, Way>()
  const range = { index: 'byClassDay', equal: [classId], from: beside(date, -1), to: beside(date, 1) }
  for await (const { traineeId, events } of documents(walk(old, OLD_TRAINEE_DAYS, range))) {
    for (const [tap, way] of waysOfTaps(events)) {
      const key = `${traineeId} ${tap}`
      if (way === 'face' || !wayOf.has(key)) wayOf.set(key, way)
    }
  }
  const ways = { face: 0, witnessed: 0, roomCode: 0 }
  for (const { traineeId, start, end } of traineeDays) {
    for (const key of [`${traineeId} start ${start}`, `${traineeId} end ${end}`]) {
      const way = wayOf.get(key)
      if (way) ways[way] += 1
    }
  }
  return ways
}

/** By kind and instant. A face of a tap that came late proves nothing. */
function waysOfTaps(events: readonly OldEvent[]): [string, Way][] {
  const vouched = new Set(
    events.filter(({ type }) => type === 'witnessing').map(({ attemptId }) => attemptId),
  )
  return events.flatMap(
    ({ type, attemptId, kind, at, tappedAt = null, face, room, refusal }): [string, Way][] => {
      if (type !== 'attempt' || refusal) return []
      const tap = `${kind} ${tappedAt ?? at}`
      if (tappedAt === null && face?.matched && face.live) return [[tap, 'face']]
      if (room) return [[tap, 'roomCode']]
      return vouched.has(attemptId) ? [[tap, 'witnessed']] : []
    },
  )
}

function beside(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length)
}
