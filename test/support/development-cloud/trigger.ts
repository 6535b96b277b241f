import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../../cloudfunctions/domain/model'
import { HOUR, SECOND } from '../../../cloudfunctions/domain/time'

/** A function's one timer, as its config.json declares it. */
export interface Trigger {
  readonly name: string
  /** Seven fields: second, minute, hour, day, month, weekday, year; in UTC+8. */
  readonly config: string
}

/** @throws Error when it declares none or another kind */
export function triggerOf(folder: string, fn: string): Trigger {
  const { triggers = [] } = JSON.parse(readFileSync(join(folder, fn, 'config.json'), 'utf8')) as {
    triggers?: readonly (Trigger & { type: string })[]
  }
  const [trigger, ...others] = triggers
  if (trigger === undefined || others.length > 0 || trigger.type !== 'timer') {
    throw new Error(`${fn} needs exactly one trigger, a timer`)
  }
  return trigger
}

type Matches = (instant: Instant) => boolean

const FIELDS = [
  { from: 0, to: 59, of: (at: Date) => at.getUTCSeconds() },
  { from: 0, to: 59, of: (at: Date) => at.getUTCMinutes() },
  { from: 0, to: 23, of: (at: Date) => at.getUTCHours() },
  { from: 1, to: 31, of: (at: Date) => at.getUTCDate() },
  { from: 1, to: 12, of: (at: Date) => at.getUTCMonth() + 1 },
  { from: 0, to: 6, of: (at: Date) => at.getUTCDay() },
  { from: 1970, to: 2099, of: (at: Date) => at.getUTCFullYear() },
] as const
const DAY_FIELD = 3
const WEEKDAY_FIELD = 5

/** Whether a timer fires in the second of an instant. @throws Error for what is no expression */
export function firing(config: string): Matches {
  const texts = config.trim().split(/\s+/)
  if (texts.length !== FIELDS.length) throw new Error(`“${config}” does not have seven fields`)
  const allowed = texts.map((text, i) => numbersOf(text, FIELDS[i]!.from, FIELDS[i]!.to))
  const isEither = texts[DAY_FIELD] !== '*' && texts[WEEKDAY_FIELD] !== '*'
  return instant => {
    const there = new Date(instant + 8 * HOUR)
    const holds = FIELDS.map(({ of }, i) => allowed[i]!.has(of(there)))
    // Where a day and a weekday are named, either will do.
    const isDay = isEither && (holds[DAY_FIELD]! || holds[WEEKDAY_FIELD]!)
    return holds.every((held, i) => held || (isDay && (i === DAY_FIELD || i === WEEKDAY_FIELD)))
  }
}

/** `*`, `5`, `1-5`, each with a step as in `0-30/10`, and lists of these. */
function numbersOf(text: string, from: number, to: number): ReadonlySet<number> {
  const all = new Set<number>()
  for (const part of text.split(',')) {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (found === null) throw new Error(`“${part}” is nothing that a timer's field can say`)
    const [, first, last, step] = found
    const start = Number(first ?? from)
    const end = Number(last ?? (first === undefined || step !== undefined ? to : first))
    if (start < from || end > to || start > end || step === '0') throw new Error(`“${part}” is out of bounds`)
    for (let n = start; n <= end; n += Number(step ?? 1)) all.add(n)
  }
  return all
}

/** Calls at once, and in every second in which the timer fires. @returns stops it */
export function runTimer(config: string, fire: () => void): () => void {
  const fires = firing(config)
  const secondOf = (instant: Instant) => Math.floor(instant / SECOND)
  let seen = secondOf(Date.now())
  fire()
  const interval = setInterval(() => {
    const now = secondOf(Date.now())
    // Of a machine that slept, no more than this minute is made up for.
    for (seen = Math.max(seen, now - 60); seen < now; ) {
      seen += 1
      if (fires(seen * SECOND)) fire()
    }
  }, SECOND / 4)
  return () => clearInterval(interval)
}
