import * as z from 'zod'
import { POPULATIONS } from '../domain/model'
import { parseYuan } from '../domain/money'
import { isDate, parseInstant } from '../domain/time'

/**
 * The dataset file: the shapes of its rows. References between rows, and what a day allows, are checked when the
 * whole file is read. Unknown keys are refused.
 */

const text = z
  .string()
  .refine(value => !/\p{Surrogate}/u.test(value), { error: '含有不成对的代理字符，请改正编码' })
/** Four bytes a character at most: what a table of ids takes. */
const id = text.min(1).max(1024)
const spoken = text.refine(value => value.trim() !== '', { error: '不能为空，请填写' })
const date = z.string().refine(isDate, { error: '应为存在的日期，形如 2024-06-03' }).meta({ format: 'date' })
const instant = z
  .string()
  .refine(value => parseInstant(value) !== null, {
    error: '应为带时区的时刻，形如 2024-06-03T08:21:09+08:00，最多精确到毫秒',
  })
  .meta({ format: 'date-time' })
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: '应为 00:00 到 23:59 的时间，形如 08:30' })
const yuan = z
  .string()
  .refine(value => parseYuan(value) !== null, {
    error: '应为以元为单位的金额文字，最多两位小数，形如 "2300.00"',
  })
  .meta({ pattern: '^\\d{1,9}(\\.\\d{1,2})?$' })
const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
const camera = z.strictObject({ deviceSerial: id, channelNo: z.int().min(1) })

/** The last instant that a date of four-digit years can name. */
const epochMs = z.int().min(0).max(253_402_271_999_999)

const project = z.strictObject({
  id,
  employer: text,
  provider: text,
  plannedTrainees: z.int().min(1),
  employmentDemand: z.int().min(1),
  contractsSignedOn: date.optional(),
})

const lesson = z.strictObject({
  id,
  date,
  start: clock,
  end: clock,
  hours: z.int().min(1),
  kind: z.enum(['theory', 'practice']),
  delivery: z.enum(['onsite', 'online']),
})

const trainingClass = z.strictObject({
  id,
  projectId: id,
  occupationCode: id,
  policy: id.optional(),
  occupationException: z.boolean().optional(),
  category: z.enum(['A', 'B', 'C']).optional(),
  approvedOn: date.optional(),
  site: z.strictObject({ latitude, longitude, radiusMeters: z.number().positive() }).optional(),
  cameras: z.array(camera).default([]),
  lessons: z.array(lesson).default([]),
})

const trainee = z.strictObject({
  id,
  classId: id,
  name: text.optional(),
  idNumber: text.optional(),
  population: z.enum(POPULATIONS),
  assessment: z.strictObject({ passed: z.boolean(), certificateNo: text.optional() }).optional(),
  employment: z
    .strictObject({
      contract: z.boolean(),
      socialInsurance: z.boolean(),
      monthlyWageYuan: yuan,
      startedOn: date,
    })
    .optional(),
})

const checkInBase = {
  id,
  traineeId: id,
  kind: z.enum(['start', 'end']),
  at: instant,
  location: z.strictObject({ latitude, longitude }).optional(),
  deviceId: id.optional(),
}
const face = z.strictObject({ matched: z.boolean(), live: z.boolean() })
const witness = z.strictObject({ by: spoken, reason: spoken })
const checkIn = z.discriminatedUnion('method', [
  z.strictObject({
    ...checkInBase,
    method: z.literal('face'),
    face,
  }),
  z.strictObject({
    ...checkInBase,
    method: z.literal('witnessed'),
    witness,
  }),
])

/** What a check-in must be whatever its method: for one that names neither. */
const checkInOfAnyMethod = z.strictObject({
  ...checkInBase,
  method: z.enum(['face', 'witnessed']),
  face: face.optional(),
  witness: witness.optional(),
})

const recording = z.strictObject({
  deviceSerial: id,
  channelNo: z.int().min(1),
  startTime: epochMs,
  endTime: epochMs,
  recType: z.union([z.literal(1), z.literal(2)]),
})

const decision = z.strictObject({
  classId: id,
  date,
  traineeId: id.optional(),
  verdict: z.enum(['accepted', 'rejected']),
  hours: z.int().min(0).optional(),
  by: spoken,
  at: instant,
  reason: spoken,
})

/** Each array's rows by the `type` that a line of NDJSON gives them. */
export const rows = { project, class: trainingClass, trainee, checkIn, recording, decision } as const
export type RowType = keyof typeof rows
export type Row<T extends RowType> = z.output<(typeof rows)[T]>

type ParsedRow =
  | { readonly success: true; readonly data: Row<RowType> }
  | { readonly success: false; readonly error: z.ZodError }

/** One row by its schema. Its error tells all that is wrong, also of a check-in whose very method is. */
export function parseRow(type: RowType, value: unknown): ParsedRow {
  const parsed = rows[type].safeParse(value, { reportInput: true })
  const noMethod = type === 'checkIn' && parsed.error?.issues.some(({ code }) => code === 'invalid_union')
  if (!noMethod) return parsed
  const { error } = checkInOfAnyMethod.safeParse(value, { reportInput: true })
  return error === undefined ? parsed : { success: false, error }
}

const ARRAYS: ReadonlyMap<string, RowType> = new Map([
  ['projects', 'project'],
  ['classes', 'class'],
  ['trainees', 'trainee'],
  ['checkIns', 'checkIn'],
  ['recordings', 'recording'],
  ['decisions', 'decision'],
])

/** The type of an array's rows; undefined for a key that names none, `constructor` and its like among them. */
export function rowTypeOf(key: string): RowType | undefined {
  return ARRAYS.get(key)
}

/** The name of a row's array in the JSON form. */
export function arrayOf(type: RowType): string {
  return [...ARRAYS].find(([, named]) => named === type)?.[0] ?? type
}

export const asOfSchema = instant

export const datasetSchema = z
  .strictObject({
    asOf: instant.optional(),
    projects: z.array(project).optional(),
    classes: z.array(trainingClass).optional(),
    trainees: z.array(trainee).optional(),
    checkIns: z.array(checkIn).optional(),
    recordings: z.array(recording).optional(),
    decisions: z.array(decision).optional(),
  })
  .meta({ title: '技能长春数据文件', description: '一次评定所需的全部数据' })
