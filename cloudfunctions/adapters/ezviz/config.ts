/** What an account of the Ezviz Open Platform needs to be asked. */
export interface EzvizConfig {
  readonly appKey: string
  readonly appSecret: string
  /** Scheme, host and port. Left out: the platform itself. */
  readonly baseUrl?: string
  /** For one HTTP exchange, connecting included. */
  readonly timeoutMs?: number
  /** For one question of a port, with all that it takes: a token, a place, every list and page, repeated exchanges. */
  readonly questionTimeoutMs?: number
  /** HTTP exchanges a Shanghai day that this process may make, tokens and retries included. */
  readonly dailyCallBudget?: number
  /** HTTP exchanges under way at one time. */
  readonly maxConcurrentCalls?: number
  /** Which lists of recordings are read. Left out: card and cloud storage, both by time. */
  readonly rows?: RowLists
  /** With what recordings are started and stopped. Left out: not at all. */
  readonly recording?: CloudRecording
}

/** One list for what is on the card, one for what is in the cloud; each is asked by itself. */
export interface RowLists {
  /**
   * `by-time` is `video/by/time`, `unified` the newer query of the device's own recordings, which knows recorders
   * better.
   */
  readonly card: 'by-time' | 'unified' | 'none'
  readonly cloud: { readonly kind: 'storage' } | CloudSpace | { readonly kind: 'none' }
}

/** A space of cloud recording 2.0. */
interface CloudSpace {
  readonly kind: 'cloud-2.0'
  readonly spaceId: number
}

/**
 * What the account has bought. Recordings of 1.0 can be made, not read as rows: its files tell how long they are and
 * when they were listed, its tasks when they were to run, and neither from when to when a camera was recorded.
 */
export type CloudRecording =
  | { readonly kind: 'cloud-1.0'; readonly projectId: string }
  | CloudSpace
  | { readonly kind: 'none' }

/** Takes one line of the log. Every line names its request; none holds a key, a secret or a token. */
type EzvizLog = (event: string, fields: Readonly<Record<string, string | number | null>>) => void

/** What the adapter needs of the world around it. */
export interface EzvizDeps {
  /** Epoch milliseconds. */
  now(): number
  delay(ms: number): Promise<void>
  /** From 0 to 1, for the jitter of repeated calls. */
  random(): number
  readonly log: EzvizLog
}

const DEFAULTS = {
  baseUrl: 'https://open.ys7.com',
  timeoutMs: 8_000,
  questionTimeoutMs: 20_000,
  dailyCallBudget: 5_000,
  maxConcurrentCalls: 3,
  rows: { card: 'by-time', cloud: { kind: 'storage' } },
  recording: { kind: 'none' },
} as const

/** With nothing left out. */
export type Settled = Required<EzvizConfig>

export function withDefaults(config: EzvizConfig): Settled {
  return { ...DEFAULTS, ...config }
}
