import type { Evaluation } from '../../domain/evaluate'
import type { TraineeSettlement } from '../../domain/model'
import { formatRate, formatYuan } from '../../domain/money'
import { dayText } from './days'
import { outcomeText, stepText } from './steps'

/**
 * Where a trainee's subsidy comes from, for people to read: from the yuan through each rule down to each check-in,
 * clip and decision. Null when the dataset has no such trainee.
 */
export function explainTrainee(evaluation: Evaluation, traineeId: string): string[] | null {
  const trainee = evaluation.dataset.trainees.find(({ id }) => id === traineeId)
  if (trainee === undefined) return null
  const plan = evaluation.planOf(trainee.classId)!
  const { projectId } = plan.trainingClass
  const settlement = settlementOf(evaluation, projectId, traineeId)
  const name = trainee.name === undefined ? '' : `（${trainee.name}）`
  return [
    `学员 ${traineeId}${name}  班级 ${trainee.classId}  项目 ${projectId}  政策 ${plan.edition.id}`,
    `补贴 ${formatYuan(settlement.amountFen)} 元：${outcomeText(settlement.outcome, settlement.reason)}`,
    '',
    '一、金额从哪条规则来',
    ...settlement.trace.map(step => `  ${stepText(step)}`),
    '',
    ...attendanceLines(evaluation, traineeId),
    ...dayLines(evaluation, traineeId, trainee.classId),
  ]
}

function settlementOf(evaluation: Evaluation, projectId: string, traineeId: string): TraineeSettlement {
  for (const settlement of evaluation.settlements()) {
    if (settlement.projectId !== projectId) continue
    const found = settlement.trainees.find(row => row.traineeId === traineeId)
    if (found) return found
  }
  throw new Error(`trainee ${traineeId} has no settlement row in project ${projectId}`)
}

function attendanceLines(evaluation: Evaluation, traineeId: string): string[] {
  for (const row of evaluation.attendance()) {
    if (row.traineeId !== traineeId) continue
    const rate = formatRate(row.confirmedRate)
    return [
      `二、学时从哪天来：应到 ${row.scheduledHours}，确认 ${row.confirmedHours}，待确认后最多 ${row.provisionalHours}，出勤率 ${rate}`,
    ]
  }
  return []
}

function dayLines(evaluation: Evaluation, traineeId: string, classId: string): string[] {
  const plan = evaluation.planOf(classId)!
  const classDays = new Map(
    [...evaluation.classDays()].filter(day => day.classId === classId).map(day => [day.date, day]),
  )
  const days = [...evaluation.traineeDays()].filter(day => day.traineeId === traineeId)
  return days.flatMap(day => ['', ...dayText(evaluation, plan, classDays.get(day.date)!, day)])
}
