/**
 * Ids as bytes, each once, numbered in the order of their coming. A city-year holds hundreds of thousands of ids and
 * ten of them millions: as JavaScript strings in a Set they would cost about 100 bytes each, here their own length
 * and a dozen more. UTF-8 bytes compare as the code points do, which is the order that R7 asks for.
 */
export class IdTable {
  /** Filled one after another and never moved, so that growing copies nothing. */
  readonly #pages: Uint8Array[] = []
  #used = PAGE
  /** Where every eighth id begins: page times {@link PAGE} plus the place in it. From there one walks. */
  #places: Uint32Array
  /** Open addressing with linear probing: number + 1, or 0 for a free slot. At most 7 in 10 are taken. */
  #slots: Int32Array
  /** Eight bits of the hash of each slot's id: two ids that differ are mostly told apart without a look at them. */
  #tags: Uint8Array
  #size = 0

  /** @param expected how many ids are likely; room that stays empty takes no memory */
  constructor(expected = 64) {
    this.#places = new Uint32Array(Math.ceil(expected / STRIDE) + 1)
    this.#slots = new Int32Array(Math.max(16, Math.ceil(expected * 1.5)))
    this.#tags = new Uint8Array(this.#slots.length)
  }

  get size(): number {
    return this.#size
  }

  /** The number of the id in `source[from, to)`, a new one if it wasn't there: then {@link size} has grown. */
  intern(source: Uint8Array, from: number, to: number): number {
    if ((this.#size + 1) * 10 > this.#slots.length * 7) this.#rehash()
    const hash = hashOf(source, from, to)
    const slot = this.#find(hash, source, from, to)
    const taken = this.#slots[slot]!
    if (taken !== 0) return taken - 1
    this.#slots[slot] = this.#size + 1
    this.#tags[slot] = hash
    return this.#append(source, from, to)
  }

  internText(text: string): number {
    const bytes = ENCODER.encode(text)
    return this.intern(bytes, 0, bytes.length)
  }

  /** The id's number, or null when it isn't there. */
  find(text: string): number | null {
    const bytes = ENCODER.encode(text)
    const taken = this.#slots[this.#find(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length)]!
    return taken === 0 ? null : taken - 1
  }

  text(number: number): string {
    return DECODER.decode(this.#bytes(number))
  }

  /** In code-point order. */
  compare(a: number, b: number): number {
    const one = this.#bytes(a)
    const other = this.#bytes(b)
    const shared = Math.min(one.length, other.length)
    for (let i = 0; i < shared; i++) if (one[i] !== other[i]) return one[i]! - other[i]!
    return one.length - other.length
  }

  /** Gives up the room that only finding and interning need; afterwards ids can be read and compared. */
  seal(): void {
    this.#slots = new Int32Array(0)
    this.#tags = new Uint8Array(0)
  }

  /** The slot that holds the id, or the free one where it would go. */
  #find(hash: number, source: Uint8Array, from: number, to: number): number {
    const slots = this.#slots
    const tags = this.#tags
    const tag = hash & 0xff
    for (let slot = this.#home(hash); ; slot = slot + 1 === slots.length ? 0 : slot + 1) {
      const taken = slots[slot]!
      if (taken === 0) return slot
      if (tags[slot] === tag && this.#equals(taken - 1, source, from, to)) return slot
    }
  }

  #bytes(number: number): Uint8Array {
    const place = this.#place(number)
    const page = this.#pages[Math.floor(place / PAGE)]!
    const begin = place % PAGE
    const from = begin + headerAt(page, begin)
    return page.subarray(from, from + lengthAt(page, begin))
  }

  #place(number: number): number {
    let place = this.#places[Math.floor(number / STRIDE)]!
    for (let step = number % STRIDE; step > 0; step--) place = this.#next(place)
    return place
  }

  #next(place: number): number {
    const index = Math.floor(place / PAGE)
    const page = this.#pages[index]!
    const begin = place % PAGE
    const next = begin + headerAt(page, begin) + lengthAt(page, begin)
    return next === PAGE || page[next] === PAGE_ENDS ? (index + 1) * PAGE : index * PAGE + next
  }

  #equals(number: number, source: Uint8Array, from: number, to: number): boolean {
    const place = this.#place(number)
    const page = this.#pages[Math.floor(place / PAGE)]!
    const begin = place % PAGE
    if (lengthAt(page, begin) !== to - from) return false
    const shift = begin + headerAt(page, begin) - from
    for (let i = from; i < to; i++) if (page[i + shift] !== source[i]) return false
    return true
  }

  #append(source: Uint8Array, from: number, to: number): number {
    const length = to - from
    if (length > LONGEST) throw new RangeError(`an id of ${length} bytes; at most ${LONGEST} are taken`)
    this.#makeRoom(3 + length)
    const page = this.#pages[this.#pages.length - 1]!
    if (this.#size % STRIDE === 0) this.#notePlace((this.#pages.length - 1) * PAGE + this.#used)
    let at = this.#used
    if (length < LONG) page[at++] = length
    else {
      page[at++] = LONG
      page[at++] = length & 0xff
      page[at++] = length >> 8
    }
    for (let i = from; i < to; i++) page[at++] = source[i]!
    this.#used = at
    return this.#size++
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes <= PAGE) return
    if (this.#used < PAGE) this.#pages[this.#pages.length - 1]![this.#used] = PAGE_ENDS
    this.#pages.push(new Uint8Array(PAGE))
    this.#used = 0
  }

  #notePlace(place: number): void {
    const at = this.#size / STRIDE
    if (at === this.#places.length) this.#places = grown(this.#places, Math.ceil(at * 1.5) + 1)
    this.#places[at] = place
  }

  #rehash(): void {
    this.#slots = new Int32Array(Math.ceil(this.#slots.length * 1.5))
    this.#tags = new Uint8Array(this.#slots.length)
    for (let number = 0; number < this.#size; number++) {
      const bytes = this.#bytes(number)
      const hash = hashOf(bytes, 0, bytes.length)
      let slot = this.#home(hash)
      while (this.#slots[slot] !== 0) slot = slot + 1 === this.#slots.length ? 0 : slot + 1
      this.#slots[slot] = number + 1
      this.#tags[slot] = hash
    }
  }

  /** Spreads 32 bits of hash evenly over any number of slots. */
  #home(hash: number): number {
    return Math.floor((hash / 0x1_0000_0000) * this.#slots.length)
  }
}

const PAGE = 1 << 18
const STRIDE = 8
/** Of an id in bytes; whoever hands in ids checks it first. */
const LONGEST = 4096
const ENCODER = new TextEncoder()
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

/** One byte of length stands before an id, or this and two bytes of length. */
const LONG = 254
const PAGE_ENDS = 255

function lengthAt(page: Uint8Array, begin: number): number {
  const length = page[begin]!
  return length < LONG ? length : page[begin + 1]! | (page[begin + 2]! << 8)
}

function headerAt(page: Uint8Array, begin: number): number {
  return page[begin]! < LONG ? 1 : 3
}

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

type TypedArray = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array
