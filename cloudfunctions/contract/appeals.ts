import * as z from 'zod'
import type { Role } from './roles'

/** What a trainee asks of the supervisors about a day of one's own, and what became of it. */

/** `make-up`: a check-in or check-out was forgotten; `appeal`: the day is not as the trainee knows it. */
export const APPEAL_KINDS = ['make-up', 'appeal'] as const
export type AppealKind = (typeof APPEAL_KINDS)[number]

/**
 * For so many days it may be asked, from when the day's window closes; an appeal also from the last decision on the
 * day. A forgotten check-in is asked for while the cameras' recordings are still there.
 */
export const APPEAL_DAYS: Readonly<Record<AppealKind, number>> = { 'make-up': 7, appeal: 30 }

const MOST_APPEAL_CHARACTERS = 500

export const appealOperations = {
  /** Asks the supervisors to look at a day of one's own that is over. One open request a day and kind. */
  'appeal-day': {
    roles: ['trainee'],
    input: z.strictObject({
      date: z.iso.date(),
      kind: z.enum(APPEAL_KINDS),
      text: z.string().trim().min(1).max(MOST_APPEAL_CHARACTERS),
      /** Made by the app once per request and sent again with each retry: one request, however often it is sent. */
      appealKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
    }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; input: z.ZodType }>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface AppealView {
  readonly appealId: string
  readonly kind: AppealKind
  readonly at: number
  readonly text: string
  /** The decision on this trainee's day that stands since; null: nobody has decided yet. */
  readonly answer: {
    readonly verdict: 'accepted' | 'rejected'
    readonly hours: number | null
    readonly by: string
    readonly at: number
    readonly reason: string
  } | null
}

/** What may be asked about a day now, and until when. */
export interface MayAppeal {
  readonly kind: AppealKind
  readonly until: number
}

/** The last day with lessons before today, where a check-in of it is missing and nobody has decided on it. */
export interface ForgottenCheckIn {
  readonly date: string
  readonly missing: readonly ('start' | 'end')[]
  /** When the make-up was asked for; null: not yet. */
  readonly askedAt: number | null
}
