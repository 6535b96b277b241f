/** @jest-environment node */
import fc from 'fast-check'
import { deterministicId } from '../../cloudfunctions/services/documents/ids'
import { attemptsOn, DATE, NEXT_DATE } from '../services/kept'
import { at, School } from '../services/school'
import { FAULTS, TraineePhone, WAYS } from '../support/trainee-phone'

/**
 * Whatever happens between a tap and its ending, in whatever order: each tap is one attempt of the server or a reason
 * that is shown, and one person's taps come in the order in which they were made.
 */

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const OPENED = at(DATE, '07:40')

type Step =
  | { readonly do: 'tap'; readonly kind: 'start' | 'end' }
  | { readonly do: 'pass' | 'sleep' | 'set'; readonly ms: number }
  | { readonly do: 'fault'; readonly fault: (typeof FAULTS)[number] }
  | { readonly do: 'die'; readonly when: 'on the way there' | 'on the way back' }
  | { readonly do: 'kill' | 'open' | 'look' | 'server goes' | 'server comes' | 'no room' | 'room' | 'see' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('tap' as const), kind: fc.constantFrom('start', 'end') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('pass', 'sleep'),
      ms: fc.constantFrom(1, 20_000, MINUTE, 6 * MINUTE, HOUR, 13 * HOUR),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      ms: fc.oneof(
        fc.constantFrom(-400 * DAY, -DAY, -3 * HOUR, -MINUTE, 0, 90_000, 3 * HOUR, 10 * DAY),
        fc.integer({ min: -2 * MINUTE, max: 6 * MINUTE }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom(...FAULTS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('die' as const),
      when: fc.constantFrom('on the way there', 'on the way back'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('kill', 'open', 'look', 'server goes', 'server comes', 'no room', 'room', 'see'),
    }),
  },
)

/** A clock that is set by ninety seconds once passed for time on a phone without an even clock. */
const SET_UNNOTICED: Step[] = [
  { do: 'fault', fault: 'before it leaves' },
  { do: 'tap', kind: 'start' },
  { do: 'set', ms: 90_000 },
  { do: 'tap', kind: 'start' },
]

interface Tapped {
  readonly key: string
  /** By the right time. */
  readonly at: number
  /** The server's last answer that the phone remembered. */
  readonly answered: number
  /** Nobody had set the phone's clock until then. */
  readonly clockAsEver: boolean
}

class Run {
  readonly taps: Tapped[] = []
  /** How many taps were sent before the phone's clock was set for the first time; null: it has not been. */
  sentAsEver: number | null = null
  /** The keys of taps whose ending was looked at, and how they ended. */
  readonly seen = new Map<string, object>()

  constructor(
    readonly phone: TraineePhone,
    private readonly whose: string,
  ) {}

  async step(step: Step): Promise<void> {
    const { phone } = this
    switch (step.do) {
      case 'tap':
        return phone.isOpen ? this.#tap(step.kind) : undefined
      case 'pass':
        phone.pass(step.ms)
        return
      case 'sleep':
        phone.school.now += step.ms
        return
      case 'set':
        if (step.ms !== phone.ahead) this.sentAsEver ??= phone.sentKeys.length
        phone.ahead = step.ms
        return
      case 'fault':
        phone.faults.push(step.fault)
        return
      case 'die':
        phone.dies = step.when
        return
      case 'kill':
        return this.#kill()
      case 'open':
        this.#kill()
        return phone.open()
      case 'look':
        return phone.isOpen ? phone.look() : undefined
      case 'server goes':
      case 'server comes':
        phone.serverIsThere = step.do === 'server comes'
        return
      case 'no room':
      case 'room':
        phone.roomLeft = step.do === 'room'
        return
      case 'see':
        return this.#see()
    }
  }

  /** All is well, and the person opens the app and looks at everything. */
  async heal(): Promise<void> {
    const { phone } = this
    phone.serverIsThere = true
    phone.roomLeft = true
    phone.faults.length = 0
    phone.dies = null
    phone.school.now += MINUTE
    if (phone.isOpen) await phone.look()
    this.#kill()
    await phone.open()
    while (phone.app.kept.endedTaps(this.whose).length > 0) this.#see()
  }

  async #tap(kind: 'start' | 'end'): Promise<void> {
    const { school, app } = this.phone
    const tapped = {
      at: school.now,
      answered: app.clock.lastAnchor()?.server ?? OPENED,
      clockAsEver: this.sentAsEver === null,
    }
    this.taps.push({ key: await this.phone.tap(kind, this.whose, DATE), ...tapped })
  }

  /** What a phone without room kept in the open page alone is lost with the page, as the page has said. */
  mourn(): void {
    if (this.phone.isOpen) return
    const lost = this.taps.filter(({ key }) => !this.seen.has(key) && !this.phone.storage.has(`tap:${key}`))
    for (const { key } of lost) this.seen.set(key, { told: 'not stored' })
  }

  #kill(): void {
    this.phone.kill()
    this.mourn()
  }

  #see(): void {
    if (!this.phone.isOpen) return
    const { kept } = this.phone.app
    const [first] = kept.endedTaps(this.whose)
    if (!first) return
    this.seen.set(first.attemptKey, first.ending!)
    kept.forget(first)
  }
}

