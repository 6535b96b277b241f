import { datasetOf } from '../../domain/dataset'
import { type Evaluation, evaluate } from '../../domain/evaluate'
import type { Project } from '../../domain/model'
import type { WorkingCalendar } from '../../domain/working-days'
import type { ClassEvidence } from '../evidence'

/** Working days decide deadlines of projects alone, which nobody asks for here. */
const NO_CALENDAR: WorkingCalendar = () => null

/**
 * The rules, applied to all that was kept about some classes, open days as they stand so far.
 * @param projects those that are to be settled: days and hours follow without any
 */
export function evaluated(classes: readonly ClassEvidence[], projects: readonly Project[] = []): Evaluation {
  return evaluate(
    datasetOf({
      projects,
      classes: classes.map(({ record }) => record.training),
      trainees: classes.flatMap(({ trainees }) => trainees),
      checkIns: classes.flatMap(({ checkIns }) => checkIns),
      recordings: classes.flatMap(({ recordings }) => recordings),
      decisions: classes.flatMap(({ decisions }) => decisions),
    }),
    NO_CALENDAR,
  )
}
