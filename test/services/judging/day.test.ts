import fc from 'fast-check'
import { datasetOf } from '../../../cloudfunctions/domain/dataset'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import type { ClassDay } from '../../../cloudfunctions/domain/model'
import type { Store } from '../../../cloudfunctions/ports/store'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS, type JudgedDay } from '../../../cloudfunctions/services/documents/judged-days'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { loadClasses } from '../../../cloudfunctions/services/evidence'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { evaluated } from '../../../cloudfunctions/services/judging/rules'
import { anyCase } from '../../support/any-case'
import type { CaseFile } from '../../support/situation'
import { casesHere, openTemporaryStore, type TemporaryStore } from '../../support/stores'
import { emptyStore, keepCase } from './kept-case'

let opened: TemporaryStore
beforeAll(async () => {
  opened = await openTemporaryStore()
})
afterAll(() => opened.close())

/** Judges a case as the server does, a day at a time, each by what it looks up. */
async function judgedDays(
  file: CaseFile,
  silent: ReadonlySet<string>,
  look: (store: Store, days: readonly JudgedDay[]) => Promise<void> | void,
): Promise<void> {
  const { store } = opened
  await emptyStore(store)
  await keepCase(store, file, silent)
  await judgeDirtyDays(store, async () => true)
  await look(store, await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] }))
}

function wholeClasses(file: CaseFile) {
  const evaluation = evaluate(datasetOf({ ...file, asOf: null }), () => null)
  return { classDays: [...evaluation.classDays()], traineeDays: [...evaluation.traineeDays()] }
}

const byDay = (a: { classId: string; date: string }, b: { classId: string; date: string }) =>
  `${a.date} ${a.classId}` < `${b.date} ${b.classId}` ? -1 : 1

function asClassDay(day: JudgedDay): ClassDay {
  const { classId, date, policy, scheduledHours, pieces, segmentCount, recording, status, flags } = day
  if (recording === 'unknown' || status === 'waiting') throw new Error(`${day.id} is not known`)
  return { classId, date, policy, scheduledHours, pieces, segmentCount, recording, status, flags }
}

const NONE: ReadonlySet<string> = new Set()

it('a day judged by itself is what the rules say of it among the whole class’s days', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async file => {
      const whole = wholeClasses(file)
      await judgedDays(file, NONE, async (store, days) => {
        expect([...days].sort(byDay).map(asClassDay)).toEqual([...whole.classDays].sort(byDay))
        for (const day of days) {
          const own = whole.traineeDays.filter(
            ({ classId, date }) => classId === day.classId && date === day.date,
          )
          expect(day.traineeDays).toEqual(own)
        }
        expect(await checkDerived(store, () => {})).toMatchObject({ waiting: 0, different: [] })
      })
    }),
    { numRuns: casesHere(120) },
  )
}, 60_000)

it('what is loaded of whole classes judges to the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async file => {
      const whole = wholeClasses(file)
      await judgedDays(file, NONE, async store => {
        const records = await readAll(store, CLASSES, { index: 'byId', equal: [] })
        const classes = await loadClasses(store, records)
        const evaluation = evaluated(classes)
        expect([...evaluation.classDays()].sort(byDay)).toEqual([...whole.classDays].sort(byDay))
        expect([...evaluation.traineeDays()]).toEqual(whole.traineeDays)
      })
    }),
    { numRuns: casesHere(60) },
  )
}, 60_000)

it('while cameras are silent, the same but for what is missing: waiting, and no flag', async () => {
  const silences = fc.subarray(['CAM1 2024-06-03', 'CAM1 2024-06-04', 'CAM2 2024-06-03', 'CAM2 2024-06-04'])
  await fc.assert(
    fc.asyncProperty(anyCase, silences, async (file, dates) => {
      const whole = new Map(wholeClasses(file).classDays.map(day => [`${day.classId} ${day.date}`, day]))
      await judgedDays(file, new Set(dates), (_, days) => {
        for (const day of days) {
          const known = whole.get(day.id)
          const cameras = day.silent.map(({ deviceSerial }) => `${deviceSerial} ${day.date}`)
          expect(cameras.every(camera => dates.includes(camera))).toBe(true)
          const holds = known?.recording !== 'flagged' || cameras.length === 0
          expect(day).toMatchObject(
            holds
              ? { recording: known?.recording, status: known?.status, flags: known?.flags }
              : {
                  recording: 'unknown',
                  flags: [],
                  status: known.status === 'flagged' ? 'waiting' : known.status,
                },
          )
        }
      })
    }),
    { numRuns: casesHere(60) },
  )
}, 60_000)
