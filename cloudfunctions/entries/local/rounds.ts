import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { dateOf, MINUTE, SECOND } from '../../domain/time'
import type { BackupShelf } from '../../ports/backup-shelf'
import { type CameraDayStream, lastAsking } from '../../services/documents/camera-days'
import { purgeBackups } from '../../services/face/purge'
import type { Pull } from '../../services/ingest/ask-all'
import { askHeard } from '../../services/ingest/heard'
import { pullDue } from '../../services/ingest/round'
import { judgeDirtyDays } from '../../services/judging/dirty'
import { markUnjudgedDays } from '../../services/judging/rebuild'
import { TapWatch } from '../../services/judging/tap-watch'
import { nightWork } from '../../services/night'
import type { Server } from '../../services/server'
import type { Log } from './log'
import type { Metrics } from './metrics'
import { Pace } from './pace'

const JUDGE_EVERY_MS = 5 * SECOND
const ASK_EVERY_MS = MINUTE
/** So often a class-day that is open is looked at for taps. At a city's size a look takes under a second of work. */
const WATCH_PACE = { everyMs: 30 * SECOND, atATime: 1 }

/** @param requestId in every line that comes of it */
type Work = (requestId: string) => Promise<void>

/** The work that nobody waits for: asking the platform, judging what is new, sealing what is closed, tidying up. */
export class Rounds {
  readonly #loops: Promise<void>[] = []
  readonly #stop = new AbortController()
  #firstPull: Promise<void> = Promise.resolve()
  #nightOf: string | null = null
  readonly #watch: TapWatch
  #hearing: Promise<void> = Promise.resolve()
  #isNewsWaiting = false

  constructor(
    private readonly server: Server,
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly backups: BackupShelf,
  ) {
    this.#watch = new TapWatch(server.store, server.clock, WATCH_PACE)
  }

  start(): void {
    this.#firstPull = this.#guarded('mark', requestId => this.#mark(requestId)).then(() =>
      this.#guarded('ask', requestId => this.#ask(requestId)),
    )
    const after = this.#firstPull
    this.#loops.push(
      this.#repeat(JUDGE_EVERY_MS, 'judge', () => this.#judge(), Promise.resolve()),
      this.#repeat(ASK_EVERY_MS, 'ask', requestId => this.#ask(requestId), after),
      this.#repeat(MINUTE, 'night', requestId => this.#night(requestId), after),
    )
  }

  /** Resolves when the first round of asking is done, and what came of it is judged. */
  async idle(): Promise<void> {
    await this.#firstPull
    await this.#judge()
  }

  /** Resolves when what is under way is kept; the rest is gone on with after the next start. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await Promise.all([this.#firstPull, ...this.#loops, this.#hearing])
  }

  /** The platform told something of a device: what it holds of it is asked for soon, one round after the other. */
  heard(): void {
    if (this.#isNewsWaiting) return
    this.#isNewsWaiting = true
    this.#hearing = this.#hearing.then(() => {
      this.#isNewsWaiting = false
      return this.#guarded('heard', requestId => this.#askHeard(requestId))
    })
  }

  async #repeat(everyMs: number, name: string, work: Work, after: Promise<void>): Promise<void> {
    await after
    while (!this.#stopped) {
      await this.#guarded(name, work)
      await this.#pause(everyMs)
    }
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted
  }

  async #pause(ms: number): Promise<void> {
    // Being stopped is the one way in which a pause ends early.
    await pause(ms, undefined, { signal: this.#stop.signal, ref: false }).catch(() => {})
  }

  async #guarded(round: string, work: Work): Promise<void> {
    if (this.#stopped) return
    const requestId = randomUUID()
    try {
      await work(requestId)
    } catch (err) {
      this.log.error({ requestId, err, round }, 'round failed, the next one tries again')
    }
  }

  async #mark(requestId: string): Promise<void> {
    const marked = await markUnjudgedDays(this.server.store)
    if (marked > 0) this.log.info({ requestId, marked }, 'class-days marked to be judged')
    await this.#judge()
  }

  async #judge(): Promise<void> {
    const pace = new Pace(ms => this.#pause(ms))
    const between = async () => {
      await pace.rest()
      return !this.#stopped
    }
    await judgeDirtyDays(this.server.store, between)
    if (!this.#stopped) await this.#watch.look(between)
  }

  /** First what was heard and not asked since: by a process that was killed, or by a round that failed. */
  async #ask(requestId: string): Promise<void> {
    this.heard()
    await this.#hearing
    await pullDue(this.server, this.#pull(requestId))
  }

  async #askHeard(requestId: string): Promise<void> {
    const { left } = await askHeard(this.server, this.#pull(requestId))
    if (left) this.heard()
  }

  #pull(requestId: string): Pull {
    return {
      requestId,
      goOn: () => !this.#stopped,
      onAsked: asked => {
        const said = whatWasSaid(asked)
        this.metrics.cameraAsked(said.silence ?? 'told')
        this.log.info({ requestId, ...said }, 'asked for recordings')
        return !this.#stopped
      },
    }
  }

  async #night(requestId: string): Promise<void> {
    const today = dateOf(this.server.clock.now())
    if (this.#nightOf === today) return
    const gone = await purgeBackups(this.server, this.backups)
    if (gone.length > 0) this.log.info({ requestId, gone }, 'backups removed, their term is over')
    const done = await nightWork(this.server, async () => {
      await nextTurn()
      return !this.#stopped
    })
    if (!done) return
    this.#nightOf = today
    this.log.info({ requestId, date: today }, 'closed days sealed')
  }
}

function whatWasSaid(stream: CameraDayStream) {
  const asking = lastAsking(stream)
  const { deviceSerial, channelNo, date } = stream
  return { deviceSerial, channelNo, date, silence: asking?.silence ?? null, rows: asking?.came.length ?? 0 }
}
