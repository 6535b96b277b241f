import { arrayOf, asOfSchema, type RowType, rows, rowTypeOf } from '../../contract/dataset'
import { type Problem, pathText, problemsOf } from '../../contract/problem'
import type { Dataset } from '../../domain/dataset'
import { DatasetBuilder } from './builder'
import { FastLane } from './fast-lane'
import { formOf } from './form'
import { BrokenJson, JsonSplitter } from './json-splitter'
import { LineSplitter } from './line-splitter'
import { instant } from './rows'

export interface ReadOptions {
  /** `json`: one object; `ndjson`: a row a line; `detect`: by the first line. */
  readonly form: 'json' | 'ndjson' | 'detect'
  /** Bytes in all, if known. */
  readonly bytes?: number | undefined
  readonly keepDetails?: boolean | undefined
  /** Told after each chunk how many bytes were read. */
  readonly onProgress?: ((bytes: number) => void) | undefined
}

export type ReadAnswer =
  | { readonly dataset: Dataset }
  | {
      readonly dataset: null
      /** All that is wrong, up to a limit that only garbage reaches. */
      readonly problems: readonly Problem[]
      /** Reading stopped before the end, since there were too many problems or the rest can't be read. */
      readonly stopped: boolean
    }

/**
 * Reads a dataset as its bytes come; a chunk is not kept once the next is asked for. Answers the dataset, or
 * all problems at once, and never half of either.
 */
export async function readDataset(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<ReadAnswer> {
  let reader: Reader | null = null
  let read = 0
  let opening = new Uint8Array(0)
  for await (const chunk of chunks) {
    read += chunk.length
    if (reader === null) {
      opening = Buffer.concat([opening, chunk])
      reader = readerFor(opening, options, false)
    } else reader.push(chunk)
    options.onProgress?.(read)
    if (reader?.stopped) break
  }
  reader ??= readerFor(opening, options, true)
  return reader.finish()
}

interface Reader {
  readonly stopped: boolean
  push(chunk: Uint8Array): void
  finish(): ReadAnswer
}

/** A reader that has been given the file's first bytes; null while these don't tell enough. */
function readerFor(opening: Uint8Array, options: ReadOptions, ended: true): Reader
function readerFor(opening: Uint8Array, options: ReadOptions, ended: boolean): Reader | null
function readerFor(opening: Uint8Array, options: ReadOptions, ended: boolean): Reader | null {
  const form = formOf(opening, options.form, ended)
  if (form === null) return null
  const reader = openReader(form, options)
  reader.push(opening)
  return reader
}

function openReader(form: 'json' | 'ndjson', options: ReadOptions): Reader {
  return form === 'ndjson' ? new LinesReader(options) : new ObjectReader(options)
}

const DECODER = new TextDecoder('utf-8', { fatal: true })
const DEPTH_LIMIT = 32

/** The rows of either form, by the fast lane where it can and else by JSON.parse and the schema. */
class Lanes {
  readonly fast = new FastLane()
  stopped = false
  #asOf = false

  constructor(readonly builder: DatasetBuilder) {}

  fastRow(
    type: 'checkIn' | 'recording' | null,
    bytes: Uint8Array,
    from: number,
    to: number,
    position: number,
  ): boolean {
    const found = this.fast.read(bytes, from, to, type)
    if (found === 'checkIn') this.builder.addFastCheckIn(this.fast.checkIn, bytes, position)
    else if (found === 'recording') this.builder.addFastRecording(this.fast.recording)
    return found !== null
  }

  /** The bytes' JSON value; undefined, and a problem, if they hold none. */
  parse(path: string, bytes: Uint8Array): unknown {
    if (isDeep(bytes)) {
      this.builder.problems.add(path, `嵌套超过 ${DEPTH_LIMIT} 层，不是数据文件的内容`)
      return undefined
    }
    const text = decoded(bytes)
    if (text === null) {
      this.builder.problems.add(path, '不是有效的 UTF-8 文字，请改正编码')
      return undefined
    }
    try {
      return JSON.parse(text) as unknown
    } catch {
      this.builder.problems.add(path, '不是完整的 JSON，请检查或重新导出')
      return undefined
    }
  }

  asOf(path: string, value: unknown): void {
    const parsed = asOfSchema.safeParse(value, { reportInput: true })
    if (this.#asOf) this.builder.problems.add(path, 'asOf 只能有一个，请删去多余的')
    else if (parsed.success) this.builder.setAsOf(instant(parsed.data))
    else this.builder.problems.addAll(problemsOf(parsed.error, path))
    this.#asOf = true
  }

  finish(): ReadAnswer {
    const dataset = this.builder.finish()
    if (dataset !== null) return { dataset }
    const { listed, full } = this.builder.problems
    return { dataset: null, problems: listed, stopped: full || this.stopped }
  }
}

class LinesReader implements Reader {
  readonly #lanes: Lanes
  readonly #lines: LineSplitter
  #empty = true

  constructor({ bytes, keepDetails }: ReadOptions) {
    this.#lanes = new Lanes(
      new DatasetBuilder({ bytes, keepDetails, pathOf: (_type, line) => `line ${line}` }),
    )
    this.#lines = new LineSplitter(
      (source, from, to, number) => this.#line(source, from, to, number),
      (number, limit) =>
        this.#lanes.builder.problems.add(`line ${number}`, `一行超过 ${limit >> 20} MB，不是数据文件`),
    )
  }

  get stopped(): boolean {
    return this.#lanes.builder.problems.full
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk)
  }

  finish(): ReadAnswer {
    this.#lines.end()
    const { problems } = this.#lanes.builder
    if (this.#empty && problems.size === 0) problems.add('文件', '文件是空的，应为每行一个 JSON 对象')
    return this.#lanes.finish()
  }

  #line(bytes: Uint8Array, from: number, to: number, number: number): void {
    if (this.stopped) return
    if (this.#lanes.fastRow(null, bytes, from, to, number)) {
      this.#empty = false
      return
    }
    const line = bytes.subarray(from, to)
    if (isBlank(line)) return
    this.#empty = false
    const value = this.#lanes.parse(`line ${number}`, line)
    if (value !== undefined) this.#row(value, number)
  }

  #row(value: unknown, number: number): void {
    const { builder } = this.#lanes
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return builder.problems.add(`line ${number}`, '每行应为一个 JSON 对象')
    }
    const { type, ...row } = value as Record<string, unknown>
    if (isRowType(type)) return builder.add(type, row, number)
    if (type !== 'asOf') {
      return builder.problems.add(
        `line ${number}.type`,
        `应为 ${[...Object.keys(rows), 'asOf'].join('、')} 之一`,
      )
    }
    const { asOf, ...unknown } = row
    for (const key of Object.keys(unknown)) {
      builder.problems.add(pathText(`line ${number}`, [key]), '没有这个字段，请删去或改正名称')
    }
    this.#lanes.asOf(`line ${number}.asOf`, asOf)
  }
}

