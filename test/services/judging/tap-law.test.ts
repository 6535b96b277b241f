import fc from 'fast-check'
import { DAY, MINUTE } from '../../../cloudfunctions/domain/time'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { checkDerived, rebuild } from '../../../cloudfunctions/services/judging/rebuild'
import { TapWatch } from '../../../cloudfunctions/services/judging/tap-watch'
import { lesson } from '../../support/situation'
import { casesHere } from '../../support/stores'
import { installFaces, lookedAt } from '../face-engine'
import { attemptsOn, DATE, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'

/** In the order of a day: each so many minutes after the one before. */
const happening = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 200 })),
  what: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom('start', 'end'),
        who: fc.constantFrom('t1', 't2'),
        waited: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 600 })),
      }),
    },
    { weight: 5, arbitrary: fc.constantFrom('witness', 'watch') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('marks', 'new-watch', 'day', 'my-days', 'list', 'clock-set-back'),
    },
  ),
})
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never

const TIMETABLES = {
  ordinary: null,
  'near midnight': [
    lesson('21:30-23:00', 2, { date: DATE }),
    lesson('00:30-02:00', 2, { date: NEXT_DATE }),
    lesson('22:00-23:30', 2, { date: NEXT_DATE }),
  ],
}
const SUPERVISOR = 'supervisor'
const toTheEnd = async () => true

class Life {
  #watch: TapWatch
  #taps = 0

  constructor(private readonly school: School) {
    this.#watch = this.#newWatch()
  }

  async live(happenings: readonly Happening[]): Promise<void> {
    for (const { after, what } of happenings) {
      this.school.now += after * MINUTE
      await this.#happen(what)
    }
  }

  /** What the server does by itself. */
  async judge(): Promise<void> {
    await judgeDirtyDays(this.school.store, toTheEnd)
    await this.#watch.look(toTheEnd)
  }

  #newWatch(): TapWatch {
    return new TapWatch(this.school.store, this.school.server.clock, { everyMs: 0, atATime: 2 })
  }

  async #happen(what: Happening['what']): Promise<void> {
    const { school } = this
    if (typeof what !== 'string') return this.#tap(what)
    if (what === 'witness') return this.#witness()
    if (what === 'marks') return void (await judgeDirtyDays(school.store, toTheEnd))
    if (what === 'watch') return void (await this.#watch.look(toTheEnd))
    if (what === 'new-watch') this.#watch = this.#newWatch()
    if (what === 'day') await school.answer(SUPERVISOR, 'class-day', { classId: 'C1', date: DATE })
    if (what === 'my-days') await school.answer('t1', 'my-days', {})
    if (what === 'list') await school.answer(SUPERVISOR, 'class-days', {})
    if (what === 'clock-set-back') school.now -= 10 * MINUTE
  }

  async #tap({ kind, who, waited }: Exclude<Happening['what'], string>): Promise<void> {
    this.#taps += 1
    const { school } = this
    const attemptKey = keyOf(`tap${this.#taps}`)
    const asked = await school.answer(who, 'open-face', { attemptKey, faceKey: attemptKey })
    const faceCheckId = asked.opened ? await lookedAt(school, who, attemptKey) : undefined
    const named = faceCheckId === undefined ? {} : { faceCheckId }
    await school.answer(who, 'check-in', { kind, attemptKey, waitedMs: waited * MINUTE, ...named })
  }

  async #witness(): Promise<void> {
    for (const date of [DATE, NEXT_DATE]) {
      const taken = (await attemptsOn(this.school, date)).filter(({ refusal }) => refusal === null)
      const attemptIds = taken.slice(-1).map(({ attemptId }) => attemptId)
      if (attemptIds.length === 0) continue
      const said = { reason: '核对', seen: 'known' } as const
      await this.school.answer('i1', 'witness', { classId: 'C1', date, attemptIds, ...said })
    }
  }
}

const rowsOf = async (school: School) =>
  JSON.stringify(await readAll(school.store, JUDGED_DAYS, { index: 'byDate', equal: [] }))

describe.each(Object.entries(TIMETABLES))('whatever happens to a class, %s,', (_, lessons) => {
  const begin = lessons === null ? at(DATE, '07:20') : at(DATE, '20:50')

  it('its rows are what a rebuild makes of them, to the byte, once the watch has looked', async () => {
    const lives = fc.array(happening, { minLength: 8, maxLength: 30, size: 'max' })
    await fc.assert(
      fc.asyncProperty(lives, fc.boolean(), async (happenings, face) => {
        const school = await School.open()
        try {
          if (lessons !== null) await teach(school, 'C1', { lessons })
          school.now = begin
          await installFaces(school, face ? 'passed' : 'not-same-person')
          const life = new Life(school)
          await life.live(happenings)
          const before = await checkDerived(school.store, () => {})
          expect(before.different).toEqual([])
          await life.judge()
          expect(await checkDerived(school.store, () => {})).toMatchObject({ waiting: 0, different: [] })
          const rows = await rowsOf(school)
          school.now += DAY
          await life.judge()
          await rebuild(school.store, toTheEnd)
          expect(await rowsOf(school)).toBe(rows)
        } finally {
          await school.close()
        }
      }),
      { numRuns: casesHere(25) },
    )
  }, 120_000)
})
