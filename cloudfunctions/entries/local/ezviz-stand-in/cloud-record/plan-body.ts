import * as z from 'zod'
import type { Instant } from '../../../../domain/model'
import { readDigits } from '../wire/times'

const device = z.object({
  deviceSerial: z.string().min(1),
  localIndex: z.string().regex(/^\d{1,4}$/),
  validateCode: z.string().optional(),
})

const body = z.object({
  planName: z.string().regex(/^[\p{Script=Han}\w-]{1,32}$/u),
  spaceId: z.int(),
  startTime: z.string(),
  endTime: z.string().optional(),
  specifiedEndTime: z.boolean().default(true),
  autoDelete: z.boolean().default(false),
  autoConvertHls: z.boolean().default(false),
  streamType: z.union([z.literal(1), z.literal(2)]).default(1),
  templateId: z.int().optional(),
  devIndexInfos: z.array(device).min(1).max(1_000),
})

export interface PlanOrder extends Omit<z.infer<typeof body>, 'startTime' | 'endTime'> {
  readonly start: Instant
  /** Infinity: open. */
  readonly end: Instant
}

/** Null when the body is not what is documented, or its end is not ahead. */
export function readPlanOrder(json: unknown, now: Instant): PlanOrder | null {
  const read = body.safeParse(json)
  if (!read.success) return null
  const { startTime, endTime, ...order } = read.data
  const start = readDigits(startTime)
  const end = order.specifiedEndTime ? readDigits(endTime) : Number.POSITIVE_INFINITY
  return start === null || end === null || end <= Math.max(start, now) ? null : { ...order, start, end }
}
