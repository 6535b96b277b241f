import { ByteReader } from './byte-reader'

/**
 * Reads the two kinds of row that come by the hundred thousand straight from their bytes, in the plain form that
 * exports have: ASCII without escapes, known keys once each, short decimal numbers. Whatever is in any way unusual
 * is left to the ordinary lane (JSON.parse and the schema), which alone judges what is wrong. So this lane never
 * refuses, and what it takes it reads as the other would; a property test holds the two against each other.
 */
export interface FastCheckIn {
  idFrom: number
  idTo: number
  traineeFrom: number
  traineeTo: number
  deviceFrom: number
  /** 0: no device. */
  deviceTo: number
  start: boolean
  at: number
  matched: boolean
  live: boolean
  located: boolean
  latitude: number
  longitude: number
}

export interface FastRecording {
  /** The bytes of the camera's key; the first `cameraKeyLength` are meant. */
  readonly cameraKey: Uint8Array
  cameraKeyLength: number
  startTime: number
  endTime: number
}

export type FastKind = 'checkIn' | 'recording' | null

/** Keys as bits; those of the last line hold values that rows share, the others a value of each row's own. */
const ID = 1
const TRAINEE = 2
const AT = 4
const DEVICE = 8
const LATITUDE = 16
const LONGITUDE = 32
const SERIAL = 64
const CHANNEL = 128
const START_TIME = 256
const END_TIME = 512
const TYPE = 1024
const KIND = 2048
const METHOD = 4096
const FACE = 8192
const REC_TYPE = 16384
const LOCATION = LATITUDE | LONGITUDE
const CHECK_IN_NEEDS = ID | TRAINEE | KIND | AT | METHOD | FACE
const CHECK_IN_MAY = CHECK_IN_NEEDS | LOCATION | DEVICE
const RECORDING_NEEDS = SERIAL | CHANNEL | START_TIME | END_TIME | REC_TYPE

const OPEN = 0x7b
const CLOSE = 0x7d
const COLON = 0x3a
const COMMA = 0x2c

/** As the schema has it; so many characters are as many bytes here. */
const LONGEST_ID = 1024
const LATEST = 253_402_271_999_999
const FORMS_AT_MOST = 16

/**
 * The form of a row that was read key by key: all that is not a value of its own, cut at these values. An export
 * writes few forms, so that the next row mostly has the form that followed the last time.
 */
interface Form {
  readonly kind: FastKind
  /** Whether the row named its type itself. */
  readonly named: boolean
  readonly texts: readonly Uint8Array[]
  readonly fields: readonly number[]
  readonly start: boolean
  readonly matched: boolean
  readonly live: boolean
  readonly located: boolean
  readonly hasDevice: boolean
  next: Form | null
}

export class FastLane extends ByteReader {
  readonly checkIn: FastCheckIn = {
    idFrom: 0,
    idTo: 0,
    traineeFrom: 0,
    traineeTo: 0,
    deviceFrom: 0,
    deviceTo: 0,
    start: false,
    at: 0,
    matched: false,
    live: false,
    located: false,
    latitude: 0,
    longitude: 0,
  }
  readonly recording: FastRecording = {
    cameraKey: new Uint8Array(LONGEST_ID + 32),
    cameraKeyLength: 0,
    startTime: 0,
    endTime: 0,
  }
  readonly #forms: Form[] = []
  #last: Form | null = null
  #seen = 0
  #type: FastKind = null
  #serialFrom = 0
  #serialTo = 0
  #channel = 0
  /** The row's own values as they were read: which, from where, to where. */
  #marks: number[] = []

