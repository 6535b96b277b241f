import { byteOrderMark, copied } from './json-splitter'

const LINE_LIMIT = 16 << 20

/** Hands over each line as bytes, without its end; numbers start at 1. */
export class LineSplitter {
  #carried: Uint8Array[] = []
  #carriedLength = 0
  #overlong = false
  #line = 0
  #started = false

  constructor(
    readonly line: (bytes: Uint8Array, from: number, to: number, number: number) => void,
    readonly overlong: (number: number, limitBytes: number) => void,
  ) {}

  push(chunk: Uint8Array): void {
    let from = this.#started ? 0 : byteOrderMark(chunk)
    this.#started = true
    for (let end = chunk.indexOf(0x0a, from); end >= 0; end = chunk.indexOf(0x0a, from)) {
      this.#finish(chunk, from, end)
      from = end + 1
    }
    this.#carry(chunk, from, chunk.length)
  }

  end(): void {
    if (this.#carriedLength > 0) this.#finish(new Uint8Array(0), 0, 0)
  }

  #finish(chunk: Uint8Array, from: number, to: number): void {
    this.#line += 1
    if (this.#carriedLength > 0) return this.#finishCarried(chunk, from, to)
    if (to - from > LINE_LIMIT) this.overlong(this.#line, LINE_LIMIT)
    else this.#hand(chunk, from, to)
  }

  #finishCarried(chunk: Uint8Array, from: number, to: number): void {
    this.#carry(chunk, from, to)
    const bytes = Buffer.concat(this.#carried)
    this.#carried = []
    this.#carriedLength = 0
    if (this.#overlong) this.overlong(this.#line, LINE_LIMIT)
    else this.#hand(bytes, 0, bytes.length)
    this.#overlong = false
  }

  #hand(bytes: Uint8Array, from: number, to: number): void {
    const end = to > from && bytes[to - 1] === 0x0d ? to - 1 : to
    if (end > from) this.line(bytes, from, end, this.#line)
  }

  /** Of a line beyond the limit only the length is kept. */
  #carry(chunk: Uint8Array, from: number, to: number): void {
    if (to === from) return
    this.#carriedLength += to - from
    if (this.#carriedLength > LINE_LIMIT) {
      this.#overlong = true
      this.#carried = []
    } else this.#carried.push(copied(chunk, from, to))
  }
}
