import { type RowType, rows } from '../../contract/dataset'
import { pathText } from '../../contract/problem'
import { DatasetBuilder } from './builder'
import { Lanes } from './lanes'
import { LineSplitter } from './line-splitter'
import type { ReadAnswer, Reader, ReadOptions } from './reader'

/** NDJSON: a row a line, each naming its type. */
export class LinesReader implements Reader {
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

function isRowType(type: unknown): type is RowType {
  return typeof type === 'string' && Object.hasOwn(rows, type)
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every(byte => byte === 0x20 || byte === 0x09)
}
