/**
 * Ids as bytes, each once, numbered in the order of their coming. A city-year holds hundreds of thousands of ids and
 * ten of them millions: as JavaScript strings in a Set they would cost about 100 bytes each, here their own length
 * and about ten more. UTF-8 bytes compare as the code points do, which is the order that R7 asks for.
 */
export class IdTable {
  #bytes: Uint8Array
  #used = 0
  /** Where each id ends; it begins where the one before it ends. */
  #ends: Uint32Array
  /** Open addressing with linear probing: number + 1, or 0 for a free slot. At most 7 in 10 are taken. */
  #slots: Int32Array
  #size = 0

  /** @param expected how many ids are likely; memory that stays untouched is not taken from the machine */
  constructor(expected = 64) {
    this.#bytes = new Uint8Array(expected * 12)
    this.#ends = new Uint32Array(expected)
    this.#slots = new Int32Array(Math.max(16, Math.ceil(expected * 1.5)))
  }

  get size(): number {
    return this.#size
  }

  /** The number of the id in `source[from, to)`, a new one if it wasn't there: then {@link size} has grown. */
  intern(source: Uint8Array, from: number, to: number): number {
    if ((this.#size + 1) * 10 > this.#slots.length * 7) this.#rehash()
    const slots = this.#slots
    for (let slot = this.#home(hashOf(source, from, to)); ; slot = slot + 1 === slots.length ? 0 : slot + 1) {
      const taken = slots[slot]!
      if (taken === 0) {
        slots[slot] = this.#size + 1
        return this.#append(source, from, to)
      }
      if (this.#equals(taken - 1, source, from, to)) return taken - 1
    }
  }

  internText(text: string): number {
    const bytes = ENCODER.encode(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The id's number, or null when it isn't there. */
  find(text: string): number | null {
    const bytes = ENCODER.encode(text)
    const slots = this.#slots
    for (
      let slot = this.#home(hashOf(bytes, 0, bytes.length));
      ;
      slot = slot + 1 === slots.length ? 0 : slot + 1
    ) {
      const taken = slots[slot]!
      if (taken === 0) return null
      if (this.#equals(taken - 1, bytes, 0, bytes.length)) return taken - 1
    }
  }

  text(number: number): string {
    return DECODER.decode(this.#bytes.subarray(this.#begin(number), this.#ends[number]))
  }

  /** In code-point order. */
  compare(a: number, b: number): number {
    const bytes = this.#bytes
    let i = this.#begin(a)
    let j = this.#begin(b)
    const endA = this.#ends[a]!
    const endB = this.#ends[b]!
    while (i < endA && j < endB) {
      const order = bytes[i++]! - bytes[j++]!
      if (order !== 0) return order
    }
    return endA - i - (endB - j)
  }

  #begin(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1]!
  }

  #equals(number: number, source: Uint8Array, from: number, to: number): boolean {
    const begin = this.#begin(number)
    if (this.#ends[number]! - begin !== to - from) return false
    const bytes = this.#bytes
    for (let i = from, j = begin; i < to; i++, j++) if (bytes[j] !== source[i]) return false
    return true
  }

  #append(source: Uint8Array, from: number, to: number): number {
    const end = this.#used + to - from
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, Math.ceil(Math.max(end, 64) * 1.5))
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, Math.ceil(this.#size * 1.5) + 1)
    for (let i = from, j = this.#used; i < to; i++, j++) this.#bytes[j] = source[i]!
    this.#ends[this.#size] = end
    this.#used = end
    return this.#size++
  }

  #rehash(): void {
    this.#slots = new Int32Array(Math.ceil(this.#slots.length * 1.5))
    for (let number = 0; number < this.#size; number++) {
      let slot = this.#home(hashOf(this.#bytes, this.#begin(number), this.#ends[number]!))
      while (this.#slots[slot] !== 0) slot = slot + 1 === this.#slots.length ? 0 : slot + 1
      this.#slots[slot] = number + 1
    }
  }

  /** Spreads 32 bits of hash evenly over any number of slots. */
  #home(hash: number): number {
    return Math.floor((hash / 0x1_0000_0000) * this.#slots.length)
  }
}

const ENCODER = new TextEncoder()
const DECODER = new TextDecoder()

/** FNV-1a with a final mix (both public domain), since neighbouring ids differ in their last digits only. */
function hashOf(source: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ source[i]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The same contents in a longer array; what was not written yet is 0. */
export function grown<T extends TypedArray>(array: T, length: number): T {
  const longer = new (array.constructor as new (length: number) => T)(length)
  longer.set(array)
  return longer
}

type TypedArray = Uint8Array | Int32Array | Uint32Array | Float64Array
