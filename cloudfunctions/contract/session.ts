import * as z from 'zod'
import { ROLES, type Role } from './roles'

/** Who is signed in. */

export const sessionOperations = {
  'sign-in': {
    roles: [],
    input: z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(200) }),
  },
  'sign-out': { roles: ROLES, input: z.strictObject({}) },
  'who-am-i': { roles: [], input: z.strictObject({}) },
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

export interface Person {
  readonly name: string
  readonly displayName: string
  readonly role: Role
  /** Nothing else is answered before the person has chosen another password. */
  readonly mustChangePassword: boolean
}

export interface SessionAnswers {
  'sign-in': Person
  'sign-out': { readonly signedOut: true }
  'who-am-i': Person | null
}
