/** What a JSON dataset is cut into: the elements of its arrays and the other values of its keys, as bytes. */
export interface JsonParts {
  /** May the elements of this key's array be handed over one by one? */
  isArray(key: string): boolean
  element(key: string, index: number, bytes: Uint8Array, from: number, to: number): void
  value(key: string, bytes: Uint8Array): void
}

/** The file is not JSON, or not a dataset's JSON; nothing after this place can be read. */
export class BrokenJson extends Error {
  override readonly name = 'BrokenJson'
}

enum State {
  Begin,
  KeyOrEnd,
  Key,
  KeyText,
  Colon,
  ValueBegin,
  ElementOrEnd,
  ElementBegin,
  Inside,
  AfterElement,
  AfterValue,
  Done,
}

const MEMBER_LIMIT = 16 << 20
const DEPTH_LIMIT = 32

/**
 * Cuts a dataset's JSON into rows while it is being read, so that a file of any size needs the memory of one row.
 * It follows brackets and strings only; whether a row is JSON is judged when it is parsed.
 */
export class JsonSplitter {
  #state = State.Begin
  #key = ''
  #index = 0
  /** Bytes of the current member from earlier chunks. */
  #carried: Uint8Array[] = []
  #carriedLength = 0
  #depth = 0
  #inString = false
  #escaped = false
  #inArray = false
  #offset = 0

  constructor(readonly parts: JsonParts) {}

  push(chunk: Uint8Array): void {
    let i = this.#offset === 0 ? byteOrderMark(chunk) : 0
    while (i < chunk.length) i = this.#step(chunk, i)
    this.#offset += chunk.length
  }

  end(): void {
    if (this.#state === State.Begin) throw new BrokenJson('文件是空的，应为一个 JSON 对象')
    if (this.#state !== State.Done) throw new BrokenJson(`文件不完整，在${this.#place()}中断，请重新导出`)
  }

  /** Handles what begins at `i` and answers where to go on. */
  #step(chunk: Uint8Array, i: number): number {
    if (this.#state === State.Inside) return this.#inside(chunk, i)
    if (this.#state === State.KeyText) return this.#keyText(chunk, i)
    const byte = chunk[i]!
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return i + 1
    return this.#between(i, byte)
  }

  #between(i: number, byte: number): number {
    switch (this.#state) {
      case State.Begin:
        return this.#go(byte === 0x7b, State.KeyOrEnd, i)
      case State.KeyOrEnd:
        return byte === 0x7d ? this.#go(true, State.Done, i) : this.#go(byte === 0x22, State.KeyText, i)
      case State.Key:
        return this.#go(byte === 0x22, State.KeyText, i)
      case State.Colon:
        return this.#go(byte === 0x3a, State.ValueBegin, i)
      case State.ValueBegin:
        return this.#valueBegin(byte, i)
      case State.ElementOrEnd:
        return byte === 0x5d ? this.#go(true, State.AfterValue, i) : this.#memberBegin(i)
      case State.ElementBegin:
        return this.#memberBegin(i)
      case State.AfterElement:
        return byte === 0x5d
          ? this.#go(true, State.AfterValue, i)
          : this.#go(byte === 0x2c, State.ElementBegin, i)
      case State.AfterValue:
        return byte === 0x7d ? this.#go(true, State.Done, i) : this.#go(byte === 0x2c, State.Key, i)
      default:
        throw new BrokenJson(`第 ${this.#offset + i + 1} 字节起在结尾之后还有内容，请删去`)
    }
  }

  #go(holds: boolean, next: State, i: number): number {
    if (!holds) throw this.#unexpected(i)
    this.#state = next
    return i + 1
  }

  #valueBegin(byte: number, i: number): number {
    this.#inArray = byte === 0x5b && this.parts.isArray(this.#key)
    this.#index = 0
    if (this.#inArray) return this.#go(true, State.ElementOrEnd, i)
    return this.#memberBegin(i)
  }

  #memberBegin(i: number): number {
    this.#state = State.Inside
    this.#depth = 0
    this.#inString = false
    this.#escaped = false
    return i
  }

