import { arrayOf, type RowType, rowTypeOf } from '../../contract/dataset'
import { pathText } from '../../contract/problem'
import { DatasetBuilder } from './builder'
import { BrokenJson, JsonSplitter } from './json-splitter'
import { Lanes } from './lanes'
import type { ReadAnswer, Reader, ReadOptions } from './reader'

/** JSON: one object whose arrays hold the rows. */
export class ObjectReader implements Reader {
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
