import { datasetOf } from '../domain/dataset'
import { evaluate } from '../domain/evaluate'
import type { Attendance, ClassDay, DateText, Instant, TraineeDay } from '../domain/model'
import type { WorkingCalendar } from '../domain/working-days'
import { type ClassEvidence, decisionOf } from './evidence'

/** Working days decide deadlines of projects alone, which nobody asks for here. */
const NO_CALENDAR: WorkingCalendar = () => null

export interface Judged {
  readonly classDays: ReadonlyMap<DateText, ClassDay>
  readonly traineeDays: readonly TraineeDay[]
  readonly attendance: readonly Attendance[]
}

/**
 * The rules, applied to all that was kept about a class: the one place where the server asks them.
 * @param asOf R10: days whose window ends later are left out; null judges open days as they stand so far
 */
export function judge(evidence: ClassEvidence, asOf: Instant | null): Judged {
  const evaluation = evaluate(
    datasetOf({
      asOf,
      projects: evidence.project ? [evidence.project] : [],
      classes: [evidence.record.training],
      trainees: evidence.trainees,
      checkIns: evidence.checkIns,
      recordings: evidence.recordings,
      decisions: evidence.decisions.map(decisionOf),
    }),
    NO_CALENDAR,
  )
  return {
    classDays: new Map([...evaluation.classDays()].map(day => [day.date, day])),
    traineeDays: [...evaluation.traineeDays()],
    attendance: [...evaluation.attendance()],
  }
}
