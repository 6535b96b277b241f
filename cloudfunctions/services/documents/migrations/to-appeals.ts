import type { Migration } from '../../../ports/migration'
import { type Collection, put, type StoreReader } from '../../../ports/store'
import { documents, walk } from './to-streams/walk'

interface OldJudgedDay {
  readonly id: string
  readonly closesAt: number
  readonly taps: number
  readonly pending: 0 | 1
  readonly reviewFrom: number
  readonly appeals?: readonly object[]
  readonly decidedAt?: number | null
}

const OLD_JUDGED_DAYS: Collection<OldJudgedDay> = {
  name: 'judged-days',
  unique: {},
  indexes: { byClosing: ['closesAt'] },
}

interface OldClassDay {
  readonly id: string
  readonly classId: string
  readonly date: string
  readonly events: readonly { readonly type: string; readonly at: number }[]
}

const OLD_CLASS_DAYS: Collection<OldClassDay> = {
  name: 'class-days',
  unique: {},
  indexes: { byClassDay: ['classId', 'date'] },
}

/** Layout 5 says in every judged day what trainees asked about it, which was nothing yet, and when it was decided on. */
export const toAppeals: Migration = {
  to: 5,
  what: '在评定结果里记下学员的申诉和最近一次核定的时间',
  async apply(old, write) {
    for await (const day of documents(walk(old, OLD_JUDGED_DAYS, { index: 'byClosing', equal: [] }))) {
      // In the order in which a day is judged, so that it is the same to the byte.
      const { pending, reviewFrom, taps, ...before } = day
      const appeals = day.appeals ?? []
      const decidedAt = await decidedAtOf(old, day.id)
      await write([put(OLD_JUDGED_DAYS, { ...before, appeals, decidedAt, pending, reviewFrom, taps })])
    }
  },
  drops: [],
}

async function decidedAtOf(old: StoreReader, id: string): Promise<number | null> {
  const found = await old.get(OLD_CLASS_DAYS, id)
  const decisions = found?.document.events.filter(({ type }) => type === 'decision') ?? []
  return decisions.at(-1)?.at ?? null
}
