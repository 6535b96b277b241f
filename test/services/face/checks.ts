import type { Input } from '../../../cloudfunctions/contract/app'
import { read } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { keyOf, type School } from '../school'

/** A trainee's check of the face and the check-in that names it, as a phone asks for them. */

export const DAY = '2024-06-03'
/** The attempt, where a test has but one. */
export const A = keyOf('a')

export const open = (school: School, attemptKey = A, faceKey = attemptKey, who = 't1') =>
  school.answer(who, 'open-face', { attemptKey, faceKey })

export async function opened(school: School, attemptKey = A, faceKey = attemptKey) {
  const answer = await open(school, attemptKey, faceKey)
  if (!answer.opened) throw new Error(answer.why)
  return answer.task
}

export const checkIn = (school: School, more: Partial<Input<'check-in'>> = {}, who = 't1') =>
  school.answer(who, 'check-in', { kind: 'start', attemptKey: A, ...more })
/** What a check-in comes to. */
export const COUNTS = { accepted: true, checkIn: { state: 'recorded', method: 'face' } }
export const WAITS = { accepted: true, checkIn: { state: 'waiting', method: 'witnessed' } }

/** What the first trainee's day keeps. */
export const eventsOf = async (school: School) =>
  (await read(school.store, TRAINEE_DAYS, `T1 ${DAY}`))?.events ?? []
