import * as z from 'zod'
import { readDigitTime } from './times'

/** A whole number that the platform writes as a number here and as a text there. */
export const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])

/** An instant written in 14 digits. */
export const fourteenDigits = z.string().transform(readDigitTime).pipe(z.int())
