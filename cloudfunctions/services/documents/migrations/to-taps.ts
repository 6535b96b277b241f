import type { Migration } from '../../../ports/migration'
import { type Collection, put, type StoreReader } from '../../../ports/store'
import { documents, walk } from './to-streams/walk'

interface OldJudgedDay {
  readonly id: string
  readonly classId: string
  readonly opensAt: number
  readonly closesAt: number
}

const OLD_JUDGED_DAYS: Collection<OldJudgedDay> = {
  name: 'judged-days',
  unique: {},
  indexes: { byClosing: ['closesAt'] },
}

interface OldEvent {
  readonly type: 'attempt' | 'witnessing'
  readonly attemptId: string
  /** Of an attempt: when it came, when it was tapped if that was earlier, and why it was refused. */
  readonly at: number
  readonly tappedAt?: number | null
  readonly refusal?: object | null
}

interface OldTraineeDay {
  readonly id: string
  readonly classId: string
  readonly date: string
  readonly events: readonly OldEvent[]
}

const OLD_TRAINEE_DAYS: Collection<OldTraineeDay> = {
  name: 'trainee-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

/** Layout 4 says in every judged day by how many taps, and witnessings of these, it was judged. */
export const toTaps: Migration = {
  to: 4,
  what: '在评定结果里记下评定时已有的打卡数',
  async apply(old, write) {
    for await (const day of documents(walk(old, OLD_JUDGED_DAYS, { index: 'byClosing', equal: [] }))) {
      const counted = { ...day, taps: await tapsOf(old, day) }
      await write([put(OLD_JUDGED_DAYS, counted)])
    }
  },
  drops: [],
}

/** A day that is marked is judged once more anyway; of one that is not, all taps so far have been judged. */
async function tapsOf(old: StoreReader, { classId, opensAt, closesAt }: OldJudgedDay): Promise<number> {
  let taps = 0
  const range = {
    index: 'byClassDay',
    equal: [classId],
    from: shanghaiDate(opensAt),
    to: shanghaiDate(closesAt),
  }
  for await (const { events } of documents(walk(old, OLD_TRAINEE_DAYS, range))) {
    const counted = new Set(
      events
        .filter(event => event.type === 'attempt' && event.refusal === null)
        .filter(({ at, tappedAt }) => opensAt <= (tappedAt ?? at) && (tappedAt ?? at) <= closesAt)
        .map(({ attemptId }) => attemptId),
    )
    taps += events.filter(({ attemptId }) => counted.has(attemptId)).length
  }
  return taps
}

function shanghaiDate(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 'YYYY-MM-DD'.length)
}
