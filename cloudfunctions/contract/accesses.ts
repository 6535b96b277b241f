import * as z from 'zod'
import { date } from './fields'
import type { Role } from './roles'

/** Who looked at what. */

export const accessOperations = {
  accesses: {
    roles: ['auditor'],
    audit: 'read',
    /** `date` left out: today, by the server's clock. */
    input: z.strictObject({ date: date.optional(), after: z.string().max(400).optional() }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

/** What somebody did, or tried, that somebody else may want to know. */
export interface AccessView {
  readonly accountId: string
  readonly displayName: string | null
  readonly role: Role | null
  readonly at: number
  readonly type: 'refused' | 'read' | 'act'
  readonly operation: string
  readonly objects: Readonly<Record<string, string>>
}

/** What an account was refused within an hour of the clock after so many refusals that they were only counted. */
export interface UnlistedRefusals {
  readonly accountId: string
  readonly displayName: string | null
  readonly role: Role | null
  /** The last refusal that is listed. */
  readonly since: number
  readonly refused: number
}

export interface AccessAnswers {
  accesses: {
    readonly date: string
    /** There is nothing after it. */
    readonly today: string
    readonly accesses: readonly AccessView[]
    readonly unlisted: readonly UnlistedRefusals[]
    /** The names of the classes that stand in the objects. */
    readonly classes: readonly { readonly classId: string; readonly title: string }[]
    readonly next: string | null
  }
}
