import type { Instant } from '../../../domain/model'
import { dateOf } from '../../../domain/time'
import type { StandInLimits } from './fault-options'

/** How often something was done on the latest day that it was done. */
class DayCount {
  private date = ''
  private count = 0

  on(now: Instant): number {
    return this.date === dateOf(now) ? this.count : 0
  }

  add(now: Instant): void {
    this.count = this.on(now) + 1
    this.date = dateOf(now)
  }
}

/** Counts what the account's edition allows only so often. */
export class Limits {
  private readonly calls = new DayCount()
  private readonly captures = new DayCount()
  private latest: Instant[] = []

  constructor(public allowed: StandInLimits) {}

  /** Counts a call; null when it is within all limits, else the code that refuses it. */
  refuseCall(now: Instant): '10007' | '10029' | null {
    this.latest = this.latest.filter(at => now - at < 1_000)
    if (this.calls.on(now) >= (this.allowed.callsPerDay ?? Number.POSITIVE_INFINITY)) return '10007'
    if (this.latest.length >= (this.allowed.callsPerSecond ?? Number.POSITIVE_INFINITY)) return '10029'
    this.calls.add(now)
    this.latest.push(now)
    return null
  }

  /** Counts a capture; false when there have been enough today. */
  admitCapture(now: Instant): boolean {
    if (this.captures.on(now) >= (this.allowed.capturesPerDay ?? Number.POSITIVE_INFINITY)) return false
    this.captures.add(now)
    return true
  }
}
