import type { Trainee } from '../../domain/model'
import type { Secrets } from '../../ports/secrets'
import { TRAINEES, type TraineeRecord } from '../documents/classes'

type NamedTrainee = Trainee & { readonly name: string }
type Sealed = Pick<TraineeRecord, 'id' | 'idNumberSealed'>

/** The trainee as the store may hold one. */
export function sealTrainee(secrets: Secrets, { idNumber, ...trainee }: NamedTrainee): TraineeRecord {
  if (idNumber === undefined) return { ...trainee, idNumberSealed: null, idNumberIndex: '' }
  return {
    ...trainee,
    idNumberSealed: sealIdNumber(secrets, trainee.id, idNumber),
    idNumberIndex: indexOfIdNumber(secrets, idNumber),
  }
}

/** To the letter, so that what was typed wrong is told as it was typed. */
function sealIdNumber(secrets: Secrets, traineeId: string, idNumber: string): string {
  return secrets.encrypt(idNumber, contextOf(traineeId))
}

/** Null: none was given. @throws SecretsError */
export function openIdNumber(secrets: Secrets, { id, idNumberSealed }: Sealed): string | null {
  return idNumberSealed === null ? null : secrets.decrypt(idNumberSealed, contextOf(id))
}

/** The same, under the key in use. @throws SecretsError */
export function idNumberSealedAnew(secrets: Secrets, record: TraineeRecord): TraineeRecord {
  const idNumber = openIdNumber(secrets, record)
  return idNumber === null
    ? record
    : { ...record, idNumberSealed: sealIdNumber(secrets, record.id, idNumber) }
}

/** The fingerprint by which {@link TRAINEES} finds an ID number, however it is typed. */
export function indexOfIdNumber(secrets: Secrets, idNumber: string): string {
  return secrets.blindIndex(normalIdNumber(idNumber), 'id-number')
}

/** For an export that is meant to carry ID numbers. @throws SecretsError */
export function withIdNumber(record: TraineeRecord, secrets: Secrets): NamedTrainee {
  const idNumber = openIdNumber(secrets, record)
  return { ...withoutIdNumber(record), ...(idNumber !== null && { idNumber }) }
}

/** For everything else: not even what was sealed leaves the store. */
export function withoutIdNumber(record: TraineeRecord): NamedTrainee {
  const { idNumber: _, idNumberSealed: __, idNumberIndex: ___, ...trainee } = record
  return trainee
}

/** Typed in full width, with blanks or a small x, it is the same number. */
function normalIdNumber(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
}

/** Binds it to its person: copied into another's document it doesn't open. */
function contextOf(traineeId: string): string {
  return JSON.stringify([TRAINEES.name, traineeId, 'idNumber'])
}
