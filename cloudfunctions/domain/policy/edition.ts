import type { Catalogue } from '../catalogue/occupation'
import type { Category, DateText } from '../model'

/** Whether the figure stands in the policy's text or is our reading where the text is silent or says two things. */
export type Basis = 'text' | 'reading'

export interface Figure<T extends number | string = number> {
  readonly value: T
  readonly unit: string
  readonly clause: string
  readonly basis: Basis
  /** What the figure says, for people. */
  readonly meaning: string
}

export interface PolicyFigures {
  readonly employmentDemandAtLeast: Figure
  readonly overEnrolmentPercentAtMost: Figure
  readonly trainingHoursAtLeast: Figure
  readonly theoryPercentAtMost: Figure
  readonly minutesPerHour: Figure
  readonly hoursPerDayAtMost: Figure
  readonly checkInsPerDay: Figure
  readonly segmentsPerDayAtLeast: Figure
  /** What one segment is: a stretch of time, however the platform sliced the recording. */
  readonly segmentIs: Figure<'stretch'>
  readonly minutesPerSegment: Figure
  readonly employedPercentOfDemandAtLeast: Figure
  readonly employedPercentOfPlanAtLeast: Figure
  readonly onsiteFenPerHour: Figure
  readonly onlineFenPerHour: Figure
  readonly paidHoursCapA: Figure
  readonly paidHoursCapB: Figure
  readonly paidHoursCapC: Figure
  readonly amountCapFenA: Figure
  readonly amountCapFenB: Figure
  readonly amountCapFenC: Figure
  readonly costPercentAtMost: Figure
  readonly attendancePercentAtLeast: Figure
  readonly fullCostAttendancePercent: Figure
  readonly applicationWorkingDays: Figure
  readonly traineesPerYear: Figure
  readonly sessionBreakMinutes: Figure
  readonly mergeGapSeconds: Figure
  readonly graceMinutes: Figure
  readonly checkInOpensMinutes: Figure
  readonly checkOutClosesMinutes: Figure
  /** Which hours fill the day's and the category's cap first. */
  readonly paidFirst: Figure<'onsite' | 'online'>
}

/**
 * One year's policy. A new year is a new edition beside the old one, never a change to it: a class is judged for
 * ever by the edition in force on its first training date, unless it names one.
 */
export interface Edition {
  readonly id: string
  readonly title: string
  readonly publishedBy: string
  readonly publishedOn: DateText
  /** First and last date in force. */
  readonly from: DateText
  readonly to: DateText
  readonly figures: PolicyFigures
  readonly catalogue: Catalogue
}

const HOURS_CAP = { A: 'paidHoursCapA', B: 'paidHoursCapB', C: 'paidHoursCapC' } as const
const AMOUNT_CAP = { A: 'amountCapFenA', B: 'amountCapFenB', C: 'amountCapFenC' } as const

/** 四（二）: the category's hours that can be paid per person. */
export function paidHoursCap(edition: Edition, category: Category): Figure {
  return edition.figures[HOURS_CAP[category]]
}

/** 四（二）: the category's highest amount per person, in fen. */
export function amountCapFen(edition: Edition, category: Category): Figure {
  return edition.figures[AMOUNT_CAP[category]]
}
