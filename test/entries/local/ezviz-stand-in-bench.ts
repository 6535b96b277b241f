import type { Recording } from '../../../cloudfunctions/domain/model'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type {
  EzvizStandIn,
  EzvizStandInOptions,
  StandInCamera,
} from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** 2024-06-03 00:00 in Shanghai. */
export const MIDNIGHT = Date.UTC(2024, 5, 2, 16)
export const SERIAL = 'EX0000001'
export const SPACE = 44028
export const PROJECT = 'training-2026'
export const CLOUD_LAG = 8 * MINUTE
const KEYS = { appKey: 'key', appSecret: 'secret' }

type Texts = Readonly<Record<string, string>>

/** @param from minutes after {@link MIDNIGHT} */
export function file(recType: 1 | 2, from: number, to: number): Recording {
  const times = { startTime: MIDNIGHT + from * MINUTE, endTime: MIDNIGHT + to * MINUTE }
  return { deviceSerial: SERIAL, channelNo: 1, recType, ...times }
}

export function camera(recordings: readonly Recording[] = []): StandInCamera {
  return { deviceSerial: SERIAL, channelNo: 1, deviceName: '实训室101', online: true, recordings }
}

/** What came back over the wire. */
export interface Reply {
  readonly status: number
  /** Whatever the wire says: each test looks at it as it is. */
  readonly body: Awaited<ReturnType<Response['json']>>
}

/** Asks the stand-in as raw as `fetch` does. */
export class Wire {
  token = ''

  constructor(
    readonly url: string,
    private readonly clock: { now: number },
  ) {}

  async send(path: string, init: RequestInit): Promise<Reply> {
    const response = await fetch(this.url + path, init)
    return { status: response.status, body: await response.json() }
  }

  /** A form with the token in it. */
  lapp(path: string, form: Texts = {}): Promise<Reply> {
    return this.form(`/api/lapp/${path}`, { accessToken: this.token, ...form })
  }

  form(path: string, form: Texts, headers: Texts = {}): Promise<Reply> {
    return this.send(path, { method: 'POST', headers, body: new URLSearchParams(form) })
  }

  get(path: string, query: Texts = {}, headers: Texts = {}): Promise<Reply> {
    return this.send(`${path}?${new URLSearchParams(query)}`, { headers })
  }

  json(path: string, body: unknown, headers: Texts): Promise<Reply> {
    const typed = { ...headers, 'Content-Type': 'application/json' }
    return this.send(path, { method: 'POST', headers: typed, body: JSON.stringify(body) })
  }

  /** The headers that name a channel, and the token. */
  channel(channelNo = 1): Record<string, string> {
    return { accessToken: this.token, deviceSerial: SERIAL, localIndex: String(channelNo) }
  }

  /** Moves the clock. @param ms after {@link MIDNIGHT} */
  at(ms: number): void {
    this.clock.now = MIDNIGHT + ms
  }
}

export interface Bench {
  readonly standIn: EzvizStandIn
  readonly wire: Wire
  readonly clock: { now: number }
}

const opened: EzvizStandIn[] = []

/** A test that fails leaves nothing listening either. */
afterEach(() => Promise.all(opened.splice(0).map(standIn => standIn.close())))

/** A stand-in with one camera, a token for it, and a clock that stands at midday. */
export async function openBench(options: Partial<EzvizStandInOptions> = {}): Promise<Bench> {
  const clock = { now: MIDNIGHT + 12 * HOUR }
  const standIn = await startEzvizStandIn({
    ...KEYS,
    now: () => clock.now,
    cameras: [camera()],
    spaceIds: [SPACE],
    projectIds: [PROJECT],
    cloudLagMs: CLOUD_LAG,
    ...options,
  })
  opened.push(standIn)
  const wire = new Wire(standIn.url, clock)
  wire.token = (await wire.form('/api/lapp/token/get', KEYS)).body.data.accessToken
  return { standIn, wire, clock }
}
