import { randomBytes } from 'node:crypto'
import { type Answer, ok, refusal } from './answer'
import type { Form } from './form'
import type { EzvizStandInOptions, ListingHabits, StandInCamera } from './options'

const TOKEN_LIFE_MS = 7 * 24 * 3_600_000
const DEFAULT_LAG_MS = 3_000

/** All that the stand-in knows: keys, the tokens that it gave, its cameras. */
export class Account {
  readonly indexingLagMs: number
  habits: ListingHabits = {}
  private readonly expiryByToken = new Map<string, number>()
  private readonly cameraByKey = new Map<string, StandInCamera>()

  constructor(private readonly options: EzvizStandInOptions) {
    this.indexingLagMs = options.indexingLagMs ?? DEFAULT_LAG_MS
    for (const camera of options.cameras) this.setCamera(camera)
  }

  now(): number {
    return this.options.now()
  }

  setCamera(camera: StandInCamera): void {
    this.cameraByKey.set(`${camera.deviceSerial} ${camera.channelNo}`, camera)
  }

  forgetTokens(): void {
    this.expiryByToken.clear()
  }

  /** `/api/lapp/token/get`. An older token stays good until its own end. */
  giveToken(form: Form): Answer {
    if (!form.appKey || !form.appSecret) return refusal('10001')
    if (form.appKey !== this.options.appKey) return refusal('10017')
    if (form.appSecret !== this.options.appSecret) return refusal('10030')
    const accessToken = `at.${randomBytes(24).toString('hex')}`
    const expireTime = this.now() + TOKEN_LIFE_MS
    this.expiryByToken.set(accessToken, expireTime)
    return ok({ accessToken, expireTime })
  }

  /** The refusal that this call's token earns, or null when it is good. */
  tokenRefusal(form: Form): Answer | null {
    if (!form.accessToken) return refusal('10001')
    const expiry = this.expiryByToken.get(form.accessToken)
    return expiry !== undefined && this.now() < expiry ? null : refusal('10002')
  }

  cameras(): StandInCamera[] {
    return [...this.cameraByKey.values()]
  }

  channelsOf(deviceSerial: string): StandInCamera[] {
    return this.cameras().filter(camera => camera.deviceSerial === deviceSerial)
  }
}
