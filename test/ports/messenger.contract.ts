import { type Message, type Messenger, MessengerError } from '../../cloudfunctions/ports/messenger'

/** A service with one person and one kind of message, as its tests furnish it. */
export interface MessengerUnderTest {
  readonly messenger: Messenger
  /** To the person, of the kind that there is a template for. */
  readonly message: Message
  /** The person consents once more. */
  consent(): void
  /** How many messages have reached the person. */
  arrived(): number
  /** The next message is not sent; or it is, and nobody says so; or it never can be. */
  fail(how: 'not-sent' | 'unknown' | 'undeliverable'): void
}

export function messengerContract(name: string, open: () => Promise<MessengerUnderTest>): void {
  describe(`${name} as a messenger`, () => {
    it('has a template for the kind, and at most one of each', async () => {
      const { messenger, message } = await open()
      const kinds = messenger.templates.map(({ kind }) => kind)
      expect(kinds).toContain(message.kind)
      expect(new Set(kinds).size).toBe(kinds.length)
    })

    it('sends one message for a consent, and is refused the next', async () => {
      const { messenger, message, consent, arrived } = await open()
      consent()
      expect(await messenger.send(message)).toEqual({ kind: 'sent' })
      expect(await messenger.send(message)).toEqual({ kind: 'refused' })
      expect(arrived()).toBe(1)
      consent()
      expect(await messenger.send(message)).toEqual({ kind: 'sent' })
      expect(arrived()).toBe(2)
    })

    it('throws its own error for what was not sent, and a later try is as the first would have been', async () => {
      const { messenger, message, consent, arrived, fail } = await open()
      consent()
      fail('not-sent')
      const error = await messenger.send(message).catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(MessengerError)
      expect(error).toMatchObject({ outcome: 'not-sent' })
      expect(arrived()).toBe(0)
      expect(await messenger.send(message)).toEqual({ kind: 'sent' })
    })

    it('throws its own error where nobody says whether it was sent, and does not try again by itself', async () => {
      const { messenger, message, consent, arrived, fail } = await open()
      consent()
      consent()
      fail('unknown')
      const error = await messenger.send(message).catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(MessengerError)
      expect(error).toMatchObject({ outcome: 'unknown' })
      expect(arrived()).toBe(1)
    })

    it('answers with a code and a reason for what can’t be delivered, and names nobody', async () => {
      const { messenger, message, consent, arrived, fail } = await open()
      consent()
      fail('undeliverable')
      const answer = await messenger.send(message)
      expect(answer).toMatchObject({ kind: 'undeliverable', code: expect.stringMatching(/./) })
      expect(JSON.stringify(answer)).not.toContain(message.openId)
      expect(arrived()).toBe(0)
    })
  })
}
