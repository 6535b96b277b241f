/** What an account of the Ezviz Open Platform needs to be asked. */
export interface EzvizConfig {
  readonly appKey: string
  readonly appSecret: string
  /** Scheme, host and port. Left out: the platform itself. */
  readonly baseUrl?: string
  /** For one HTTP exchange, connecting included. */
  readonly timeoutMs?: number
  /** HTTP exchanges a Shanghai day that this process may make, tokens and retries included. */
  readonly dailyCallBudget?: number
  /** HTTP exchanges under way at one time. */
  readonly maxConcurrentCalls?: number
}

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
  dailyCallBudget: 5_000,
  maxConcurrentCalls: 3,
} as const

export function withDefaults(config: EzvizConfig): Required<EzvizConfig> {
  return { ...DEFAULTS, ...config }
}
