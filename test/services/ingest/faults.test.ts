import fc from 'fast-check'
import type { Recording } from '../../../cloudfunctions/domain/model'
import { HOUR, MINUTE } from '../../../cloudfunctions/domain/time'
import type { RecordingSourceFault } from '../../../cloudfunctions/ports/recording-source'
import { JUDGED_DAYS, type JudgedDay } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { pullDue } from '../../../cloudfunctions/services/ingest/round'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { casesHere } from '../../support/stores'
import { DATE, judgeAll, judgedDay, NEXT_DATE } from '../kept'
import { at, clip, School } from '../school'
import { Platform, type Trouble } from './platform'

const FAULTS: readonly RecordingSourceFault[] = [
  'camera-offline',
  'busy',
  'unreachable',
  'configuration',
  'quota',
  'not-supported',
]

/** What was really recorded: C1 as it should, C2 too little on the first day and nothing on the second. */
const RECORDED: readonly Recording[] = [
  { ...clip('CAM1', DATE, '08:31', 25), recType: 1 },
  clip('CAM1', DATE, '10:15', 30),
  clip('CAM1', NEXT_DATE, '08:35', 60),
  clip('CAM2', DATE, '09:00', 22),
]
const DAWN = at(DATE, '07:00')
const END = at('2024-06-05', '20:00')
const STEP = 15 * MINUTE

// Days of rounds are many hundred requests, which an engine that is far away takes a while for.
jest.setTimeout(90_000)

const goOn = { requestId: 'r1', onAsked: () => true }
const rows = (school: School) => readAll(school.store, JUDGED_DAYS, { index: 'byDate', equal: [] })

/** Three days of rounds of asking and judging; `look` sees the days as they stand after each. */
async function live(
  troubles: readonly Trouble[],
  look: ((days: readonly JudgedDay[]) => void) | null = null,
): Promise<string> {
  const school = await School.open()
  try {
    await judgeAll(school)
    const { server } = new Platform(school, RECORDED, troubles)
    for (school.now = DAWN; school.now <= END; school.now += STEP) {
      await pullDue(server, goOn)
      await judgeAll(school)
      if (look !== null) look(await rows(school))
    }
    expect(await checkDerived(school.store, () => {})).toMatchObject({ waiting: 0, different: [] })
    return JSON.stringify(await rows(school))
  } finally {
    await school.close()
  }
}

let faultless: string
beforeAll(async () => {
  faultless = await live([])
})

it('a run without faults tells what was recorded', () => {
  const days: JudgedDay[] = JSON.parse(faultless)
  expect(days.map(({ id, recording, flags }) => [id, recording, flags])).toEqual([
    [`C1 ${DATE}`, 'compliant', []],
    [`C2 ${DATE}`, 'flagged', ['too-few-segments']],
    [`C1 ${NEXT_DATE}`, 'compliant', []],
    [`C2 ${NEXT_DATE}`, 'flagged', ['no-recording']],
  ])
})

describe.each(FAULTS)('while the platform answers %s', fault => {
  it.each([
    ['of everything', false],
    ['of the cards', true],
  ])('%s, a day waits and is never without recording', async (_, half) => {
    const school = await School.open()
    const whole = { start: 0, end: Number.MAX_SAFE_INTEGER, fault, half }
    const { server } = new Platform(school, RECORDED, [
      { ...whole, deviceSerial: 'CAM1' },
      { ...whole, deviceSerial: 'CAM2' },
    ])
    await judgeAll(school)
    for (school.now = at(DATE, '08:40'); school.now <= at(NEXT_DATE, '08:00'); school.now += HOUR) {
      await pullDue(server, goOn)
      const silence = fault === 'camera-offline' ? 'camera-offline' : 'unreachable'
      const silent = [{ deviceSerial: 'CAM2', channelNo: 1, silence }]
      expect(await judgedDay(school, 'C2')).toMatchObject({
        recording: 'unknown',
        status: 'waiting',
        flags: [],
        silent,
      })
    }
    await school.close()
  })
})

const anyTrouble: fc.Arbitrary<Trouble> = fc
  .record({
    deviceSerial: fc.constantFrom('CAM1', 'CAM2'),
    fault: fc.constantFrom(...FAULTS),
    half: fc.boolean(),
    from: fc.integer({ min: 0, max: 36 * 4 }),
    steps: fc.integer({ min: 1, max: 20 * 4 }),
  })
  .map(({ from, steps, ...rest }) => {
    const start = DAWN + from * STEP
    // The last retry is six hours after the one before it; by then everything answers again.
    return { ...rest, start, end: Math.min(start + steps * STEP, END - 7 * HOUR) }
  })

it('after recovery everything is, to the byte, as if nothing had been the matter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyTrouble, { minLength: 1, maxLength: 4 }), async troubles => {
      const after = await live(troubles, days => {
        const nothing = days.filter(({ flags }) => flags.includes('no-recording')).map(({ id }) => id)
        expect(nothing.filter(id => id !== `C2 ${NEXT_DATE}`)).toEqual([])
      })
      expect(after).toBe(faultless)
    }),
    { numRuns: casesHere(6) },
  )
})
