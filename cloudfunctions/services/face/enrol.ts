import type { Parsed } from '../../contract/app'
import type { EnrolFaceAnswer } from '../../contract/face'
import type { DateText } from '../../domain/model'
import { dateOf } from '../../domain/time'
import {
  type Enrolment,
  type FaceEngine,
  type FaceTemplate,
  FaceVerifierError,
} from '../../ports/face-verifier'
import { insert, replace, type Write } from '../../ports/store'
import type { Note } from '../accounts/note'
import type { Account } from '../documents/accounts'
import { CLASSES, TRAINEES } from '../documents/classes'
import {
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceConsentStream,
  type FaceTemplateRecord,
} from '../documents/face-consents'
import { read } from '../documents/read'
import { type Outcome, refuse } from '../outcome'
import type { Server } from '../server'
import { type Change, changeConsents } from './change'
import { covers } from './consent-text'
import { choicesOf } from './readiness'
import { sealTemplate } from './templates'
import { templateKeptUntil } from './terms'

type Input = Parsed<'enrol-face'>

/**
 * Makes what the engine compares with, of photos taken under the actor's eye. They are looked at and dropped. The
 * consent is looked at before the photos are, and again in the commit that keeps the template.
 */
export async function enrolFace(
  server: Server,
  actor: Account,
  input: Input,
  note: Note,
): Promise<Outcome<'enrol-face'>> {
  const { classId, traineeId } = input
  const record = await read(server.store, CLASSES, classId)
  if (record === null) return refuse({ code: 'not-found', what: 'class' })
  const trainee = await read(server.store, TRAINEES, traineeId)
  if (trainee?.classId !== classId) return refuse({ code: 'not-found', what: 'trainee' })
  const today = dateOf(server.clock.now())
  const keptUntil = templateKeptUntil(record.training, today)
  if (keptUntil < today) return refuse({ code: 'conflict', what: 'face-term-over', keptUntil })
  const { faceVerifier } = server
  if (faceVerifier.way !== 'frames') return answer({ enrolled: false, why: 'no-engine' })
  if (!mayEnrol(await read(server.store, FACE_CONSENTS, traineeId))) return NO_CONSENT
  const made = await madeOf(faceVerifier, input, today)
  if (made === null) return answer({ enrolled: false, why: 'unavailable' })
  if (!made.enrolled) return answer({ enrolled: false, why: 'photo', photo: made.photo, fault: made.fault })
  return keep(server, actor, input, made.template, keptUntil, note)
}

const NO_CONSENT = answer({ enrolled: false, why: 'no-consent' })

function answer(enrolment: EnrolFaceAnswer): Outcome<'enrol-face'> {
  return { done: true, answer: enrolment }
}

function mayEnrol(stream: FaceConsentStream | null): boolean {
  const { consent } = choicesOf(stream)
  return consent !== null && covers(consent.version, 'frames')
}

/** Null: the engine could not look at them. */
async function madeOf(
  engine: FaceEngine,
  { photos, basis }: Input,
  today: DateText,
): Promise<Enrolment | null> {
  const pictures = photos.map(photo => Buffer.from(photo, 'base64'))
  try {
    return await engine.enrol(pictures, basis, today)
  } catch (error) {
    if (error instanceof FaceVerifierError) return null
    throw error
  }
}

/** A consent that was taken back while the engine looked leaves nothing behind. */
async function keep(
  server: Server,
  actor: Account,
  { classId, traineeId, basis }: Input,
  template: FaceTemplate,
  keptUntil: DateText,
  note: Note,
): Promise<Outcome<'enrol-face'>> {
  const at = server.clock.now()
  let isKept = false
  const enrolment = async (stream: FaceConsentStream): Promise<Change> => {
    isKept = mayEnrol(stream)
    if (!isKept) return { events: [] }
    const { write, isNew } = await writeOf(
      server,
      sealTemplate(server.secrets, { traineeId, classId }, template, keptUntil),
    )
    const enrolled = {
      type: 'face-enrolled',
      by: actor.displayName,
      accountId: actor.id,
      basis,
      model: template.model,
      keptUntil,
      at,
    } as const
    return {
      events: [
        ...(isNew ? [] : [{ type: 'face-destroyed', because: 'enrolled-anew', at } as const]),
        enrolled,
      ],
      beside: [write],
    }
  }
  const act = { type: 'act', operation: 'enrol-face', objects: { classId, traineeId, basis } } as const
  await changeConsents(server, { traineeId, classId }, enrolment, { note, act })
  return isKept ? answer({ enrolled: true, at, keptUntil }) : NO_CONSENT
}

async function writeOf(
  { store }: Server,
  record: FaceTemplateRecord,
): Promise<{ write: Write; isNew: boolean }> {
  const kept = await store.get(FACE_TEMPLATES, record.id)
  return kept
    ? { write: replace(FACE_TEMPLATES, record, kept.version), isNew: false }
    : { write: insert(FACE_TEMPLATES, record), isNew: true }
}
