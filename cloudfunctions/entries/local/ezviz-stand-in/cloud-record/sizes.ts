import type { Interval } from '../../../../domain/model'
import { SECOND } from '../../../../domain/time'

const BYTES_PER_MS = 100

export function secondsOf(spans: readonly Interval[]): number {
  return Math.floor(spans.reduce((ms, { start, end }) => ms + end - start, 0) / SECOND)
}

export function bytesOf(spans: readonly Interval[]): number {
  return spans.reduce((ms, { start, end }) => ms + end - start, 0) * BYTES_PER_MS
}
