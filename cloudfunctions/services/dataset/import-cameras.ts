import type { Camera, DateText, Recording, TrainingClass } from '../../domain/model'
import { dateOf } from '../../domain/time'
import { datesOfSessions } from '../judging/day'
import { daysOf } from '../schedule'
import type { Importing } from './import-context'

/** A camera, the classes that it serves, and the dates of their sessions. */
export interface ServingCamera extends Camera {
  readonly classes: readonly TrainingClass[]
  readonly dates: ReadonlySet<DateText>
}

/** The cameras of the classes of a file and of a store, each found by {@link nameOfCamera}. */
export function servingCameras({ classes: given, held }: Importing): ReadonlyMap<string, ServingCamera> {
  const kept = [...held.classes.values()].map(({ training }) => training)
  const classes = [...given.values(), ...kept.filter(({ id }) => !given.has(id))]
  const cameras = new Map<string, Camera & { classes: TrainingClass[]; dates: Set<DateText> }>()
  for (const training of classes) {
    const dates = daysOf(training).flatMap(datesOfSessions)
    for (const { deviceSerial, channelNo } of training.cameras) {
      const name = nameOfCamera({ deviceSerial, channelNo })
      const camera = cameras.get(name) ?? { deviceSerial, channelNo, classes: [], dates: new Set() }
      // R2: a camera that a class names twice is one.
      if (!camera.classes.includes(training)) camera.classes.push(training)
      for (const date of dates) camera.dates.add(date)
      cameras.set(name, camera)
    }
  }
  return cameras
}

export function nameOfCamera({ deviceSerial, channelNo }: Camera): string {
  return `${deviceSerial} ${channelNo}`
}

/** The dates on which a row is kept: that of its start, and those with sessions that it touches, as it would be listed. */
export function datesOfRow({ dates }: ServingCamera, { startTime, endTime }: Recording): DateText[] {
  const first = dateOf(startTime)
  const last = dateOf(Math.max(startTime, endTime - 1))
  if (first === last) return [first]
  return [first, ...[...dates].filter(date => first < date && date <= last)]
}
