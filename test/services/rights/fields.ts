import * as z from 'zod'
import { type Operation, operations } from '../../../cloudfunctions/contract/app'

/** Where in a question something stands: `location.latitude`, `attemptIds.0`. */
export interface Field {
  readonly path: readonly string[]
  /** The JSON types that may stand there. */
  readonly types: readonly string[]
  readonly isChoice: boolean
}

interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** Every place of an operation's question, read off its schema: a new field is here without anybody adding it. */
export function fieldsOf(operation: Operation): Field[] {
  // A JSON schema is plain JSON; what is looked at of it is named in Schema.
  return placesIn(z.toJSONSchema(operations[operation].input, { io: 'input' }) as Schema, [])
}

function placesIn(schema: Schema, path: readonly string[]): Field[] {
  const here = path.length === 0 ? [] : [fieldAt(schema, path)]
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    placesIn(part, [...path, name]),
  )
  const items = schema.items ? placesIn(schema.items, [...path, '0']) : []
  const ways = (schema.anyOf ?? []).flatMap(way => placesIn(way, path).slice(1))
  return [...here, ...inside, ...items, ...ways]
}

function fieldAt(schema: Schema, path: readonly string[]): Field {
  const ways = [schema, ...(schema.anyOf ?? [])]
  return {
    path,
    types: ways.flatMap(({ type }) => type ?? []),
    isChoice: ways.some(way => way.enum !== undefined || way.const !== undefined),
  }
}

/** The question with something else in one place; what leads there is made where it is missing. */
export function withAt(question: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  if (name === '0') {
    const [, ...others] = Array.isArray(question) ? question : []
    const first = Array.isArray(question) ? question[0] : undefined
    return [withAt(first, rest, value), ...others]
  }
  const before: object = typeof question === 'object' && question !== null ? question : {}
  const part: unknown = Object.entries(before).find(([key]) => key === name)?.[1]
  return { ...before, [name]: withAt(part, rest, value) }
}