class ObjectReader implements Reader {
  readonly #lanes: Lanes
  readonly #splitter: JsonSplitter
  readonly #keys = new Set<string>()
  #broken: BrokenJson | null = null

  constructor({ bytes, keepDetails }: ReadOptions) {
    const builder = new DatasetBuilder({
      bytes,
      keepDetails,
      pathOf: (type, index) => `${arrayOf(type)}[${index}]`,
    })
    this.#lanes = new Lanes(builder)
    this.#splitter = new JsonSplitter({
      isArray: key => rowTypeOf(key) !== undefined && this.#firstTime(key),
      element: (key, index, source, from, to) => this.#element(rowTypeOf(key)!, index, source, from, to),
      value: (key, source) => this.#value(key, source),
    })
  }

  get stopped(): boolean {
    return this.#broken !== null || this.#lanes.builder.problems.full
  }

  push(chunk: Uint8Array): void {
    this.#reading(() => this.#splitter.push(chunk))
  }

  finish(): ReadAnswer {
    if (!this.stopped) this.#reading(() => this.#splitter.end())
    if (this.#broken === null) return this.#lanes.finish()
    // What was not read can't be missed, so only what was seen so far is told, and where it broke.
    const { problems } = this.#lanes.builder
    return {
      dataset: null,
      problems: [...problems.listed, { path: '文件', what: this.#broken.message }],
      stopped: true,
    }
  }

  #reading(step: () => void): void {
    try {
      step()
    } catch (error) {
      if (!(error instanceof BrokenJson)) throw error
      this.#broken = error
    }
  }

  #firstTime(key: string): boolean {
    if (this.#keys.has(key)) this.#lanes.builder.problems.add(key, '这个字段出现了两次，请合为一个')
    this.#keys.add(key)
    return true
  }

  #element(type: RowType, index: number, bytes: Uint8Array, from: number, to: number): void {
    const { builder } = this.#lanes
    if (builder.problems.full) return
    if (type === 'checkIn' || type === 'recording') {
      if (this.#lanes.fastRow(type, bytes, from, to, index)) return
    }
    const value = this.#lanes.parse(`${arrayOf(type)}[${index}]`, bytes.subarray(from, to))
    if (value !== undefined) builder.add(type, value, index)
  }

  #value(key: string, bytes: Uint8Array): void {
    const path = pathText('', [key])
    const value = this.#lanes.parse(path, bytes)
    if (value === undefined) return
    if (key === 'asOf') this.#lanes.asOf(key, value)
    else if (rowTypeOf(key) !== undefined) this.#lanes.builder.problems.add(key, '应为数组')
    else this.#lanes.builder.problems.add(path, '没有这个字段，请删去或改正名称')
  }
}

/** Null: not UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes)
  } catch {
    return null
  }
}

function isRowType(type: unknown): type is RowType {
  return typeof type === 'string' && Object.hasOwn(rows, type)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte === 0x20 || byte === 0x09)
}

/** JSON.parse would build whatever nests; a dataset nests four deep. */
function isDeep(bytes: Uint8Array): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i += 1
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth > DEPTH_LIMIT) return true
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return false
}
