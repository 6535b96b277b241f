import * as z from 'zod'

/** What questions are made of. */

export const id = z.string().min(1).max(64)
export const date = z.iso.date()
export const location = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})
export const key = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
export const classDay = { classId: id, date }
export const camera = { deviceSerial: z.string().min(1).max(64), channelNo: z.int().min(0).max(1_024) }
export const instant = z.int().min(0).max(8.64e15)
