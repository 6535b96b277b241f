import { randomBytes } from 'node:crypto'
import { deliver } from './deliver'
import { type Letter, letterOf } from './message'
import type { PushDelivery, PushHabits, PushMessage, PushSubscription } from './options'

const RETRIES = 3
const KEPT_MESSAGES = 5_000

interface Posting {
  readonly letter: Letter
  readonly attempt: number
  readonly due: number
}

/** Sends messages one after the other, again where they were not taken. */
export class Outbox {
  readonly deliveries: PushDelivery[] = []
  subscription: PushSubscription | null = null
  habits: PushHabits = {}
  // Ids differ from one start to the next: a receiver may remember those of the last.
  private readonly idPrefix = randomBytes(8).toString('hex')
  private nextId = 0
  /** The latest, so that they can be sent again. */
  private readonly letters = new Map<string, Letter>()
  private queue: Posting[] = []
  private held: Letter[] = []
  private running: Promise<void> | null = null
  private readonly ending = new AbortController()

  constructor(private readonly now: () => number) {}

  /** @returns the messageId */
  send(message: PushMessage): string {
    const messageId = this.idPrefix + (this.nextId++).toString(16).padStart(8, '0')
    const letter = letterOf(message, messageId, this.now(), this.habits)
    this.keep(letter)
    if (this.habits.lost) this.record(letter, 0, { outcome: 'lost', status: null })
    else if (this.habits.hold) this.held.push(letter)
    else this.post(letter, this.habits.copies ?? 1)
    return messageId
  }

  /** @throws Error for an unknown messageId */
  sendAgain(messageId: string): void {
    const letter = this.letters.get(messageId)
    if (!letter) throw new Error(`the stand-in has sent no message ${messageId}`)
    this.post(letter, 1)
  }

  release(order: 'as-sent' | 'reversed'): void {
    const letters = order === 'reversed' ? this.held.reverse() : this.held
    this.held = []
    for (const letter of letters) this.post(letter, this.habits.copies ?? 1)
  }

  /** Resolves when everything that is due has had its try. */
  flush(): Promise<void> {
    if (this.running === null && this.nextDue()) this.running = this.run()
    return this.running ?? Promise.resolve()
  }

  /** Gives up the try under way, and makes no other. */
  async close(): Promise<void> {
    this.ending.abort()
    await this.running
  }

  private keep(letter: Letter): void {
    this.letters.set(letter.messageId, letter)
    const [oldest] = this.letters.keys()
    if (oldest !== undefined && this.letters.size > KEPT_MESSAGES) this.letters.delete(oldest)
  }

  private post(letter: Letter, copies: number): void {
    if (this.subscription === null) return
    for (let i = 0; i < copies; i++) this.queue.push({ letter, attempt: 1, due: this.now() })
  }

  private async run(): Promise<void> {
    try {
      for (let next = this.takeDue(); next; next = this.takeDue()) await this.attempt(next)
    } finally {
      // In the same breath as the last look at the queue, so that nothing that comes later is overlooked.
      this.running = null
    }
  }

  private nextDue(): Posting | undefined {
    return this.ending.signal.aborted ? undefined : this.queue.find(({ due }) => due <= this.now())
  }

  private takeDue(): Posting | undefined {
    const next = this.nextDue()
    this.queue = this.queue.filter(posting => posting !== next)
    return next
  }

  private async attempt({ letter, attempt }: Posting): Promise<void> {
    const { subscription } = this
    if (subscription === null) return
    const result = await deliver(letter, subscription, this.now(), this.ending.signal)
    this.record(letter, attempt, result)
    if (result.outcome === 'accepted' || attempt > (subscription.retries ?? RETRIES)) return
    const due = this.now() + (subscription.retryAfterMs ?? 0)
    this.queue.push({ letter, attempt: attempt + 1, due })
  }

  private record(letter: Letter, attempt: number, result: Pick<PushDelivery, 'outcome' | 'status'>): void {
    const { messageId, type, deviceId } = letter
    if (this.deliveries.length === KEPT_MESSAGES) this.deliveries.shift()
    this.deliveries.push({ at: this.now(), messageId, type, deviceId, attempt, ...result })
  }
}
