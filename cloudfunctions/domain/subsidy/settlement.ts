import type { Attendance, NoSubsidyReason, Settlement, TraceStep, Trainee, TraineeSettlement } from '../model'
import { divideHalfUp, formatRate, formatYuan } from '../money'
import { type ClassPlan, firstDate } from '../plan/class-plan'
import { amountCapFen, paidHoursCap } from '../policy/edition'
import { minimumWageOn } from '../policy/minimum-wage'
import { isVerified } from './employment'
import type { PaidHours } from './paid-hours'

export interface TraineeCase {
  readonly trainee: Trainee
  readonly plan: ClassPlan
  readonly paid: PaidHours
  readonly attendance: Attendance
  readonly gate: Settlement['employment']
}

type Check = (of: TraineeCase) => { readonly step: TraceStep; readonly fails: NoSubsidyReason | null }

/**
 * R12: the first check that fails gives `none` and its reason; who passes all gets `full` when verified employed,
 * else `cost`. The trace holds every rule applied, up to the one that decided.
 */
export function settleTrainee(of: TraineeCase): TraineeSettlement {
  const trace: TraceStep[] = []
  for (const check of CHECKS) {
    const { step, fails } = check(of)
    trace.push(step)
    if (fails !== null) return settled(of, 'none', fails, 0, trace)
  }
  const full = fullFen(of)
  trace.push(paidHoursStep(of), fullStep(of, full), employmentStep(of))
  if (isVerified(of.trainee.employment)) return settled(of, 'full', null, full, trace)
  const cost = costFen(of, full)
  trace.push(costStep(of, full, cost))
  return settled(of, 'cost', null, cost, trace)
}

function settled(
  of: TraineeCase,
  outcome: TraineeSettlement['outcome'],
  reason: NoSubsidyReason | null,
  amountFen: number,
  trace: readonly TraceStep[],
): TraineeSettlement {
  const paid = outcome === 'none' ? { onsite: 0, online: 0 } : of.paid
  return {
    traineeId: of.trainee.id,
    outcome,
    reason,
    onsiteHours: paid.onsite,
    onlineHours: paid.online,
    amountFen,
    trace,
  }
}

function verdict(
  rule: string,
  clause: string,
  inputs: TraceStep['inputs'],
  holds: boolean,
  reason: NoSubsidyReason,
): ReturnType<Check> {
  return { step: { rule, clause, inputs, result: holds }, fails: holds ? null : reason }
}

const CHECKS: readonly Check[] = [
  ({ gate, plan }) =>
    verdict(
      'employment-gate',
      '四（一）',
      {
        employed: gate.employed,
        demand: gate.demand,
        percentOfDemandAtLeast: plan.edition.figures.employedPercentOfDemandAtLeast.value,
        planned: gate.planned,
        percentOfPlanAtLeast: plan.edition.figures.employedPercentOfPlanAtLeast.value,
      },
      gate.met,
      'employment-below-threshold',
    ),
  ({ plan: { trainingClass } }) => {
    const approvedOn = trainingClass.approvedOn ?? null
    const first = firstDate(trainingClass)
    const approved = approvedOn !== null && (first === null || approvedOn <= first)
    return verdict(
      'class-approval',
      '三（二）',
      { approvedOn, firstLessonOn: first },
      approved,
      'class-not-approved',
    )
  },
  ({ plan: { trainingClass, category, edition } }) =>
    verdict(
      'occupation',
      '二（一）',
      {
        occupationCode: trainingClass.occupationCode,
        listed: edition.catalogue.has(trainingClass.occupationCode),
        exception: trainingClass.occupationException === true,
        category,
      },
      category !== null,
      'occupation-not-covered',
    ),
  ({ trainee: { population } }) =>
    verdict('population', '二（二）', { population }, population !== 'other', 'population-not-covered'),
  ({ trainee: { assessment } }) => {
    const certificateNo = assessment?.certificateNo ?? null
    const passed = assessment?.passed === true
    return verdict(
      'assessment',
      '四（一）',
      { passed, certificateNo },
      passed && certificateNo !== null && certificateNo !== '',
      'assessment-not-passed',
    )
  },
  ({ attendance: { confirmedHours, scheduledHours, confirmedRate }, plan }) => {
    const percentAtLeast = plan.edition.figures.attendancePercentAtLeast.value
    return verdict(
      'attendance',
      '四（一）、四（二）(2)',
      { confirmedHours, scheduledHours, rate: formatRate(confirmedRate), percentAtLeast },
      scheduledHours > 0 && confirmedHours * 100 >= scheduledHours * percentAtLeast,
      'attendance-below-minimum',
    )
  },
]

