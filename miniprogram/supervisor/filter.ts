import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { cameraState, classDayFlag, classDayStatus } from '../components/words'

/** What may be wrong with a day, as a reviewer looks for it. */
export type Kind =
  | ClassDayRow['flags'][number]
  | 'deleted-since'
  | 'trainees'
  | 'appeals'
  | 'questions'
  | 'waiting'

/** In the order in which they are offered: the gravest first. */
export const kinds: readonly (readonly [Kind, string])[] = [
  ['no-recording', classDayFlag['no-recording']],
  ['deleted-since', cameraState['deleted-since'].text],
  ['too-few-segments', classDayFlag['too-few-segments']],
  ['segment-too-short', classDayFlag['segment-too-short']],
  ['trainees', '有学员待核查'],
  ['appeals', '有学员申诉'],
  ['questions', '说明要求待答'],
  ['waiting', classDayStatus.waiting.text],
]

/** Of a day that goes on it is not known yet what it will lack. */
export function isOf(kind: Kind, row: ClassDayRow): boolean {
  if (kind === 'deleted-since') return row.deletedSince.length > 0
  if (kind === 'appeals') return row.openAppeals > 0
  if (kind === 'questions') return row.openQuestions > 0
  if (row.open) return false
  if (kind === 'trainees') return row.traineesFlagged > 0
  if (kind === 'waiting') return row.status === 'waiting'
  return row.flags.includes(kind)
}

/** What the queue is narrowed to; null: to nothing. */
export interface Filter {
  readonly pendingOnly: boolean
  readonly provider: string | null
  readonly classId: string | null
  readonly kind: Kind | null
}

/** What the server is asked for; the kind is looked for in what it answers. */
export const questionOf = ({ pendingOnly, provider, classId }: Filter) => ({
  pendingOnly,
  ...(classId === null ? (provider === null ? {} : { provider }) : { classId }),
})

/** A class that has been listed, to choose from. */
export type Listed = Pick<ClassDayRow, 'classId' | 'classTitle' | 'provider'>

const byName = (a: string, b: string) => a.localeCompare(b, 'zh-CN')

/** What was known, and what a list has added to it; the same object where it added nothing. */
export function alsoListed(known: readonly Listed[], rows: readonly ClassDayRow[]): readonly Listed[] {
  const ids = new Set(known.map(({ classId }) => classId))
  const added = rows.filter(({ classId }) => !ids.has(classId) && ids.add(classId))
  if (added.length === 0) return known
  const listed = added.map(({ classId, classTitle, provider }) => ({ classId, classTitle, provider }))
  return [...known, ...listed]
}

export const providersOf = (listed: readonly Listed[]): string[] =>
  [...new Set(listed.map(({ provider }) => provider))].sort(byName)

export const classesOf = (listed: readonly Listed[], provider: string | null): Listed[] =>
  listed
    .filter(one => provider === null || one.provider === provider)
    .sort((a, b) => byName(a.classTitle, b.classTitle) || byName(a.classId, b.classId))
