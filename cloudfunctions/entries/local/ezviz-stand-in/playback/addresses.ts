import { randomInt } from 'node:crypto'
import { findChannel } from '../devices/find'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import type { Fields } from '../wire/fields'
import { digitText, spacedText } from '../wire/times'
import type { World } from '../world'
import { type AddressQuestion, EZOPEN, LIVE, LOCAL, readAddressQuestion } from './question'

const STREAMS: Readonly<Record<number, readonly [scheme: string, ending: string]>> = {
  2: ['https', '.m3u8'],
  3: ['rtmp', ''],
  4: ['https', '.flv'],
  5: ['https', '.llhls.m3u8'],
}

function ezopen({ camera, type, quality, span, cloudRecording }: AddressQuestion): string {
  const { deviceSerial, channelNo, verificationCode } = camera
  const code = verificationCode === undefined ? '' : `${verificationCode}@`
  const channel = `ezopen://${code}open.ys7.com/${deviceSerial}/${channelNo}`
  if (span === null) return `${channel}${quality === 1 ? '.hd' : ''}.live`
  const times = `begin=${digitText(span.start)}&end=${digitText(span.end)}`
  return `${channel}${type === LOCAL ? '' : '.cloud'}.rec?${cloudRecording ? 'busType=7&' : ''}${times}`
}

function stream(question: AddressQuestion, id: string, expires: number): string {
  const { camera, protocol, type, quality, span } = question
  const [scheme, ending] = STREAMS[protocol] ?? ['https', '']
  const kind = type === LIVE ? 'openlive' : 'openpb'
  const channel = `${camera.deviceSerial}_${camera.channelNo}_${quality}`
  const played = { begin: span && digitText(span.start), end: span && digitText(span.end) }
  const times = span === null ? [] : [`begin=${played.begin}`, `end=${played.end}`]
  const store = type === LIVE ? [] : [`rec=${type === LOCAL ? 'local' : 'cloud'}`]
  const query = [
    ...times,
    `expire=${Math.floor(expires / 1_000)}`,
    `id=${id}`,
    ...store,
    't=STANDIN',
    'ev=100',
  ]
  return `${scheme}://stream.example/v3/${kind}/${channel}${ending}?${query.join('&')}`
}

/** Addresses given for playing. The streams themselves are not the stand-in's to send. */
export class Addresses {
  private readonly serialById = new Map<string, string>()

  constructor(private readonly world: World) {}

  /** `/api/lapp/v2/live/address/get` */
  give(form: Fields): Answer {
    const question = readAddressQuestion(this.world, form)
    if (isAnswer(question)) return question
    const id = `254${randomInt(1e14).toString().padStart(15, '0')}`
    this.serialById.set(id, question.camera.deviceSerial)
    const expires = this.world.now() + question.life * 1_000
    const url = question.protocol === EZOPEN ? ezopen(question) : stream(question, id, expires)
    return ok({ id, url, expireTime: spacedText(expires) })
  }

  /** `/api/lapp/v2/live/address/disable`: once, for an address given for this device. */
  disable(form: Fields): Answer {
    const camera = findChannel(this.world, form, 'channelNo')
    if (isAnswer(camera)) return camera
    const { urlId } = form
    if (!urlId) return refusal('10001')
    if (this.serialById.get(urlId) !== camera.deviceSerial) return refusal('404')
    this.serialById.delete(urlId)
    return ok()
  }
}
