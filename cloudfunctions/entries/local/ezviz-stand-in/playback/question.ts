import { findChannel } from '../devices/find'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, refusal } from '../wire/answer'
import { type Fields, isOneOf, wholeIn } from '../wire/fields'
import { readSpaced, sameDay } from '../wire/times'
import type { World } from '../world'

export const LIVE = 1
export const LOCAL = 2
const CLOUD = 3
export const EZOPEN = 1
const HLS = 2
const SHORTEST_S = 30
const LONGEST_S = 720 * 24 * 3_600
const CLOUD_RECORDING = '7'

/** What is to be played. */
export interface AddressQuestion {
  readonly camera: StandInCamera
  readonly protocol: number
  readonly type: number
  readonly quality: number
  /** Null for what is live. */
  readonly span: { readonly start: number; readonly end: number } | null
  /** Seconds. */
  readonly life: number
  /** 2.0: the space is for the caller to add to the address. */
  readonly cloudRecording: boolean
}

function readSpan(form: Fields, type: number): AddressQuestion['span'] | undefined {
  if (type === LIVE) return null
  const start = readSpaced(form.startTime)
  const end = readSpaced(form.stopTime)
  if (start === null || end === null || start >= end) return undefined
  return type === CLOUD && !sameDay(start, end) ? undefined : { start, end }
}

/** Playback has no HLS; cloud recording is played by ezopen alone. */
function fits(protocol: number, type: number, busType: string | undefined): boolean {
  if (busType === CLOUD_RECORDING) return protocol === EZOPEN && type === CLOUD
  return type === LIVE || protocol !== HLS
}

function isKnown(form: Fields): boolean {
  const switches = ['supportH265', 'containerFormat', 'mute', 'diserr']
  return isOneOf(form, 'busType', ['0', '7']) && switches.every(field => isOneOf(form, field, ['0', '1']))
}

function readRest(form: Fields, camera: StandInCamera): AddressQuestion | Answer {
  const protocol = wholeIn(form, 'protocol', EZOPEN, 1, 5)
  const type = wholeIn(form, 'type', LIVE, LIVE, CLOUD)
  const quality = wholeIn(form, 'quality', 1, 1, 2)
  const life = wholeIn(form, 'expireTime', 24 * 3_600, SHORTEST_S, LONGEST_S)
  if (protocol === null || type === null || quality === null || life === null) return refusal('10001')
  const span = readSpan(form, type)
  if (span === undefined || !isKnown(form) || !fits(protocol, type, form.busType)) return refusal('10001')
  return { camera, protocol, type, quality, life, span, cloudRecording: form.busType === CLOUD_RECORDING }
}

function codeRefusal({ verificationCode }: StandInCamera, code: string | undefined): Answer | null {
  if (verificationCode === undefined || code === verificationCode) return null
  return refusal(code === undefined ? '60019' : '20010')
}

/** Reads a question for an address; what is asked of the device itself needs it online. */
export function readAddressQuestion(world: World, form: Fields): AddressQuestion | Answer {
  const camera = findChannel(world, form, 'channelNo')
  if (isAnswer(camera)) return camera
  const question = readRest(form, camera)
  if (isAnswer(question)) return question
  if (question.type !== CLOUD && !camera.online) return refusal('20007')
  if (question.type === LIVE && world.cameras.isSheltered(camera.deviceSerial)) return refusal('60026')
  return codeRefusal(camera, form.code) ?? question
}
