import { sample } from '../../services/dataset/sample'
import { jineng } from './run'

interface Schema {
  readonly $schema?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly additionalProperties?: unknown
}

/** What the vocabularies of 2020-12 that we use allow, and of what kind each keyword's value must be. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  $schema: value => value === 'https://json-schema.org/draft/2020-12/schema',
  title: isText,
  description: isText,
  default: () => true,
  type: value => ['string', 'number', 'integer', 'boolean', 'object', 'array'].includes(String(value)),
  const: () => true,
  enum: value => Array.isArray(value) && new Set(value).size === value.length && value.length > 0,
  format: isText,
  pattern: value => isText(value) && new RegExp(value as string, 'u') instanceof RegExp,
  minLength: isCount,
  maxLength: isCount,
  minimum: value => typeof value === 'number',
  maximum: value => typeof value === 'number',
  exclusiveMinimum: value => typeof value === 'number',
  exclusiveMaximum: value => typeof value === 'number',
  required: value => Array.isArray(value) && value.every(isText),
  additionalProperties: value => value === false,
  properties: value => Object.values(value as object).every(isSchema),
  items: isSchema,
  oneOf: value => Array.isArray(value) && value.length > 0 && value.every(isSchema),
  anyOf: value => Array.isArray(value) && value.length > 0 && value.every(isSchema),
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0
}

function isSchema(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([keyword, part]) => KEYWORDS[keyword]?.(part) === true)
  )
}

/** Every key's path below a schema, e.g. `classes.lessons.hours`. */
function pathsOf(schema: Schema, base = ''): string[] {
  const inner = [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter(
    part => part !== undefined,
  )
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, part]) => [
    base + key,
    ...pathsOf(part, `${base}${key}.`),
  ])
  return [...own, ...inner.flatMap(part => pathsOf(part, base))]
}

/** Every key of dataset.md. */
const KEYS = `asOf
projects: id employer provider plannedTrainees employmentDemand contractsSignedOn
classes: id projectId occupationCode policy occupationException category approvedOn site cameras lessons
classes.site: latitude longitude radiusMeters
classes.cameras: deviceSerial channelNo
classes.lessons: id date start end hours kind delivery
trainees: id classId name idNumber population assessment employment
trainees.assessment: passed certificateNo
trainees.employment: contract socialInsurance monthlyWageYuan startedOn
checkIns: id traineeId kind at method face witness location deviceId
checkIns.face: matched live
checkIns.witness: by reason
checkIns.location: latitude longitude
recordings: deviceSerial channelNo startTime endTime recType
decisions: classId date traineeId verdict hours by at reason`

function keysOfTheFormat(): string[] {
  const lines = KEYS.split('\n').map(line => line.split(': '))
  return lines.flatMap(([base, keys]) => [base!, ...(keys?.split(' ') ?? []).map(key => `${base}.${key}`)])
}

/** Every object below a schema. */
function objectsOf(schema: Schema): Schema[] {
  const parts = [
    schema.items,
    ...Object.values(schema.properties ?? {}),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
  ]
  const below = parts.filter(part => part !== undefined).flatMap(objectsOf)
  return schema.type === 'object' ? [schema, ...below] : below
}

describe('jineng schema', () => {
  let schema: Schema
  beforeAll(async () => {
    const { status, out, err } = await jineng(['schema'])
    expect([status, err]).toEqual([0, ''])
    schema = JSON.parse(out) as Schema
  })

  it('is a JSON Schema of 2020-12', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(isSchema(schema)).toBe(true)
  })

  it('lists every key of the format, and no other', () => {
    expect([...new Set(pathsOf(schema))].sort()).toEqual([...new Set(keysOfTheFormat())].sort())
  })

  it('refuses unknown keys at every level', () => {
    const objects = objectsOf(schema)
    expect(objects.length).toBeGreaterThan(14)
    for (const object of objects) expect(object.additionalProperties).toBe(false)
  })

  it('wants no array, and of a row what the format does not call optional', () => {
    expect(schema.required ?? []).toEqual([])
    const required = (array: string) => schema.properties![array]!.items!.required
    expect(required('projects')).toEqual([
      'id',
      'employer',
      'provider',
      'plannedTrainees',
      'employmentDemand',
    ])
    expect(required('classes')).toEqual(['id', 'projectId', 'occupationCode'])
    expect(required('trainees')).toEqual(['id', 'classId', 'population'])
    expect(required('recordings')).toEqual(['deviceSerial', 'channelNo', 'startTime', 'endTime', 'recType'])
    expect(required('decisions')).toEqual(['classId', 'date', 'verdict', 'by', 'at', 'reason'])
    expect(Object.keys(sample()).filter(key => schema.properties?.[key] === undefined)).toEqual([])
  })
})
