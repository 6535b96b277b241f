import type { FaceClip } from '../../../cloudfunctions/ports/face-verifier'
import { frameOf, jpegOf, type Pose } from './frame'

/** What a challenge may ask for, as the embedded engine can see it. */
export type ShownStep = 'turn-left' | 'turn-right' | 'nearer'

/** What happens before the camera while a challenge runs. */
export type Scene =
  | 'same-person'
  | 'other-person'
  /** The right face, but it stays as it is. */
  | 'stays-still'
  /** The right face, turning to the other side than is asked. */
  | 'wrong-side'
  | 'photo-held-still'
  /** A photo of the right face, turned and moved as the challenge asks of a head. */
  | 'photo-moved'
  /** Photos of the right face, one straight ahead and one for each movement, swapped in as the challenge asks. */
  | 'photos-swapped'
  | 'two-faces'
  | 'no-face'

/** Frames of one part of a clip, each with everybody who is before the camera. */
type Frames = readonly (readonly Pose[])[]

/** @param step null: looking straight ahead, before the first step */
export function framesOf(scene: Scene, step: ShownStep | null): Frames {
  switch (scene) {
    case 'same-person':
      return partOf('trainee', step)
    case 'other-person':
      return partOf('other', step)
    case 'stays-still':
      return breathing('trainee')
    case 'wrong-side':
      return partOf(
        'trainee',
        step === 'turn-left' ? 'turn-right' : step === 'turn-right' ? 'turn-left' : step,
      )
    case 'photo-held-still':
      return breathing('trainee').map(([pose]) => [{ ...pose!, photoTurn: 4 }])
    case 'photo-moved':
      return photoMoved(step)
    case 'photos-swapped':
      return photosSwapped(step)
    case 'two-faces':
      return partOf('trainee', step).map(([pose]) => [
        { ...pose!, aside: -0.2 },
        { person: 'third', aside: 0.22, near: 0.9 },
      ])
    case 'no-face':
      return [[], [], []]
  }
}

function partOf(person: Pose['person'], step: ShownStep | null): Frames {
  if (step === null) return breathing(person)
  if (step === 'nearer') return [1.12, 1.26, 1.4].map(near => [{ person, near }])
  return [10, 19, 31, 43].map(degrees => [{ person, turn: sideOf(step) * degrees }])
}

const sideOf = (step: ShownStep) => (step === 'turn-left' ? 1 : -1)

/** Nobody holds quite still. */
function breathing(person: Pose['person']): Frames {
  return [[{ person }], [{ person, aside: 0.006, down: 0.008, near: 1.02 }]]
}

function photoMoved(step: ShownStep | null): Frames {
  const person = 'trainee'
  if (step === null) return breathing(person)
  if (step === 'nearer') return partOf(person, step)
  return [12, 25, 40].map(degrees => [{ person, photoTurn: sideOf(step) * degrees }])
}

/** The one before is still there at first; and no hand holds a photo quite still. */
function photosSwapped(step: ShownStep | null): Frames {
  const person = 'trainee'
  if (step === null) return breathing(person).map(([pose]) => [{ ...pose!, photoTurn: 4 }])
  const [near, turn] = step === 'nearer' ? [1.4, 0] : [1.02, sideOf(step) * 43]
  const swapped = [0, -6, 5].map(photoTurn => [{ person, near, turn, photoTurn }] as const)
  return [[{ person, photoTurn: -5 }], ...swapped]
}

/** Milliseconds that the person looks straight ahead, and that a step lasts. */
const [STRAIGHT, STEP] = [700, 1_150]
/** 2026-12-01 08:20 in Shanghai. */
const OPENED_AT = Date.UTC(2026, 11, 1, 0, 20)

/** A scene as a phone sends it that was asked for these steps: JPEG pictures, evenly within each stretch. */
export async function clipOf(scene: Scene, steps: readonly ShownStep[]): Promise<FaceClip> {
  const lasts = [STRAIGHT, ...steps.map(() => STEP)]
  const parts = lasts.flatMap((long, part) => {
    const step = part === 0 ? null : part - 1
    const begins = lasts.slice(0, part).reduce((sum, value) => sum + value, 0)
    const shown = framesOf(scene, step === null ? null : steps[step]!)
    return shown.map((poses, i) => ({
      step,
      poses,
      takenAt: begins + Math.round(((i + 1) * long) / shown.length) - 50,
    }))
  })
  const frames = await Promise.all(
    parts.map(async ({ poses, ...frame }) => ({ ...frame, picture: await pictureOf(poses) })),
  )
  return { steps, lasts, frames, openedAt: OPENED_AT, arrivedAt: OPENED_AT + 10_000 }
}

const pictures = new Map<string, Promise<Buffer>>()

/** The same again is not painted again. */
function pictureOf(poses: readonly Pose[]): Promise<Buffer> {
  const key = JSON.stringify(poses)
  const picture = pictures.get(key) ?? frameOf(...poses).then(frame => jpegOf(frame))
  pictures.set(key, picture)
  return picture
}

/** Three photos for an enrolment, as staff would take them. */
export async function enrolmentPhotos(person: Pose['person']): Promise<readonly Uint8Array[]> {
  const poses: readonly Pose[] = [
    { person, near: 1.1 },
    { person, turn: person === 'third' ? 8 : -8, near: 1.15 },
    { person, near: 1.25, light: 0.92 },
  ]
  return Promise.all(poses.map(pose => pictureOf([pose])))
}
