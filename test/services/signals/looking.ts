import type { SignalsView } from '../../../cloudfunctions/contract/signals'
import type { FaceEngine } from '../../../cloudfunctions/ports/face-verifier'
import { nightWork } from '../../../cloudfunctions/services/night'
import { engineSaying, installFaces } from '../face-engine'
import { judgeAll } from '../kept'
import { at, keyOf, School } from '../school'

export const FIRST = '2024-06-03'
export const SECOND = '2024-06-04'
export const PICTURE = Buffer.from('a frame').toString('base64')

/** A school whose people check in by face, and whose nights pass. */
export async function openWatchedSchool(): Promise<School> {
  const school = await School.open()
  await installFaces(school, 'passed')
  return school
}

/** An engine that says that it was shown these frames. */
function showing(...frames: readonly string[]): FaceEngine {
  const engine = engineSaying('passed')
  return {
    ...engine,
    judge: async (clip, template) => {
      const verdict = await engine.judge(clip, template)
      const marks = frames.map(frame => ({ exact: frame.repeat(64), alike: `${frame}0`.repeat(8) }))
      return { ...verdict, figures: { ...verdict.figures, marks } }
    },
  }
}

/** A start by face, t3's after the others', of frames called by a digit each, with what the phone says of its camera. */
export async function byFace(
  school: School,
  who: string,
  date: string,
  frames: string,
  label = 'Front Camera',
): Promise<void> {
  school.now = at(date, who === 't3' ? '08:21' : '08:20')
  school.face = showing(...frames)
  const attemptKey = keyOf(`${who} ${date}`)
  const opened = await school.answer(who, 'open-face', { attemptKey, faceKey: keyOf(`face ${who} ${date}`) })
  if (!opened.opened) throw new Error(opened.why)
  const { checkId } = opened.task
  await school.answer(who, 'judge-face', {
    checkId,
    frames: [{ picture: PICTURE, takenAt: 0, step: null }],
    camera: { label, width: 640, height: 480 },
  })
  const deviceId = `phone of ${who}`
  await school.answer(who, 'check-in', { kind: 'start', attemptKey, faceCheckId: checkId, deviceId })
}

/** The night that a date begins with. */
export async function night(school: School, date: string, between = async () => true): Promise<boolean> {
  school.now = at(date, '00:05')
  await judgeAll(school)
  return nightWork(school.server, between)
}

export async function shown(
  school: School,
  who: string,
  classId: string,
  date: string,
): Promise<SignalsView | null> {
  return (await school.answer(who, 'class-day', { classId, date })).signals
}