  #inside(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (this.#inString) this.#stringByte(byte)
      else if (byte === 0x22) this.#inString = true
      else if (byte === 0x7b || byte === 0x5b) this.#deeper(i)
      else if (byte === 0x7d || byte === 0x5d) {
        if (this.#depth === 0) return this.#memberEnd(chunk, from, i)
        this.#depth -= 1
      } else if (byte === 0x2c && this.#depth === 0) return this.#memberEnd(chunk, from, i)
    }
    this.#carry(chunk, from, chunk.length)
    return chunk.length
  }

  #stringByte(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === 0x5c) this.#escaped = true
    else if (byte === 0x22) this.#inString = false
  }

  #deeper(i: number): void {
    this.#depth += 1
    if (this.#depth > DEPTH_LIMIT) {
      const where = `第 ${this.#offset + i + 1} 字节处`
      throw this.#broken(`${where}嵌套超过 ${DEPTH_LIMIT} 层，不是数据文件`)
    }
  }

  #memberEnd(chunk: Uint8Array, from: number, to: number): number {
    this.#state = this.#inArray ? State.AfterElement : State.AfterValue
    if (this.#carriedLength === 0 && this.#inArray && to - from <= MEMBER_LIMIT) {
      this.parts.element(this.#key, this.#index++, chunk, from, trimmedEnd(chunk, from, to))
      return to
    }
    this.#carry(chunk, from, to)
    const bytes = this.#uncarry()
    if (this.#inArray)
      this.parts.element(this.#key, this.#index++, bytes, 0, trimmedEnd(bytes, 0, bytes.length))
    else this.parts.value(this.#key, bytes)
    return to
  }

  #keyText(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (byte === 0x22 && !this.#escaped) {
        this.#carry(chunk, from, i)
        this.#key = this.#decodeKey(this.#uncarry())
        this.#state = State.Colon
        return i + 1
      }
      this.#escaped = byte === 0x5c && !this.#escaped
    }
    this.#carry(chunk, from, chunk.length)
    return chunk.length
  }

  #decodeKey(bytes: Uint8Array): string {
    try {
      return JSON.parse(`"${new TextDecoder('utf-8', { fatal: true }).decode(bytes)}"`) as string
    } catch (cause) {
      throw new BrokenJson(`第 ${this.#offset + 1} 字节附近的字段名不是有效的 JSON 文字`, { cause })
    }
  }

  #carry(chunk: Uint8Array, from: number, to: number): void {
    if (this.#carriedLength + to - from > MEMBER_LIMIT) {
      throw this.#broken(`一项超过 ${MEMBER_LIMIT >> 20} MB，不是数据文件`)
    }
    if (to > from) this.#carried.push(copied(chunk, from, to))
    this.#carriedLength += to - from
  }

  #uncarry(): Uint8Array {
    const bytes = Buffer.concat(this.#carried)
    this.#carried = []
    this.#carriedLength = 0
    return bytes
  }

  #unexpected(i: number): BrokenJson {
    return this.#broken(`第 ${this.#offset + i + 1} 字节处不是有效的 JSON，请检查文件`)
  }

  #broken(what: string): BrokenJson {
    return new BrokenJson(`${this.#place()}${what}`.trimStart())
  }

  #place(): string {
    if (this.#key === '') return '开头'
    return this.#inArray ? ` ${this.#key}[${this.#index}] ` : ` ${this.#key} `
  }
}

/** Bytes of their own: the chunk that held them is used again, and `slice` of a Buffer would not copy. */
export function copied(chunk: Uint8Array, from: number, to: number): Uint8Array {
  return Uint8Array.prototype.slice.call(chunk, from, to)
}

export function byteOrderMark(chunk: Uint8Array): number {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0
}

/** Without the white space before the comma or bracket. */
function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to
  while (end > from && bytes[end - 1]! <= 0x20) end -= 1
  return end
}
