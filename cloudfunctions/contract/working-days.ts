import * as z from 'zod'
import { isDate } from '../domain/time'

const date = z.string().refine(isDate, { error: '应为存在的日期，形如 2027-01-01' })

/**
 * The editable table of working days: whole years that the built-in calendar lacks, and days that a notice moved.
 * `{"years": [2027], "days": {"2027-01-01": false, "2027-01-02": true}}`
 */
export const workingDaysSchema = z.strictObject({
  years: z.array(z.int().min(2000).max(2100)).default([]),
  days: z.record(date, z.boolean()).default({}),
})
