import { randomUUID } from 'node:crypto'
import { dateOf, MINUTE } from '../../domain/time'
import { cleanUpAccounts } from '../../services/accounts/cleanup'
import { CLASSES, type ClassRecord } from '../../services/documents/classes'
import { readAll } from '../../services/documents/read'
import { daysToAsk, ingestDay } from '../../services/ingest'
import type { Server } from '../../services/server'

/** Takes the log's lines; a part of what fastify's logger is. */
export interface RoundLog {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}

const ROUND_MS = 2 * MINUTE
/** Days gone by whose cameras have not answered yet are asked in every so many rounds. */
const PAST_DAYS_EVERY_ROUNDS = 30

/** Asks the platform for the recordings of running and unanswered days, and tidies up, until it is stopped. */
export class Rounds {
  #round = 0
  #running: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(
    private readonly server: Server,
    private readonly log: RoundLog,
  ) {}

  start(): void {
    this.#running = this.#go()
    this.#timer = setInterval(() => {
      // A round that takes longer than the pause between two is not overtaken.
      this.#running = this.#running.then(() => this.#go())
    }, ROUND_MS)
  }

  /** Resolves when the round under way is done. */
  idle(): Promise<void> {
    return this.#running
  }

  /** Resolves when the camera-day under way is kept; the others are asked for after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#running
  }

  async #go(): Promise<void> {
    const requestId = randomUUID()
    const withPastDays = this.#round % PAST_DAYS_EVERY_ROUNDS === 0
    this.#round += 1
    try {
      if (withPastDays) await cleanUpAccounts(this.server)
      for (const record of await readAll(this.server.store, CLASSES, { index: 'byId', equal: [] })) {
        await this.#askFor(record, withPastDays, requestId)
      }
    } catch (err) {
      this.log.error({ err, requestId }, 'round failed, the next one tries again')
    }
  }

  async #askFor(record: ClassRecord, withPastDays: boolean, requestId: string): Promise<void> {
    const recent = dateOf(this.server.clock.now() - 12 * 60 * MINUTE)
    for (const date of await daysToAsk(this.server, record)) {
      if (this.#stopped) return
      if (!withPastDays && date < recent) continue
      const answers = await ingestDay(this.server, record, date, requestId)
      const states = answers.map(({ deviceSerial, state }) => `${deviceSerial} ${state}`)
      this.log.info({ requestId, classId: record.id, date, states }, 'asked for recordings')
    }
  }
}
