import type { EngineVerdict, FaceClip, FaceEngine } from '../../cloudfunctions/ports/face-verifier'
import { engineSaying } from '../services/face-engine'
import { askAs } from './ask-as'
import type { DemonstrationServer } from './browser-server'

/** Chromium's own camera: a moving pattern, with nobody in it. Headless it has no question; it is answered with yes. */
export const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
/** The same, and the question is answered with no. */
export const REFUSED_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny']

/** An engine that says what the test tells it, and keeps what it was shown for the test to look at. */
export class ToldEngine {
  outcome: EngineVerdict['outcome'] | Error = 'passed'
  readonly clips: FaceClip[] = []
  readonly engine: FaceEngine = {
    ...engineSaying('passed'),
    judge: (clip, template) => {
      this.clips.push(clip)
      return engineSaying(this.outcome).judge(clip, template)
    },
  }
}

export async function consent(server: DemonstrationServer, name: string): Promise<void> {
  const ask = await askAs(server, name)
  const { text } = await ask('face-standing', {})
  await ask('give-face-consent', { version: text.version })
}

export async function goWithout(server: DemonstrationServer, name: string): Promise<void> {
  await (await askAs(server, name))('choose-way', { way: 'without' })
}

const PHOTO = Buffer.from('a photo of a face').toString('base64')

/**
 * The trainee has consented, and the instructor has taken three photos.
 * @param photos base64; left out: what only an engine takes that is told what to say
 */
export async function enrol(
  server: DemonstrationServer,
  name: string,
  photos: readonly string[] = [PHOTO, PHOTO, PHOTO],
): Promise<void> {
  await consent(server, name)
  const ask = await askAs(server, 'jiaoshi')
  const { classId } = (await ask('class-today', {})).class
  const { trainees } = await ask('face-roll', { classId })
  const { displayName } = server.account(name)
  const found = trainees.find(trainee => trainee.name === displayName)
  if (!found) throw new Error(`${name} is not in the class`)
  const enrolled = await ask('enrol-face', {
    classId,
    traineeId: found.traineeId,
    photos: [...photos],
    basis: 'frames',
  })
  if (!enrolled.enrolled) throw new Error(`${name} was not enrolled: ${JSON.stringify(enrolled)}`)
}

/** The code that the instructor shows in the room now. */
export async function codeOfRoom(server: DemonstrationServer): Promise<string> {
  const ask = await askAs(server, 'jiaoshi')
  const { classId } = (await ask('class-today', {})).class
  const { codes } = await ask('room-code', { classId })
  return codes[0]!.code
}
