import type { ClassDayRow } from '../../cloudfunctions/contract/app'

const weight: Record<ClassDayRow['flags'][number], number> = {
  'no-recording': 4,
  'too-few-segments': 2,
  'segment-too-short': 1,
}

const severity = ({ open, status, flags }: ClassDayRow) =>
  status === 'flagged' && !open ? flags.reduce((sum, flag) => sum + weight[flag], 1) : 0

/** Days that wait for a decision first, the gravest on top; equals by flagged trainees, then the newest. */
export const worstFirst = (rows: readonly ClassDayRow[]): ClassDayRow[] =>
  [...rows].sort(
    (a, b) =>
      severity(b) - severity(a) ||
      b.traineesFlagged - a.traineesFlagged ||
      (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) ||
      (a.classId < b.classId ? -1 : 1),
  )
