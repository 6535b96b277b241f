import type { MessageTemplate } from '../../ports/messenger'
import { replace, type Versioned } from '../../ports/store'
import { isInWechat, openIdOf } from '../accounts/wechat'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { MESSAGE_CONSENTS, OUTGOING_MESSAGES, type OutgoingMessage } from '../documents/messages'
import { read } from '../documents/read'
import { countOf, mayGet, ofPerson, withCount } from './consents'
import { type Composed, composed } from './content'
import type { MessageServer } from './slice'

/** A message that is this process's to send, once: a consent was taken for it. */
export interface Claim {
  readonly kind: 'claimed'
  readonly message: OutgoingMessage
  readonly taken: Taken
  readonly composed: Composed
  readonly openId: string
}

/** Where the consent was taken from. */
export interface Taken {
  readonly template: MessageTemplate
  /** Whose it was: see `MessageConsents`. */
  readonly wechatKey: string
}

type Claiming = Claim | { readonly kind: 'lapsed'; readonly message: OutgoingMessage }

/**
 * Claims a message that waits, and takes a consent for it in the same commit; where it has lapsed it ends.
 * @returns null: it does not wait any more
 */
export async function claimed(
  server: MessageServer,
  waiting: Versioned<OutgoingMessage>,
): Promise<Claiming | null> {
  const { store } = server
  for (let standing: Versioned<OutgoingMessage> | null = waiting; standing?.document.state === 'waiting'; ) {
    const tried = await tryToClaim(server, standing)
    if (tried !== null) return tried
    standing = await store.get(OUTGOING_MESSAGES, waiting.document.id)
  }
  return null
}

/** Null: something else was committed meanwhile. */
async function tryToClaim(
  server: MessageServer,
  { document, version }: Versioned<OutgoingMessage>,
): Promise<Claiming | null> {
  const { store, clock } = server
  const lapse = async (because: string): Promise<Claiming | null> => {
    const message = { ...document, state: 'lapsed', open: 0, because } as const
    const { committed } = await store.commit([replace(OUTGOING_MESSAGES, message, version)])
    return committed ? { kind: 'lapsed', message } : null
  }
  const now = clock.now()
  const template = server.messenger.templates.find(({ kind }) => kind === document.kind)
  if (template === undefined) return lapse('no-template')
  if (now >= document.uselessFrom) return lapse('too-late')
  const account = await read(store, ACCOUNTS, document.accountId)
  if (account === null || !isInWechat(account, now)) return lapse('not-in-wechat')
  if (!isTheirs(account, document)) return lapse('not-theirs')
  const openId = openIdOf(server, account)
  const consents = await store.get(MESSAGE_CONSENTS, account.id)
  const own = consents && ofPerson(consents.document, account)
  if (openId === null || consents === null || own === null) return lapse('no-consent')
  const count = countOf(own, template)
  if (count.left === 0) return lapse('no-consent')
  const content = await composed(server, document, account)
  if (content === null) return lapse('nothing-to-say')

  const message = {
    ...document,
    state: 'claimed',
    claims: document.claims + 1,
    claimedAt: now,
    given: count.given,
  } as const
  const less = withCount(own, template.kind, { ...count, left: count.left - 1 })
  const { committed } = await store.commit([
    replace(OUTGOING_MESSAGES, message, version),
    replace(MESSAGE_CONSENTS, less, consents.version),
  ])
  return committed
    ? { kind: 'claimed', message, taken: { template, wechatKey: own.wechatKey }, composed: content, openId }
    : null
}

/** What an account gets changes with its role and its classes. */
function isTheirs(account: Account, { kind, classId }: OutgoingMessage): boolean {
  if (!mayGet(account.role, kind)) return false
  return account.role === 'instructor'
    ? account.classIds.includes(classId)
    : account.traineeClassId === classId
}
