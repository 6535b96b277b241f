/** The mini-program as WeChat's servers know it. */
export interface WechatFaceAccount {
  readonly appId: string
  readonly appSecret: string
  /** In place of WeChat's own address; without a path. */
  readonly baseUrl?: string
  /** One request may take so long. Milliseconds. */
  readonly requestMs?: number
  /** Opening a check, or asking for its verdict, may take so long with all its requests. Milliseconds. */
  readonly inAllMs?: number
}

/** What the adapter needs of the world. */
export interface Surroundings {
  /** Epoch milliseconds. */
  now(): number
  delay(ms: number): Promise<void>
  /** What went wrong at WeChat, for whoever runs this: no name, no number, no token, no secret is ever among it. */
  log(event: string, fields: Readonly<Record<string, string | number | null>>): void
}

export type Settled = Required<WechatFaceAccount>

/** A cloud function has 20 s, and its own work to do beside this. */
export function settled(account: WechatFaceAccount): Settled {
  return { baseUrl: 'https://api.weixin.qq.com', requestMs: 4_000, inAllMs: 9_000, ...account }
}
