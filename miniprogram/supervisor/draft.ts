import type { Input } from '../../cloudfunctions/contract/app'

type Ruling = Input<'preview-decision'>

/** What a reviewer has chosen and typed so far. */
export interface Draft {
  readonly choice: 'accepted' | 'rejected' | 'ask' | null
  readonly hours: string
  /** The reason of a decision, or the question. */
  readonly text: string
}

export const untouched: Draft = { choice: null, hours: '', text: '' }

/** Of a day that is not over: nothing can be decided yet. */
export const onlyAsking: Draft = { ...untouched, choice: 'ask' }

const fitsHours = (hours: string, most: number) =>
  hours === '' || (/^\d+$/.test(hours) && Number(hours) <= most)

/**
 * What is still missing from the draft, in a sentence; null when it can be sent.
 * @param most hours of the day
 */
export function missing({ choice, hours, text }: Draft, most: number): string | null {
  if (!choice) return '请选择认可、不予认可或要求说明。'
  if (choice === 'accepted' && !fitsHours(hours, most)) return `学时请填 0 到 ${most} 的整数，或留空。`
  if (text.trim()) return null
  return choice === 'ask' ? '请写明要问什么。' : '请写明理由。'
}

/**
 * The decision that the draft comes to; null while it is none.
 * @param of the trainee whose day it is, null for the class
 */
export function rulingOf(
  { choice, hours }: Draft,
  { classId, date }: { readonly classId: string; readonly date: string },
  of: { readonly traineeId: string; readonly scheduledHours: number } | null,
): Ruling | null {
  if (choice !== 'accepted' && choice !== 'rejected') return null
  const day = { classId, date, verdict: choice }
  if (of === null) return day
  const ruling = { ...day, traineeId: of.traineeId }
  if (choice === 'rejected' || hours === '') return ruling
  return fitsHours(hours, of.scheduledHours) ? { ...ruling, hours: Number(hours) } : null
}
