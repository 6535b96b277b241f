import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CheckInAnswer, Failure } from '../../../contract/app'

/** A request that was answered. `operation` is the name of a route, of which there are few. */
export interface Answered {
  readonly operation: string
  readonly status: number
  readonly seconds: number
  readonly failure: Failure['error']['code'] | null
}

/** One durable transaction of the store. */
export interface StoreCommit {
  /** Callers whose writes it carried. */
  readonly callers: number
  readonly writes: number
  readonly seconds: number
}

/** Gauges that are asked for when somebody looks. */
export interface Watched {
  /** Class-days whose evidence changed since they were judged. */
  readonly dirtyClassDays?: () => Promise<number>
}

const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5]
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

/** What is counted for those who run the server. Labels are words of ours, so there are few and none is a person. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #in = { registers: [this.#registry] }

  readonly #requests = new Histogram({
    ...this.#in,
    name: 'jineng_request_seconds',
    help: 'Seconds until a request was answered',
    labelNames: ['operation', 'status'],
    buckets: REQUEST_SECONDS,
  })
  readonly #refusals = new Counter({
    ...this.#in,
    name: 'jineng_refusals_total',
    help: 'Requests that were not done, by the code of their failure',
    labelNames: ['operation', 'code'],
  })
  readonly #checkIns = new Counter({
    ...this.#in,
    name: 'jineng_check_ins_total',
    help: 'Check-ins answered, repeats included, by what became of them',
    labelNames: ['outcome'],
  })
  readonly #commitSeconds = new Histogram({
    ...this.#in,
    name: 'jineng_store_commit_seconds',
    help: 'Seconds of one durable transaction',
    buckets: COMMIT_SECONDS,
  })
  readonly #commitCallers = new Histogram({
    ...this.#in,
    name: 'jineng_store_commit_callers',
    help: 'Callers whose writes one transaction carried',
    buckets: BATCH_SIZES,
  })
  readonly #commitWrites = new Counter({
    ...this.#in,
    name: 'jineng_store_writes_total',
    help: 'Documents written',
  })
  readonly #askings = new Counter({
    ...this.#in,
    name: 'jineng_camera_askings_total',
    help: 'Questions to the recording platform about a camera, by what is known after them',
    labelNames: ['state'],
  })
  readonly #platformMessages = new Counter({
    ...this.#in,
    name: 'jineng_platform_messages_total',
    help: 'Messages of the recording platform, by how they were answered',
    labelNames: ['outcome'],
  })

  get contentType(): string {
    return this.#registry.contentType
  }

  /** Memory, processor, event loop and collections of this process too. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry })
  }

  watch({ dirtyClassDays }: Watched): void {
    if (dirtyClassDays === undefined) return
    new Gauge({
      ...this.#in,
      name: 'jineng_dirty_class_days',
      help: 'Class-days whose evidence changed since they were judged; 1000: that many or more',
      async collect() {
        this.set(await dirtyClassDays())
      },
    })
  }

  answered({ operation, status, seconds, failure }: Answered): void {
    this.#requests.labels(operation, String(status)).observe(seconds)
    if (failure !== null) this.#refusals.labels(operation, failure).inc()
  }

  checkedIn(answer: CheckInAnswer): void {
    this.#checkIns.labels(answer.accepted ? answer.checkIn.state : answer.refusal.kind).inc()
  }

  storeCommitted({ callers, writes, seconds }: StoreCommit): void {
    this.#commitSeconds.observe(seconds)
    this.#commitCallers.observe(callers)
    this.#commitWrites.inc(writes)
  }

  cameraAsked(state: string): void {
    this.#askings.labels(state).inc()
  }

  platformMessage(outcome: 'taken' | 'refused' | 'failed'): void {
    this.#platformMessages.labels(outcome).inc()
  }

  /** In Prometheus' text form. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }
}
