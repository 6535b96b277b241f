import { dayNumberOf, isCalendarDay } from '../../domain/time'

const QUOTE = 0x22
const COLON = 0x3a
const ZERO = 0x30

/**
 * Reads plain JSON values straight from bytes. Whatever is unusual sets {@link at} to -1, after which every reader
 * does nothing; so a caller asks once, at the end. The end of the bytes is undefined and fails each comparison.
 */
export class ByteReader {
  protected bytes: Uint8Array = new Uint8Array(0)
  /** The next byte to read; -1 once something unusual was met. */
  protected at = 0
  /** What {@link string} has read. */
  protected from = 0
  protected to = 0
  #decimals = 0

  protected unusual(): void {
    this.at = -1
  }

  protected expect(byte: number): void {
    if (this.at < 0) return
    if (this.bytes[this.at] === byte) this.at += 1
    else this.unusual()
  }

  /** ASCII without escapes. */
  protected string(): void {
    this.expect(QUOTE)
    if (this.at < 0) return
    const bytes = this.bytes
    let i = this.at
    for (let byte = bytes[i]; byte !== QUOTE; byte = bytes[++i]) {
      if (!(byte !== undefined && byte >= 0x20 && byte < 0x7f && byte !== 0x5c)) return this.unusual()
    }
    this.from = this.at
    this.to = i
    this.at = i + 1
  }

  /** Whether the string read last is this text. */
  protected was(text: Uint8Array): boolean {
    return this.to - this.from === text.length && this.startsAt(this.from, text)
  }

  /** Goes past the text if it comes next. */
  protected takes(text: Uint8Array): boolean {
    if (this.at < 0 || !this.startsAt(this.at, text)) return false
    this.at += text.length
    return true
  }

  protected startsAt(from: number, text: Uint8Array): boolean {
    const bytes = this.bytes
    for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text[i]) return false
    return true
  }

  /** A whole number from 0. */
  protected integer(atMost: number): number {
    const value = this.decimal()
    if (!Number.isInteger(value) || value < 0 || value > atMost || this.#decimals > 0) this.unusual()
    return value
  }

  /**
   * A number of at most 15 digits without exponent: both the digits as a whole number and the power of ten are exact
   * doubles, so one division rounds as JSON.parse would.
   */
  protected decimal(): number {
    if (this.at < 0) return 0
    const bytes = this.bytes
    let i = this.at
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
      this.unusual()
      return 0
    }
    this.at = i
    const magnitude = value / TENS[this.#decimals]!
    return negative ? -magnitude : magnitude
  }

  /** `"2024-06-03T08:21:09+08:00"`, with `Z` or another offset, with or without three digits of milliseconds. */
  protected instant(): number {
    this.string()
    if (this.at < 0) return 0
    const { bytes, from } = this
    const dotted = bytes[from + 19] === 0x2e
    const zone = from + (dotted ? 23 : 19)
    const zulu = bytes[zone] === 0x5a
    const wellSet =
      this.to - zone === (zulu ? 1 : 6) &&
      bytes[from + 4] === 0x2d &&
      bytes[from + 7] === 0x2d &&
      bytes[from + 10] === 0x54 &&
      bytes[from + 13] === COLON &&
      bytes[from + 16] === COLON
    if (!wellSet) {
      this.unusual()
      return 0
    }
    const millis = dotted ? this.#digits(from + 20, 3) : 0
    const offset = zulu ? 0 : this.#offset(zone)
    return this.#day(from) * 86_400_000 + this.#clock(from + 11) + millis - offset
  }

  #day(from: number): number {
    const year = this.#digits(from, 4)
    const month = this.#digits(from + 5, 2)
    const day = this.#digits(from + 8, 2)
    if (!isCalendarDay(year, month, day)) this.unusual()
    return dayNumberOf(year, month, day)
  }

  #clock(from: number): number {
    const hour = this.#digits(from, 2)
    const minute = this.#digits(from + 3, 2)
    const second = this.#digits(from + 6, 2)
    if (hour > 23 || minute > 59 || second > 59) this.unusual()
    return hour * 3_600_000 + minute * 60_000 + second * 1_000
  }

  #offset(zone: number): number {
    const sign = this.bytes[zone]
    const hours = this.#digits(zone + 1, 2)
    const minutes = this.#digits(zone + 4, 2)
    const wellSet = (sign === 0x2b || sign === 0x2d) && this.bytes[zone + 3] === COLON
    if (!wellSet || hours > 23 || minutes > 59) this.unusual()
    return (sign === 0x2d ? -1 : 1) * (hours * 60 + minutes) * 60_000
  }

  #digits(from: number, count: number): number {
    let value = 0
    for (let i = from; i < from + count; i++) {
      const digit = this.bytes[i]! - ZERO
      if (!(digit >= 0 && digit <= 9)) this.unusual()
      value = value * 10 + digit
    }
    return value
  }
}

const TENS = Array.from({ length: 16 }, (_, n) => 10 ** n)
