import { createHmac, randomBytes } from 'node:crypto'
import { findChannel } from '../devices/find'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import type { Fields } from '../wire/fields'
import type { World } from '../world'
import { encodePng } from './png'

const LIFE_MS = 2 * 3_600_000
const SPACING_MS = 4_000
const WIDTH = 64
const HEIGHT = 36
const PATH = /^\/capture\/[^/]+\/\d+-(\d+)\.png$/

/** A ramp with a bar that moves with the seconds, so that two captures can be told apart. */
function picture(at: number): Buffer {
  const bar = Math.floor(at / 1_000) % WIDTH
  return encodePng(WIDTH, HEIGHT, (x, y) => (x === bar ? 255 : 64 + 2 * x + y))
}

/** Captures, and the pictures that they made: each address is good for two hours. */
export class Pictures {
  private readonly key = randomBytes(16)
  private readonly latest = new Map<string, number>()

  constructor(private readonly world: World) {}

  /** `/api/lapp/device/capture` */
  capture(form: Fields): Answer {
    const camera = findChannel(this.world, form, 'channelNo')
    if (isAnswer(camera)) return camera
    const code = form.channelNo === undefined ? '10001' : this.refuse(camera)
    return code === null ? ok({ picUrl: this.take(camera) }) : refusal(code)
  }

  /** The picture at an address of ours; null when it is gone, or never was. */
  at(address: URL): Buffer | null {
    const found = PATH.exec(address.pathname)
    const expires = address.searchParams.get('Expires') ?? ''
    const signed = address.searchParams.get('Signature') === this.sign(address.pathname, expires)
    const good = found && signed && this.world.now() < Number(expires) * 1_000
    return good ? picture(Number(found[1])) : null
  }

  private refuse({ deviceSerial, channelNo, online }: StandInCamera): string | null {
    const now = this.world.now()
    const last = this.latest.get(`${deviceSerial} ${channelNo}`) ?? Number.NEGATIVE_INFINITY
    if (!online) return '20007'
    if (this.world.cameras.isSheltered(deviceSerial)) return '60026'
    if (now - last < SPACING_MS) return '20008'
    return this.world.limits.admitCapture(now) ? null : '10028'
  }

  private take({ deviceSerial, channelNo }: StandInCamera): string {
    const now = this.world.now()
    this.latest.set(`${deviceSerial} ${channelNo}`, now)
    const address = new URL(`/capture/${deviceSerial}/${channelNo}-${now}.png`, this.world.url)
    const expires = String(Math.floor((now + LIFE_MS) / 1_000))
    address.searchParams.set('Expires', expires)
    address.searchParams.set('Signature', this.sign(address.pathname, expires))
    return address.href
  }

  private sign(path: string, expires: string): string {
    return createHmac('sha256', this.key).update(`${path} ${expires}`).digest('hex')
  }
}