async function serversAttempts(school: School) {
  const found = [...(await attemptsOn(school, DATE)), ...(await attemptsOn(school, NEXT_DATE))]
  for (let day = 5; day <= 25; day++) {
    found.push(...(await attemptsOn(school, `2024-06-${String(day).padStart(2, '0')}`)))
  }
  return found.sort((a, b) => a.at - b.at)
}

test.each(WAYS)(
  '%s',
  async way => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 4, maxLength: 25, size: 'max' }),
        fc.boolean(),
        async (steps, even) => {
          const school = await School.open()
          school.now = OPENED
          const { whose } = await school.answer('t1', 'trainee-today', {})
          const phone = new TraineePhone(school, way)
          try {
            phone.hasEvenClock = even
            await phone.open()
            const run = new Run(phone, whose)
            for (const step of steps) {
              await run.step(step)
              run.mourn()
            }
            await run.heal()
            run.mourn()
            const attempts = await serversAttempts(school)
            // Each has an ending that was shown, and those that the server answered are one attempt each.
            for (const { key } of run.taps) {
              const ofTap = attempts.filter(({ attemptId }) => attemptId === deterministicId('T1', key))
              const ending = run.seen.get(key)
              if (ending !== undefined && 'answer' in ending) expect(ofTap).toHaveLength(1)
              else {
                expect(ending).toEqual({ told: 'not stored' })
                expect(ofTap.length).toBeLessThanOrEqual(1)
              }
            }
            // In the order of the taps, and none made older than the first answer that the phone ever had.
            const order = [...new Set(phone.sentKeys)]
            expect(order).toEqual(run.taps.map(({ key }) => key).filter(key => order.includes(key)))
            for (const waited of phone.sentWaits) {
              expect(waited).toBeGreaterThanOrEqual(0)
              expect(waited).toBeLessThanOrEqual(school.now - OPENED)
            }
            for (const [n, key] of phone.sentKeys.entries()) {
              const tap = run.taps.find(tapped => tapped.key === key)!
              const dated = phone.sentAt[n]! - phone.sentWaits[n]!
              // A clock that is set within a minute of the right time is not noticed; what goes beyond makes no tap older.
              expect(dated).toBeGreaterThanOrEqual(tap.answered - MINUTE)
              if (tap.clockAsEver) expect(dated).toBeGreaterThanOrEqual(tap.at - MINUTE)
              // On a phone whose clock nobody sets each keeps its time, but for the second between two taps.
              if (n < (run.sentAsEver ?? Number.POSITIVE_INFINITY)) {
                expect(Math.abs(dated - tap.at)).toBeLessThanOrEqual(run.taps.length * SECOND)
              }
            }
          } finally {
            phone.close()
            await school.close()
          }
        },
      ),
      { numRuns: 40, examples: [[SET_UNNOTICED, false]] },
    )
  },
  120_000,
)
