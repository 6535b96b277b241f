import { useState } from 'react'
import type { EnrolFaceAnswer, EnrolmentBasis, FaceRollEntry } from '../../../cloudfunctions/contract/face'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import type { CameraTrouble, Shutter } from '../../components/face-camera/shutter'
import { cameraWords } from './camera-words'
import { failingOf, shotsOf } from './shots'

type Enrolled = Extract<EnrolFaceAnswer, { enrolled: true }>

export interface Enrolment {
  /** Null: not chosen yet. */
  readonly basis: EnrolmentBasis | null
  readonly choose: (basis: EnrolmentBasis) => void
  /** The photo that comes next; null: all are taken. */
  readonly next: number | null
  readonly take: (shutter: Shutter) => void
  readonly busy: boolean
  /** What went wrong and what to do; empty when all is well. */
  readonly problem: string
  /** All photos are there, and were not answered: they can be sent once more. */
  readonly sendAgain: (() => void) | null
  readonly onTrouble: (trouble: CameraTrouble) => void
  readonly enrolled: Enrolled | null
}

/** The photos stand in memory alone, until they are answered or the sheet is left. */
export function useEnrolment(classId: string, { traineeId }: Pick<FaceRollEntry, 'traineeId'>): Enrolment {
  const [basis, setBasis] = useState<EnrolmentBasis | null>(null)
  const [photos, setPhotos] = useState<readonly (string | null)[]>([])
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null)
  const { problem, busy, say, send } = useSending()
  const choose = (chosen: EnrolmentBasis) => {
    setBasis(chosen)
    setPhotos(shotsOf[chosen].map(() => null))
    say('')
  }
  const settle = (answer: EnrolFaceAnswer, chosen: EnrolmentBasis) => {
    if (answer.enrolled) return setEnrolled(answer)
    const { sentence, again } = failingOf(answer, chosen)
    say(sentence)
    setPhotos(taken => taken.map((photo, place) => (again === null || place === again ? null : photo)))
  }
  const sendAll = (taken: readonly string[], chosen: EnrolmentBasis) =>
    send(async () =>
      settle(await call('enrol-face', { classId, traineeId, photos: [...taken], basis: chosen }), chosen),
    )
  const next = basis === null ? -1 : photos.indexOf(null)
  const take = (shutter: Shutter) => {
    shutter.take().then(
      photo => {
        if (basis === null) return
        const now = photos.map((kept, place) => (place === next ? photo : kept))
        setPhotos(now)
        say('')
        const taken = now.filter(one => one !== null)
        if (taken.length === now.length) void sendAll(taken, basis)
      },
      () => say(cameraWords.stopped),
    )
  }
  const all = photos.filter(photo => photo !== null)
  const isFull = basis !== null && all.length > 0 && all.length === photos.length
  return {
    basis,
    choose,
    next: next < 0 ? null : next,
    take,
    busy,
    problem,
    sendAgain: isFull && problem !== '' ? () => void sendAll(all, basis) : null,
    onTrouble: trouble => say(cameraWords[trouble]),
    enrolled,
  }
}
