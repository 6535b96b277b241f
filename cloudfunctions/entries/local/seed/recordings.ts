import type { Camera, Interval, Recording, TrainingClass } from '../../../domain/model'
import { evaluatedDays, planClass } from '../../../domain/plan/class-plan'
import type { DayPlan } from '../../../domain/plan/day-plan'
import { MINUTE } from '../../../domain/time'
import type { StandInCamera } from '../ezviz-stand-in/options'
import { Seeded } from './random'

/** What the stand-in's two cameras have recorded of the demonstration class, and will. The product never reads this. */
export function standInCameras(training: TrainingClass): StandInCamera[] {
  const days = evaluatedDays(planClass(training), null)
  return training.cameras.map((camera, i) => ({
    ...camera,
    deviceName: i === 0 ? '203 前方' : '203 后方',
    online: true,
    recordings: days.flatMap((day, number) => recordingsOf(camera, i, day, number)),
  }))
}

/** What happened on which of the days gone by; days not named here were recorded as they should be. */
const STORIES: Readonly<Record<number, (day: DayPlan, cameraNumber: number) => Interval[]>> = {
  6: () => [],
  7: oneSegment,
  8: tooShort,
}

function recordingsOf(camera: Camera, cameraNumber: number, day: DayPlan, number: number): Recording[] {
  const random = new Seeded(`recordings ${day.date} ${cameraNumber}`)
  const story = STORIES[number]
  const spans = story ? story(day, cameraNumber) : orderly(day, cameraNumber, random)
  return spans.flatMap(span => filesOf(camera, span, random))
}

/** The first camera films every session; the second only the last one. */
function orderly({ sessions }: DayPlan, cameraNumber: number, random: Seeded): Interval[] {
  const filmed = cameraNumber === 0 ? sessions : sessions.slice(1)
  return filmed.map(({ start, end }) => ({
    start: start + random.between(30, 240) * 1_000,
    end: end - random.between(0, 180) * 1_000,
  }))
}

/** Both cameras filmed the same half hour: one segment, not two. */
function oneSegment({ firstStart }: DayPlan, cameraNumber: number): Interval[] {
  const start = firstStart + (12 + 3 * cameraNumber) * MINUTE
  return [{ start, end: start + 26 * MINUTE }]
}

/** The camera was stopped again and again before its twenty minutes were full. */
function tooShort({ firstStart }: DayPlan, cameraNumber: number): Interval[] {
  if (cameraNumber > 0) return []
  return [12, 15, 19].map((minutes, i) => {
    const start = firstStart + (5 + 50 * i) * MINUTE
    return { start, end: start + minutes * MINUTE }
  })
}

/** The platform cuts what was recorded in one go into files on the card, and keeps some of it in the cloud too. */
function filesOf(camera: Camera, span: Interval, random: Seeded): Recording[] {
  const { deviceSerial, channelNo } = camera
  const files: Recording[] = []
  for (let startTime = span.start; startTime < span.end; ) {
    const endTime = Math.min(startTime + random.between(20, 35) * MINUTE, span.end)
    files.push({ deviceSerial, channelNo, startTime, endTime, recType: 2 })
    if (random.between(1, 4) === 1) files.push({ deviceSerial, channelNo, startTime, endTime, recType: 1 })
    startTime = endTime
  }
  return files
}