function paidHoursStep({ paid, plan }: TraineeCase): TraceStep {
  const category = plan.category!
  return {
    rule: 'paid-hours',
    clause: '四（二）',
    inputs: {
      classId: plan.trainingClass.id,
      days: paid.days,
      daysPaid: paid.daysPaid,
      onsiteHoursHeld: paid.onsiteHeld,
      onlineHoursHeld: paid.onlineHeld,
      category,
      categoryHours: paidHoursCap(plan.edition, category).value,
      onsiteHours: paid.onsite,
      onlineHours: paid.online,
    },
    result: paid.onsite + paid.online,
  }
}

/** 四（二）(1): 20 yuan an hour on site, 10 online, at most the category's amount. */
function fullFen({ paid, plan }: TraineeCase): number {
  const { onsiteFenPerHour, onlineFenPerHour } = plan.edition.figures
  const byHours = paid.onsite * onsiteFenPerHour.value + paid.online * onlineFenPerHour.value
  return Math.min(byHours, amountCapFen(plan.edition, plan.category!).value)
}

function fullStep({ paid, plan }: TraineeCase, amountFen: number): TraceStep {
  const { onsiteFenPerHour, onlineFenPerHour } = plan.edition.figures
  return {
    rule: 'full-subsidy',
    clause: '四（二）(1)',
    inputs: {
      onsiteHours: paid.onsite,
      onsiteFenPerHour: onsiteFenPerHour.value,
      onlineHours: paid.online,
      onlineFenPerHour: onlineFenPerHour.value,
      capYuan: formatYuan(amountCapFen(plan.edition, plan.category!).value),
    },
    result: formatYuan(amountFen),
  }
}

function employmentStep({ trainee: { employment } }: TraineeCase): TraceStep {
  const minimum = employment ? minimumWageOn(employment.startedOn) : null
  return {
    rule: 'employment',
    clause: '五（一）',
    inputs: {
      contract: employment?.contract ?? false,
      socialInsurance: employment?.socialInsurance ?? false,
      startedOn: employment?.startedOn ?? null,
      monthlyWageYuan: employment ? formatYuan(employment.monthlyWageFen) : null,
      minimumWageYuan: minimum ? formatYuan(minimum.monthlyFen) : null,
    },
    result: isVerified(employment),
  }
}

/**
 * 四（二）(2): 60 % of the full subsidy, whole from 90 % attendance, below that times the attendance rate, in one
 * fraction rounded half up to the fen.
 *
 * Full ¥800.00, attended 29 of 40 hours (72.5 %): 80000 × 60 × 29 / (100 × 40) = 34800 fen. With 36 of 40 (90 %):
 * 48000 fen.
 */
function costFen(of: TraineeCase, full: number): number {
  const sixty = full * of.plan.edition.figures.costPercentAtMost.value
  const { confirmedHours, scheduledHours } = of.attendance
  return paysWholeCost(of)
    ? divideHalfUp(sixty, 100)
    : divideHalfUp(sixty * confirmedHours, 100 * scheduledHours)
}

function paysWholeCost({ attendance, plan }: TraineeCase): boolean {
  const percent = plan.edition.figures.fullCostAttendancePercent.value
  return attendance.confirmedHours * 100 >= attendance.scheduledHours * percent
}

function costStep(of: TraineeCase, full: number, amountFen: number): TraceStep {
  const { costPercentAtMost, fullCostAttendancePercent } = of.plan.edition.figures
  return {
    rule: 'cost-subsidy',
    clause: '四（二）(2)',
    inputs: {
      fullYuan: formatYuan(full),
      percent: costPercentAtMost.value,
      wholeFromPercent: fullCostAttendancePercent.value,
      confirmedHours: of.attendance.confirmedHours,
      scheduledHours: of.attendance.scheduledHours,
      whole: paysWholeCost(of),
    },
    result: formatYuan(amountFen),
  }
}
