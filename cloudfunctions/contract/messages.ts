import * as z from 'zod'
import type { Role } from './roles'

/** Messages outside the app: each needs a consent of its own, which the person gives in a tap. */

export const MESSAGE_KINDS = ['session-reminder', 'forgotten-check-out', 'day-flagged', 'decision'] as const

export const messageOperations = {
  /** Which consents to ask for now, with `wx.requestSubscribeMessage`. */
  'message-templates': { roles: ['trainee', 'instructor'], input: z.strictObject({}) },
  /** The kinds that the person has just accepted: one consent of each. */
  'keep-consents': {
    roles: ['trainee', 'instructor'],
    input: z.strictObject({
      kinds: z
        .array(z.enum(MESSAGE_KINDS))
        .min(1)
        .max(MESSAGE_KINDS.length)
        .refine(kinds => new Set(kinds).size === kinds.length, '每种消息只能写一次。'),
      /** Made by the app once per tap and sent again with each retry: one consent, however often it is sent. */
      consentKey: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
    }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; input: z.ZodType }>

// ---- answers ----------------------------------------------------------------------------------------------------

export interface MessageTemplateView {
  readonly kind: (typeof MESSAGE_KINDS)[number]
  /** WeChat's own id of the template. */
  readonly templateId: string
  /** How many messages of the kind may still be sent. */
  readonly left: number
  /** So many are counted at most: with these there is nothing to ask for. */
  readonly most: number
}

export interface MessageTemplates {
  /** Empty: there is nothing to ask for, since no messages are sent here, or not to this person. */
  readonly templates: readonly MessageTemplateView[]
}

export interface MessageAnswers {
  'message-templates': MessageTemplates
  'keep-consents': MessageTemplates
}
