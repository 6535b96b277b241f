import type { Account } from '../documents/accounts'

/** Whose check-ins an account's are, and in which class. */
export interface Seat {
  readonly traineeId: string
  readonly classId: string
}

/** Null: the account is no trainee's. */
export function seatOf({ traineeId, traineeClassId }: Account): Seat | null {
  return traineeId === null || traineeClassId === null ? null : { traineeId, classId: traineeClassId }
}
