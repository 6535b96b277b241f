import type { ClassDayRow } from '../../cloudfunctions/contract/app'

const weight: Record<ClassDayRow['flags'][number], number> = {
  'no-recording': 4,
  'too-few-segments': 2,
  'segment-too-short': 1,
}
/** Rows that were listed and are gone: somebody may have taken them away. */
const DELETED = 3
/** Somebody waits for an answer, on a day that may be in order otherwise. */
const APPEALED = 0.6

/** A day that waits for recordings needs nobody yet, but stands before those that need nobody at all. */
function severity({ open, status, flags, deletedSince, openAppeals }: ClassDayRow): number {
  if (open) return 0
  const deleted = deletedSince.length > 0 ? DELETED : 0
  const appealed = openAppeals > 0 ? APPEALED : 0
  if (status === 'waiting') return 0.5 + deleted + appealed
  if (status !== 'flagged') return appealed
  return flags.reduce((sum, flag) => sum + weight[flag], 1 + deleted + appealed)
}

/** Days that wait for a decision first, the gravest on top; equals by flagged trainees, then the newest. */
export const worstFirst = (rows: readonly ClassDayRow[]): ClassDayRow[] =>
  [...rows].sort(
    (a, b) =>
      severity(b) - severity(a) ||
      b.traineesFlagged - a.traineesFlagged ||
      (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) ||
      (a.classId < b.classId ? -1 : 1),
  )

/** For whoever has to explain: days with open questions first, otherwise as above. */
export const questionsFirst = (rows: readonly ClassDayRow[]): ClassDayRow[] =>
  worstFirst(rows).sort((a, b) => Number(b.openQuestions > 0) - Number(a.openQuestions > 0))
