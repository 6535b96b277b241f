import type { DateText } from '../../domain/model'
import type { FaceTemplate } from '../../ports/face-verifier'
import type { Secrets } from '../../ports/secrets'
import { FACE_TEMPLATES, type FaceTemplateRecord } from '../documents/face-consents'
import { read } from '../documents/read'
import type { Server } from '../server'

interface Whose {
  readonly traineeId: string
  readonly classId: string
}

/** The template as the store may hold it; `keptUntil` is its last day. */
export function sealTemplate(
  secrets: Secrets,
  { traineeId, classId }: Whose,
  template: FaceTemplate,
  keptUntil: DateText,
): FaceTemplateRecord {
  const sealed = secrets.encrypt(JSON.stringify(template), contextOf(traineeId))
  return { id: traineeId, classId, sealed, model: template.model, keptUntil }
}

/** Null: nobody is enrolled. @throws SecretsError, StoreError */
export async function openTemplate(
  { store, secrets }: Pick<Server, 'store' | 'secrets'>,
  traineeId: string,
): Promise<FaceTemplate | null> {
  const record = await read(store, FACE_TEMPLATES, traineeId)
  return record && opened(secrets, record)
}

/** The same, under the key in use. @throws SecretsError */
export function templateSealedAnew(secrets: Secrets, record: FaceTemplateRecord): FaceTemplateRecord {
  const plain = secrets.decrypt(record.sealed, contextOf(record.id))
  return { ...record, sealed: secrets.encrypt(plain, contextOf(record.id)) }
}

function opened(secrets: Secrets, { id, sealed }: FaceTemplateRecord): FaceTemplate {
  // What was sealed here is a template, and what is sealed can't have been changed.
  return JSON.parse(secrets.decrypt(sealed, contextOf(id))) as FaceTemplate
}

/** Binds it to its person: copied into another's document it doesn't open. */
function contextOf(traineeId: string): string {
  return JSON.stringify([FACE_TEMPLATES.name, traineeId, 'sealed'])
}