  /**
   * @param known the row's type where the file's form gives it, null where the row itself must name it
   * @returns which of {@link checkIn} and {@link recording} was filled, or null for the ordinary lane
   */
  read(bytes: Uint8Array, from: number, to: number, known: FastKind): FastKind {
    this.bytes = bytes
    const form = this.#knownForm(from, to, known) ?? this.#newForm(from, to, known)
    if (form === null) return null
    if (this.#last !== null) this.#last.next = form
    this.#last = form
    if (form.kind === 'recording') this.#setCameraKey()
    return form.kind
  }

  #knownForm(from: number, to: number, known: FastKind): Form | null {
    const expected = this.#last?.next ?? null
    if (expected !== null && this.#follows(expected, from, to, known)) return expected
    for (const form of this.#forms) if (form !== expected && this.#follows(form, from, to, known)) return form
    return null
  }

  #follows(form: Form, from: number, to: number, known: FastKind): boolean {
    if (form.named !== (known === null) || (known !== null && form.kind !== known)) return false
    const { texts, fields } = form
    this.at = from
    for (let i = 0; i < fields.length; i++) {
      if (!this.takes(texts[i]!)) return false
      this.#value(fields[i]!)
    }
    if (!this.takes(texts[fields.length]!) || this.at !== to) return false
    const { checkIn } = this
    checkIn.start = form.start
    checkIn.matched = form.matched
    checkIn.live = form.live
    checkIn.located = form.located
    if (!form.hasDevice) checkIn.deviceTo = 0
    return true
  }

  /** Reads the row key by key and remembers its form. */
  #newForm(from: number, to: number, known: FastKind): Form | null {
    this.at = from
    this.#seen = known === null ? 0 : TYPE
    this.#type = known
    this.#marks = []
    this.#fields()
    if (this.at !== to || !this.#isWhole()) return null
    const form = this.#formOf(from, to, known === null)
    if (this.#forms.length < FORMS_AT_MOST) this.#forms.push(form)
    return form
  }

  #isWhole(): boolean {
    const seen = this.#seen & ~TYPE
    if ((this.#seen & TYPE) === 0) return false
    if (this.#type === 'recording') return seen === RECORDING_NEEDS
    return (seen & CHECK_IN_NEEDS) === CHECK_IN_NEEDS && (seen & ~CHECK_IN_MAY) === 0
  }

  #formOf(from: number, to: number, named: boolean): Form {
    const texts: Uint8Array[] = []
    const fields: number[] = []
    let begin = from
    for (let i = 0; i < this.#marks.length; i += 3) {
      fields.push(this.#marks[i]!)
      texts.push(this.#copy(begin, this.#marks[i + 1]!))
      begin = this.#marks[i + 2]!
    }
    texts.push(this.#copy(begin, to))
    const { checkIn } = this
    checkIn.located = (this.#seen & LOCATION) !== 0
    const hasDevice = (this.#seen & DEVICE) !== 0
    if (!hasDevice) checkIn.deviceTo = 0
    const { start, matched, live, located } = checkIn
    return { kind: this.#type, named, texts, fields, start, matched, live, located, hasDevice, next: null }
  }

  /** The chunk that holds the row is used again. */
  #copy(from: number, to: number): Uint8Array {
    return Uint8Array.prototype.slice.call(this.bytes, from, to)
  }

  #fields(): void {
    this.expect(OPEN)
    for (;;) {
      if (!this.#key()) return
      this.#field()
      const next = this.at < 0 ? CLOSE : this.bytes[this.at++]
      if (next === CLOSE) return
      if (next !== COMMA) return this.unusual()
    }
  }

  #field(): void {
    const own = OWN_KEYS.find(([, word]) => this.was(word))
    if (own !== undefined) return this.#ownValue(own[0])
    if (this.was(W_TYPE)) return this.#typeName()
    if (this.was(W_KIND)) return this.#kind()
    if (this.was(W_METHOD)) return this.#method()
    if (this.was(W_FACE)) return this.#face()
    if (this.was(W_REC_TYPE)) return this.#recType()
    if (this.was(W_LOCATION)) return this.#location()
    this.unusual()
  }

  /** A value of the row's own, whose place in the row is noted. */
  #ownValue(field: number): void {
    this.#once(field)
    const from = this.at
    this.#value(field)
    this.#marks.push(field, from, this.at)
  }

  #value(field: number): void {
    const { checkIn, recording } = this
    switch (field) {
      case ID:
        this.#text()
        checkIn.idFrom = this.from
        checkIn.idTo = this.to
        return
      case TRAINEE:
        this.#text()
        checkIn.traineeFrom = this.from
        checkIn.traineeTo = this.to
        return
      case DEVICE:
        this.#text()
        checkIn.deviceFrom = this.from
        checkIn.deviceTo = this.to
        return
      case AT:
        checkIn.at = this.instant()
        return
      case LATITUDE:
        checkIn.latitude = this.#degrees(90)
        return
      case LONGITUDE:
        checkIn.longitude = this.#degrees(180)
        return
      case SERIAL:
        this.#text()
        this.#serialFrom = this.from
        this.#serialTo = this.to
        return
      case CHANNEL:
        this.#channel = this.integer(Number.MAX_SAFE_INTEGER)
        if (this.#channel < 1) this.unusual()
        return
      case START_TIME:
        recording.startTime = this.integer(LATEST)
        return
      default:
        recording.endTime = this.integer(LATEST)
    }
  }

  #degrees(atMost: number): number {
    const degrees = this.decimal()
    if (Math.abs(degrees) > atMost) this.unusual()
    return degrees
  }

  #typeName(): void {
    this.#once(TYPE)
    this.string()
    if (this.was(W_CHECK_IN)) this.#type = 'checkIn'
    else if (this.was(W_RECORDING)) this.#type = 'recording'
    else this.unusual()
  }

  #kind(): void {
    this.#once(KIND)
    this.string()
    this.checkIn.start = this.was(W_START)
    if (!this.checkIn.start && !this.was(W_END)) this.unusual()
  }

  #method(): void {
    this.#once(METHOD)
    this.string()
    if (!this.was(W_FACE)) this.unusual()
  }

  #face(): void {
    this.#once(FACE)
    this.expect(OPEN)
    this.checkIn.matched = this.#flag(W_MATCHED)
    this.expect(COMMA)
    this.checkIn.live = this.#flag(W_LIVE)
    this.expect(CLOSE)
  }

  #flag(key: Uint8Array): boolean {
    if (!this.#key() || !this.was(key)) this.unusual()
    if (this.takes(W_TRUE)) return true
    if (!this.takes(W_FALSE)) this.unusual()
    return false
  }

  #location(): void {
    this.expect(OPEN)
    if (!this.#key() || !this.was(W_LATITUDE)) this.unusual()
    this.#ownValue(LATITUDE)
    this.expect(COMMA)
    if (!this.#key() || !this.was(W_LONGITUDE)) this.unusual()
    this.#ownValue(LONGITUDE)
    this.expect(CLOSE)
  }

  #recType(): void {
    this.#once(REC_TYPE)
    if (this.integer(2) < 1) this.unusual()
  }

  /** `"key":`, whose bytes then are `from` to `to`. */
  #key(): boolean {
    this.string()
    this.expect(COLON)
    return this.at >= 0
  }

