import { asOfSchema } from '../../contract/dataset'
import { problemsOf } from '../../contract/problem'
import type { DatasetBuilder } from './builder'
import { FastLane } from './fast-lane'
import type { ReadAnswer } from './reader'
import { instant } from './rows'

const DECODER = new TextDecoder('utf-8', { fatal: true })
const DEPTH_LIMIT = 32

/** The rows of either form, by the fast lane where it can and else by JSON.parse and the schema. */
export class Lanes {
  readonly fast = new FastLane()
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
    return { dataset: null, problems: listed, stopped: full }
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
