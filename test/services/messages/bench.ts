import type { Answers, Input, Operation } from '../../../cloudfunctions/contract/app'
import type { MessageKind } from '../../../cloudfunctions/ports/messenger'
import type { Store } from '../../../cloudfunctions/ports/store'
import { answer } from '../../../cloudfunctions/services/answer'
import {
  MESSAGE_CONSENTS,
  type MessageConsents,
  OUTGOING_MESSAGES,
  type OutgoingMessage,
} from '../../../cloudfunctions/services/documents/messages'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { type MessagesSent, sendDue } from '../../../cloudfunctions/services/messages/send-due'
import type { Outcome } from '../../../cloudfunctions/services/outcome'
import type { Server } from '../../../cloudfunctions/services/server'
import { MemoryMessenger } from '../../support/messenger'
import { keyOf, PASSWORD, School } from '../school'

/** The OPENID by which an account's person is known, unless a test says otherwise. */
export const openIdFor = (name: string) => `oWX-${name}-${'0'.repeat(20)}`

/** A school whose people use WeChat, and a message service in memory. */
export class MessageBench {
  readonly messenger = new MemoryMessenger()
  readonly server: Server
  #keys = 0

  private constructor(readonly school: School) {
    this.server = { ...school.server, messenger: this.messenger }
  }

  static async open(...names: readonly string[]): Promise<MessageBench> {
    const bench = new MessageBench(await School.open())
    for (const name of names) await bench.signIn(name)
    return bench
  }

  close(): Promise<void> {
    return this.school.close()
  }

  async signIn(name: string, openId = openIdFor(name)): Promise<void> {
    await this.ask(openId, 'sign-in', { name, password: PASSWORD })
  }

  /** A question from within WeChat. */
  async ask<K extends Operation>(openId: string, operation: K, input: Input<K>): Promise<Outcome<K>> {
    const caller = { token: null, device: null, address: `wechat ${openId}`, requestId: 'r1', openId }
    return (await answer(this.server, caller, operation, input)) as Outcome<K>
  }

  /** The answer of a question that must be answered, from an account's person in WeChat or, signed in, from a browser. */
  async told<K extends Operation>(name: string, operation: K, input: Input<K>): Promise<Answers[K]> {
    const outcome = await this.ask(openIdFor(name), operation, input)
    if (outcome.done) return outcome.answer
    throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
  }

  /** The person accepts kinds in a tap, here and at WeChat. */
  async consent(name: string, ...kinds: readonly MessageKind[]): Promise<void> {
    for (const kind of kinds) this.messenger.consent(openIdFor(name), kind)
    this.#keys += 1
    await this.told(name, 'keep-consents', { kinds: [...kinds], consentKey: keyOf(`tap ${this.#keys}`) })
  }

  /** A slice of the timer's work. @param now left out: as it is */
  tick(now = this.school.now, store: Store = this.server.store): Promise<MessagesSent> {
    this.school.now = now
    return sendDue({ ...this.server, store }, { goOn: () => true })
  }

  left(name: string, kind: MessageKind): Promise<number> {
    return this.consents(name).then(kept => kept?.counts[kind]?.left ?? 0)
  }

  consents(name: string): Promise<MessageConsents | null> {
    return read(this.server.store, MESSAGE_CONSENTS, `A-${name}`)
  }

  /** By the account's name, kind and end. */
  async messages(): Promise<string[]> {
    const all = await this.documents()
    return all.map(({ accountId, kind, state, because }) =>
      [accountId.slice(2), kind, state, ...(because === null ? [] : [because])].join(' '),
    )
  }

  /** Those that wait, then those that have ended, each by the time at which they came due. */
  async documents(): Promise<OutgoingMessage[]> {
    const [waiting, ended] = [
      await readAll(this.server.store, OUTGOING_MESSAGES, { index: 'byOpen', equal: [1] }),
      await readAll(this.server.store, OUTGOING_MESSAGES, { index: 'byOpen', equal: [0] }),
    ]
    return [...waiting, ...ended]
  }

  /** Who got what, in the order in which it was sent. */
  sent(): string[] {
    return this.messenger.sent.map(({ openId, kind }) => `${openId.split('-')[1]} ${kind}`)
  }
}
