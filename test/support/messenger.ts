import {
  type Delivery,
  MESSAGE_KINDS,
  type Message,
  type MessageKind,
  type MessageTemplate,
  type Messenger,
  MessengerError,
} from '../../cloudfunctions/ports/messenger'

/** What befalls the next message: `unknown` once sent, or before it was. */
export type MessengerFault =
  | 'not-sent'
  | 'unknown-sent'
  | 'unknown-unsent'
  | 'undeliverable'
  /** What sends it dies, once sent or before. */
  | 'dies-sent'
  | 'dies-unsent'

export function templateIdOf(kind: MessageKind): string {
  return `tmpl-${kind}`
}

/** A message service in memory, which counts consents as WeChat does. */
export class MemoryMessenger implements Messenger {
  templates: readonly MessageTemplate[] = MESSAGE_KINDS.map(kind => ({
    kind,
    templateId: templateIdOf(kind),
  }))
  readonly sent: Message[] = []
  readonly #consents = new Map<string, number>()
  readonly #faults: MessengerFault[] = []

  consent(openId: string, kind: MessageKind): void {
    const key = `${openId} ${kind}`
    this.#consents.set(key, (this.#consents.get(key) ?? 0) + 1)
  }

  /** The person turns all messages off, and what was consented to is worth nothing any more. */
  withdraw(openId: string): void {
    for (const kind of MESSAGE_KINDS) this.#consents.delete(`${openId} ${kind}`)
  }

  failNext(...faults: readonly MessengerFault[]): void {
    this.#faults.push(...faults)
  }

  async send(message: Message): Promise<Delivery> {
    const fault = this.#faults.shift()
    if (fault === 'not-sent') throw new MessengerError('not-sent', 'busy', '-1')
    if (fault === 'unknown-unsent') throw new MessengerError('unknown', 'no answer', null)
    if (fault === 'dies-unsent') throw new Error('died')
    if (fault === 'undeliverable') return { kind: 'undeliverable', code: '47003', reason: 'thing1 is wrong' }
    const key = `${message.openId} ${message.kind}`
    const left = this.#consents.get(key) ?? 0
    if (left === 0) return { kind: 'refused' }
    this.#consents.set(key, left - 1)
    this.sent.push(message)
    if (fault === 'unknown-sent') throw new MessengerError('unknown', 'no answer', null)
    if (fault === 'dies-sent') throw new Error('died')
    return { kind: 'sent' }
  }
}
