import type { DateText } from '../model'

export interface MinimumWage {
  readonly from: DateText
  readonly monthlyFen: number
  readonly source: string
  /** `secondary`: the province's own text has not been seen. */
  readonly confidence: 'confirmed' | 'secondary'
}

/** 长春市区 monthly minimum wage, oldest first; clause 五（一）. A change adds a line and overwrites none. */
export const MINIMUM_WAGES: readonly MinimumWage[] = [
  {
    from: '2021-12-01',
    monthlyFen: 188000,
    source: '吉林省人民政府 2021-09-30 通知（转载全文）',
    confidence: 'confirmed',
  },
  {
    from: '2024-10-01',
    monthlyFen: 212000,
    source: '吉政函〔2024〕66号 2024-08-20',
    confidence: 'confirmed',
  },
  {
    from: '2025-12-01',
    monthlyFen: 223000,
    source: '2025-12-09 行业汇总（未见省政府原文）',
    confidence: 'secondary',
  },
]

/** The minimum wage in force on a date; `null` before the first known one. */
export function minimumWageOn(date: DateText): MinimumWage | null {
  return MINIMUM_WAGES.filter(wage => wage.from <= date).at(-1) ?? null
}
