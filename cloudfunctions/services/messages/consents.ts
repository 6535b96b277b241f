import type { Parsed, Role } from '../../contract/app'
import type { MESSAGE_KINDS, MessageTemplateView } from '../../contract/messages'
import type { MessageKind, MessageTemplate } from '../../ports/messenger'
import { insert, replace } from '../../ports/store'
import type { Account } from '../documents/accounts'
import {
  addresseesOf,
  type ConsentCount,
  MESSAGE_CONSENTS,
  type MessageConsents,
} from '../documents/messages'
import { read } from '../documents/read'
import type { Outcome } from '../outcome'
import type { Server } from '../server'

type ConsentServer = Pick<Server, 'store' | 'messenger'>

/** Consents beyond so many of one kind are counted no further: nobody gets so many messages in a class. */
export const MOST_LEFT = 50

/** So many of the latest taps are remembered, so that one that is sent again counts once. */
export const KEYS_REMEMBERED = 50

/** Which kinds a role gets. */
const KINDS: { readonly [R in Role]: readonly (typeof MESSAGE_KINDS)[number][] } = {
  trainee: ['session-reminder', 'forgotten-check-out', 'decision'],
  instructor: ['session-reminder', 'day-flagged', 'decision'],
  provider: [],
  supervisor: [],
  finance: [],
  auditor: [],
  administrator: [],
}

export function mayGet(role: Role, kind: MessageKind): boolean {
  return KINDS[role].includes(kind)
}

export interface ConsentCaller {
  readonly account: Account
  /** Whether WeChat says who asks: nobody can consent to its messages anywhere else. */
  readonly inWechat: boolean
}

/** What the caller is to be asked for, and what is left of it. */
export async function messageTemplates(
  server: ConsentServer,
  caller: ConsentCaller,
): Promise<Outcome<'message-templates'>> {
  const templates = templatesFor(server, caller)
  if (templates.length === 0) return { done: true, answer: { templates: [] } }
  const kept = await read(server.store, MESSAGE_CONSENTS, caller.account.id)
  return answerOf(templates, kept && ofPerson(kept, caller.account))
}

/** Counts one consent of each kind that the caller gets, once for a tap. */
export async function keepConsents(
  server: ConsentServer,
  caller: ConsentCaller,
  { kinds, consentKey }: Parsed<'keep-consents'>,
): Promise<Outcome<'keep-consents'>> {
  const { account } = caller
  const templates = templatesFor(server, caller)
  const accepted = templates.filter(({ kind }) => kinds.includes(kind))
  if (accepted.length === 0) return messageTemplates(server, caller)
  for (;;) {
    const kept = await server.store.get(MESSAGE_CONSENTS, account.id)
    const before = (kept && ofPerson(kept.document, account)) ?? noConsents(account)
    if (before.keys.includes(consentKey)) return answerOf(templates, before)
    const after = withConsents(before, account, accepted, consentKey)
    const write = kept ? replace(MESSAGE_CONSENTS, after, kept.version) : insert(MESSAGE_CONSENTS, after)
    if ((await server.store.commit([write])).committed) return answerOf(templates, after)
  }
}

/** What a count stands at for a template; consents to another one are worth nothing. */
export function countOf(
  consents: MessageConsents | null,
  { kind, templateId }: MessageTemplate,
): ConsentCount {
  const count = consents?.counts[kind]
  return count?.templateId === templateId ? count : { templateId, left: 0, given: 0 }
}

/** Null: they were another person's, who had the account then. */
export function ofPerson(consents: MessageConsents, { wechatKey }: Account): MessageConsents | null {
  return consents.wechatKey === wechatKey ? consents : null
}

export function withCount(
  consents: MessageConsents,
  kind: MessageKind,
  count: ConsentCount,
): MessageConsents {
  return { ...consents, counts: { ...consents.counts, [kind]: count } }
}

function templatesFor({ messenger }: ConsentServer, { account, inWechat }: ConsentCaller): MessageTemplate[] {
  return inWechat ? messenger.templates.filter(({ kind }) => mayGet(account.role, kind)) : []
}

function noConsents({ id, wechatKey, traineeId, traineeClassId }: Account): MessageConsents {
  return { id, addressees: addresseesOf(traineeClassId), traineeId, wechatKey, counts: {}, keys: [] }
}

function withConsents(
  before: MessageConsents,
  { traineeClassId }: Account,
  accepted: readonly MessageTemplate[],
  consentKey: string,
): MessageConsents {
  const more = accepted.reduce((consents, template) => {
    const { templateId, left, given } = countOf(consents, template)
    return withCount(consents, template.kind, {
      templateId,
      left: Math.min(left + 1, MOST_LEFT),
      given: given + 1,
    })
  }, before)
  const keys = [...before.keys, consentKey].slice(-KEYS_REMEMBERED)
  return { ...more, addressees: addresseesOf(traineeClassId), keys }
}

function answerOf(
  templates: readonly MessageTemplate[],
  consents: MessageConsents | null,
): Outcome<'message-templates'> {
  const views = templates.map(
    (template): MessageTemplateView => ({
      ...template,
      left: countOf(consents, template).left,
      most: MOST_LEFT,
    }),
  )
  return { done: true, answer: { templates: views } }
}
