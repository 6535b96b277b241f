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
  if (step === 'nearer') return [1.2, 1.4].map(near => [{ person, near }])
  const side = step === 'turn-left' ? 1 : -1
  return [25, 43].map(degrees => [{ person, turn: side * degrees }])
}

/** Nobody holds quite still. */
function breathing(person: Pose['person']): Frames {
  return [[{ person }], [{ person, aside: 0.006, down: 0.008, near: 1.02 }]]
}

function photoMoved(step: ShownStep | null): Frames {
  const person = 'trainee'
  if (step === null) return breathing(person)
  if (step === 'nearer') return partOf(person, step)
  const side = step === 'turn-left' ? 1 : -1
  return [25, 40].map(degrees => [{ person, photoTurn: side * degrees }])
}

/** Milliseconds between two frames of a clip. */
const BETWEEN = 250

/** A scene as a phone sends it: JPEG pictures, four a second. */
export async function clipOf(scene: Scene, steps: readonly ShownStep[]): Promise<FaceClip> {
  const parts = [null, ...steps.keys()].flatMap(step =>
    framesOf(scene, step === null ? null : steps[step]!).map(poses => ({ step, poses })),
  )
  const frames = await Promise.all(
    parts.map(async ({ step, poses }, i) => ({
      picture: await pictureOf(poses),
      takenAt: i * BETWEEN,
      step,
    })),
  )
  return { steps, frames }
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