  /** A string of a length that ids may have. */
  #text(): void {
    this.string()
    if (this.from === this.to || this.to - this.from > LONGEST_ID) this.unusual()
  }

  #once(field: number): void {
    if (this.#seen & field) this.unusual()
    this.#seen |= field
  }

  /** Serial, NUL, channel: as `cameraKey` writes it. */
  #setCameraKey(): void {
    const key = this.recording.cameraKey
    let length = this.#serialTo - this.#serialFrom
    for (let i = 0; i < length; i++) key[i] = this.bytes[this.#serialFrom + i]!
    key[length++] = 0
    const channel = String(this.#channel)
    for (let i = 0; i < channel.length; i++) key[length++] = channel.charCodeAt(i)
    this.recording.cameraKeyLength = length
  }
}

const ENCODER = new TextEncoder()
const word = (text: string) => ENCODER.encode(text)

/** Keys whose values are a row's own. */
const OWN_KEYS: readonly (readonly [number, Uint8Array])[] = [
  [ID, word('id')],
  [TRAINEE, word('traineeId')],
  [AT, word('at')],
  [DEVICE, word('deviceId')],
  [SERIAL, word('deviceSerial')],
  [CHANNEL, word('channelNo')],
  [START_TIME, word('startTime')],
  [END_TIME, word('endTime')],
]

const W_TYPE = word('type')
const W_KIND = word('kind')
const W_METHOD = word('method')
const W_FACE = word('face')
const W_REC_TYPE = word('recType')
const W_LOCATION = word('location')
const W_LATITUDE = word('latitude')
const W_LONGITUDE = word('longitude')
const W_CHECK_IN = word('checkIn')
const W_RECORDING = word('recording')
const W_START = word('start')
const W_END = word('end')
const W_MATCHED = word('matched')
const W_LIVE = word('live')
const W_TRUE = word('true')
const W_FALSE = word('false')
