import { dayNumberOf, isCalendarDay } from '../../domain/time'

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

const TYPE = 1
const ID = 2
const TRAINEE = 4
const KIND = 8
const AT = 16
const METHOD = 32
const FACE = 64
const LOCATION = 128
const DEVICE = 256
const SERIAL = 512
const CHANNEL = 1024
const START_TIME = 2048
const END_TIME = 4096
const REC_TYPE = 8192
const CHECK_IN_NEEDS = ID | TRAINEE | KIND | AT | METHOD | FACE
const CHECK_IN_MAY = CHECK_IN_NEEDS | LOCATION | DEVICE
const RECORDING_NEEDS = SERIAL | CHANNEL | START_TIME | END_TIME | REC_TYPE

const QUOTE = 0x22
const COLON = 0x3a
const COMMA = 0x2c
const OPEN = 0x7b
const CLOSE = 0x7d
const ZERO = 0x30
/** As the schema has it; so many characters are as many bytes here. */
const LONGEST_ID = 1024
const LATEST = 253_402_271_999_999

export class FastLane {
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
    cameraKey: new Uint8Array(256),
    cameraKeyLength: 0,
    startTime: 0,
    endTime: 0,
  }
  #bytes: Uint8Array = new Uint8Array(0)
  /** The next byte to read; -1 once something unusual was met. */
  #at = 0
  #seen = 0
  #type: FastKind = null
  #from = 0
  #to = 0
  #serialFrom = 0
  #serialTo = 0
  #channel = 0

  /**
   * @param known the row's type where the file's form gives it, null where the row itself must name it
   * @returns which of {@link checkIn} and {@link recording} was filled, or null for the ordinary lane
   */
  read(bytes: Uint8Array, from: number, to: number, known: FastKind): FastKind {
    this.#bytes = bytes
    this.#at = from
    this.#seen = known === null ? 0 : TYPE
    this.#type = known
    this.#fields()
    if (this.#at !== to) return null
    return this.#finish(known === null)
  }

  #finish(named: boolean): FastKind {
    const seen = this.#seen & ~TYPE
    if (named && (this.#seen & TYPE) === 0) return null
    if (this.#type === 'checkIn') {
      if ((seen & CHECK_IN_NEEDS) !== CHECK_IN_NEEDS || (seen & ~CHECK_IN_MAY) !== 0) return null
      this.checkIn.located = (seen & LOCATION) !== 0
      if ((seen & DEVICE) === 0) this.checkIn.deviceTo = 0
      return 'checkIn'
    }
    if (this.#type === 'recording' && seen === RECORDING_NEEDS)
      return this.#setCameraKey() ? 'recording' : null
    return null
  }

  #fields(): void {
    this.#expect(OPEN)
    for (;;) {
      if (!this.#key()) return
      this.#field()
      const next = this.#at < 0 ? CLOSE : this.#bytes[this.#at++]
      if (next === CLOSE) return
      if (next !== COMMA) return this.#unusual()
    }
  }

  #field(): void {
    const length = this.#to - this.#from
    const first = this.#bytes[this.#from]!
    if (length === 2 && first === 0x69 && this.#keyIs(W_ID)) return this.#id()
    if (length === 2 && this.#keyIs(W_AT)) return this.#instant()
    if (length === 4 && first === 0x74 && this.#keyIs(W_TYPE)) return this.#typeName()
    if (length === 4 && first === 0x6b && this.#keyIs(W_KIND)) return this.#kind()
    if (length === 4 && this.#keyIs(W_FACE)) return this.#face()
    if (length === 6 && this.#keyIs(W_METHOD)) return this.#method()
    if (length === 7 && first === 0x65 && this.#keyIs(W_END_TIME)) return this.#endTime()
    if (length === 7 && this.#keyIs(W_REC_TYPE)) return this.#recType()
    if (length === 8 && first === 0x6c && this.#keyIs(W_LOCATION)) return this.#location()
    if (length === 8 && this.#keyIs(W_DEVICE_ID)) return this.#deviceId()
    if (length === 9 && first === 0x74 && this.#keyIs(W_TRAINEE_ID)) return this.#traineeId()
    if (length === 9 && first === 0x73 && this.#keyIs(W_START_TIME)) return this.#startTime()
    if (length === 9 && this.#keyIs(W_CHANNEL_NO)) return this.#channelNo()
    if (length === 12 && this.#keyIs(W_DEVICE_SERIAL)) return this.#serial()
    this.#unusual()
  }

  #id(): void {
    this.#text(ID)
    this.checkIn.idFrom = this.#from
    this.checkIn.idTo = this.#to
  }

  #traineeId(): void {
    this.#text(TRAINEE)
    this.checkIn.traineeFrom = this.#from
    this.checkIn.traineeTo = this.#to
  }

  #deviceId(): void {
    this.#text(DEVICE)
    this.checkIn.deviceFrom = this.#from
    this.checkIn.deviceTo = this.#to
  }

  #serial(): void {
    this.#text(SERIAL)
    this.#serialFrom = this.#from
    this.#serialTo = this.#to
  }

  #typeName(): void {
    this.#text(TYPE)
    if (this.#keyIs(W_CHECK_IN)) this.#type = 'checkIn'
    else if (this.#keyIs(W_RECORDING)) this.#type = 'recording'
    else this.#unusual()
  }

  #kind(): void {
    this.#text(KIND)
    this.checkIn.start = this.#keyIs(W_START)
    if (!this.checkIn.start && !this.#keyIs(W_END)) this.#unusual()
  }

  #method(): void {
    this.#text(METHOD)
    if (!this.#keyIs(W_FACE)) this.#unusual()
  }

  #face(): void {
    this.#once(FACE)
    this.#pair(W_MATCHED, W_LIVE, this.#flagPart)
    this.checkIn.matched = this.#first === 1
    this.checkIn.live = this.#second === 1
  }

  #location(): void {
    this.#once(LOCATION)
    this.#pair(W_LATITUDE, W_LONGITUDE, this.#decimal)
    this.checkIn.latitude = this.#first
    this.checkIn.longitude = this.#second
    if (!(Math.abs(this.#first) <= 90 && Math.abs(this.#second) <= 180)) this.#unusual()
  }

  #startTime(): void {
    this.#once(START_TIME)
    this.recording.startTime = this.#integer(LATEST)
  }

  #endTime(): void {
    this.#once(END_TIME)
    this.recording.endTime = this.#integer(LATEST)
  }

  #channelNo(): void {
    this.#once(CHANNEL)
    this.#channel = this.#integer(Number.MAX_SAFE_INTEGER)
    if (this.#channel < 1) this.#unusual()
  }

  #recType(): void {
    this.#once(REC_TYPE)
    const value = this.#integer(2)
    if (value < 1) this.#unusual()
  }

  #first = 0
  #second = 0

  /** An object of exactly two keys, in this order. */
  #pair(first: Uint8Array, second: Uint8Array, value: () => number): void {
    this.#expect(OPEN)
    if (!this.#key() || !this.#keyIs(first)) return this.#unusual()
    this.#first = value.call(this)
    this.#expect(COMMA)
    if (!this.#key() || !this.#keyIs(second)) return this.#unusual()
    this.#second = value.call(this)
    this.#expect(CLOSE)
  }

  /** `"key":`, whose bytes then are `#from` to `#to`. */
  #key(): boolean {
    this.#string()
    this.#expect(COLON)
    return this.#at >= 0
  }

  /** A string field that has not come before, of a length that ids may have. */
  #text(field: number): void {
    this.#once(field)
    this.#string()
    if (this.#from === this.#to || this.#to - this.#from > LONGEST_ID) this.#unusual()
  }

  #string(): void {
    this.#expect(QUOTE)
    if (this.#at < 0) return
    const bytes = this.#bytes
    let i = this.#at
    for (let byte = bytes[i]; byte !== QUOTE; byte = bytes[++i]) {
      // The end of the bytes is undefined and fails each comparison.
      if (!(byte !== undefined && byte >= 0x20 && byte < 0x7f && byte !== 0x5c)) return this.#unusual()
    }
    this.#from = this.#at
    this.#to = i
    this.#at = i + 1
  }

  #once(field: number): void {
    if (this.#seen & field) this.#unusual()
    this.#seen |= field
  }

  #flagPart(): number {
    if (this.#at < 0) return 0
    if (this.#takes(W_TRUE)) return 1
    if (!this.#takes(W_FALSE)) this.#unusual()
    return 0
  }

  #integer(atMost: number): number {
    const value = this.#decimal()
    if (!Number.isInteger(value) || value < 0 || value > atMost || this.#decimals > 0) this.#unusual()
    return value
  }

  #decimals = 0

  /**
   * A number of at most 15 digits without exponent: both the digits as a whole number and the power of ten are exact
   * doubles, so one division rounds as JSON.parse would.
   */
  #decimal(): number {
    if (this.#at < 0) return 0
    const bytes = this.#bytes
    let i = this.#at
    const negative = bytes[i] === 0x2d
    if (negative) i += 1
    const begin = i
    let value = 0
    let point = -1
    for (; ; i++) {
      const byte = bytes[i]!
      if (byte >= ZERO && byte <= 0x39) value = value * 10 + byte - ZERO
      else if (byte === 0x2e && point < 0) point = i
      else break
    }
    this.#decimals = point < 0 ? 0 : i - point - 1
    const whole = (point < 0 ? i : point) - begin
    const leadingZero = bytes[begin] === ZERO && whole > 1
    if (whole === 0 || leadingZero || point === i - 1 || whole + this.#decimals > 15) {
      this.#unusual()
      return 0
    }
    this.#at = i
    const magnitude = value / TENS[this.#decimals]!
    return negative ? -magnitude : magnitude
  }

  /** `"2024-06-03T08:21:09+08:00"`, with `Z` or another offset, with or without three digits of milliseconds. */
  #instant(): void {
    this.#text(AT)
    if (this.#at < 0) return
    const from = this.#from
    const length = this.#to - from
    const bytes = this.#bytes
    const dotted = bytes[from + 19] === 0x2e
    const zone = from + (dotted ? 23 : 19)
    const zulu = bytes[zone] === 0x5a
    if (length !== zone - from + (zulu ? 1 : 6)) return this.#unusual()
    const wellSet =
      bytes[from + 4] === 0x2d &&
      bytes[from + 7] === 0x2d &&
      bytes[from + 10] === 0x54 &&
      bytes[from + 13] === COLON &&
      bytes[from + 16] === COLON
    if (!wellSet) return this.#unusual()
    const date = this.#day(from)
    const hour = this.#digits(from + 11, 2)
    const minute = this.#digits(from + 14, 2)
    const second = this.#digits(from + 17, 2)
    const millis = dotted ? this.#digits(from + 20, 3) : 0
    const offset = zulu ? 0 : this.#offset(zone)
    if (hour > 23 || minute > 59 || second > 59) this.#unusual()
    this.checkIn.at =
      date * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1_000 + millis - offset
  }

  #day(from: number): number {
    const year = this.#digits(from, 4)
    const month = this.#digits(from + 5, 2)
    const day = this.#digits(from + 8, 2)
    if (!isCalendarDay(year, month, day)) this.#unusual()
    return dayNumberOf(year, month, day)
  }

  #offset(zone: number): number {
    const sign = this.#bytes[zone]
    const hours = this.#digits(zone + 1, 2)
    const minutes = this.#digits(zone + 4, 2)
    const wellSet = (sign === 0x2b || sign === 0x2d) && this.#bytes[zone + 3] === COLON
    if (!wellSet || hours > 23 || minutes > 59) this.#unusual()
    return (sign === 0x2d ? -1 : 1) * (hours * 60 + minutes) * 60_000
  }

  #digits(from: number, count: number): number {
    let value = 0
    for (let i = from; i < from + count; i++) {
      const digit = this.#bytes[i]! - ZERO
      if (!(digit >= 0 && digit <= 9)) this.#unusual()
      value = value * 10 + digit
    }
    return value
  }

  /** Serial, NUL, channel: as `cameraKey` writes it. */
  #setCameraKey(): boolean {
    const key = this.recording.cameraKey
    let length = this.#serialTo - this.#serialFrom
    if (length + 20 > key.length) return false
    for (let i = 0; i < length; i++) key[i] = this.#bytes[this.#serialFrom + i]!
    key[length++] = 0
    const channel = String(this.#channel)
    for (let i = 0; i < channel.length; i++) key[length++] = channel.charCodeAt(i)
    this.recording.cameraKeyLength = length
    return true
  }

  #keyIs(text: Uint8Array): boolean {
    if (this.#to - this.#from !== text.length) return false
    for (let i = 0; i < text.length; i++) if (this.#bytes[this.#from + i] !== text[i]) return false
    return true
  }

  #takes(text: Uint8Array): boolean {
    for (let i = 0; i < text.length; i++) if (this.#bytes[this.#at + i] !== text[i]) return false
    this.#at += text.length
    return true
  }

  #expect(byte: number): void {
    if (this.#at < 0) return
    if (this.#bytes[this.#at] === byte) this.#at += 1
    else this.#unusual()
  }

  #unusual(): void {
    this.#at = -1
  }
}

const TENS = Array.from({ length: 16 }, (_, n) => 10 ** n)

const ENCODER = new TextEncoder()

// Keys and words as bytes, each a constant of its own: they are read some thirty times a row.
const W_ID = ENCODER.encode('id')
const W_AT = ENCODER.encode('at')
const W_TYPE = ENCODER.encode('type')
const W_KIND = ENCODER.encode('kind')
const W_FACE = ENCODER.encode('face')
const W_METHOD = ENCODER.encode('method')
const W_END_TIME = ENCODER.encode('endTime')
const W_REC_TYPE = ENCODER.encode('recType')
const W_LOCATION = ENCODER.encode('location')
const W_DEVICE_ID = ENCODER.encode('deviceId')
const W_TRAINEE_ID = ENCODER.encode('traineeId')
const W_START_TIME = ENCODER.encode('startTime')
const W_CHANNEL_NO = ENCODER.encode('channelNo')
const W_DEVICE_SERIAL = ENCODER.encode('deviceSerial')
const W_CHECK_IN = ENCODER.encode('checkIn')
const W_RECORDING = ENCODER.encode('recording')
const W_START = ENCODER.encode('start')
const W_END = ENCODER.encode('end')
const W_MATCHED = ENCODER.encode('matched')
const W_LIVE = ENCODER.encode('live')
const W_LATITUDE = ENCODER.encode('latitude')
const W_LONGITUDE = ENCODER.encode('longitude')
const W_TRUE = ENCODER.encode('true')
const W_FALSE = ENCODER.encode('false')
