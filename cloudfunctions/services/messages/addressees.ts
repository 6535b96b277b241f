import type { MessageKind } from '../../ports/messenger'
import { ACCOUNTS, type Account } from '../documents/accounts'
import { addresseesOf, MESSAGE_CONSENTS, type MessageConsents } from '../documents/messages'
import { read, readAll } from '../documents/read'
import { countOf, mayGet } from './consents'
import type { MessageServer } from './slice'

/** Those who have a consent left, in the questions that one slice needs, each asked once. */
export class Addressees {
  readonly #trainees = new Map<string, Promise<MessageConsents[]>>()
  readonly #accounts = new Map<string, Promise<Account | null>>()
  #instructors: Promise<MessageConsents[]> | null = null

  constructor(private readonly server: MessageServer) {}

  /** A class's trainees with a consent for the kind. */
  async trainees(kind: MessageKind, classId: string): Promise<MessageConsents[]> {
    if (!mayGet('trainee', kind)) return []
    let all = this.#trainees.get(classId)
    if (all === undefined) {
      all = this.#read(addresseesOf(classId))
      this.#trainees.set(classId, all)
    }
    return this.#withConsent(kind, await all)
  }

  /** A class's instructors with a consent for the kind. */
  async instructors(kind: MessageKind, classId: string): Promise<MessageConsents[]> {
    if (!mayGet('instructor', kind)) return []
    this.#instructors ??= this.#read(addresseesOf(null))
    const all = this.#withConsent(kind, await this.#instructors)
    const theirs = await Promise.all(all.map(({ id }) => this.#account(id)))
    return all.filter((_, i) => theirs[i]?.classIds.includes(classId))
  }

  #account(id: string): Promise<Account | null> {
    const asked = this.#accounts.get(id) ?? read(this.server.store, ACCOUNTS, id)
    this.#accounts.set(id, asked)
    return asked
  }

  #read(addressees: string): Promise<MessageConsents[]> {
    return readAll(this.server.store, MESSAGE_CONSENTS, { index: 'byAddressees', equal: [addressees] })
  }

  #withConsent(kind: MessageKind, all: readonly MessageConsents[]): MessageConsents[] {
    const template = this.server.messenger.templates.find(one => one.kind === kind)
    return template ? all.filter(consents => countOf(consents, template).left > 0) : []
  }
}
