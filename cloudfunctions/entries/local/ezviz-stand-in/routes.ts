import { cameraList, deviceCameraList, deviceInfo, deviceList } from './devices/lists'
import { channelStatus, deviceStatus } from './devices/status'
import { unifyQuery } from './recordings/unify-query'
import { videoByTime } from './recordings/video-by-time'
import type { Tokens } from './tokens'
import { type Answer, type Family, refusal } from './wire/answer'
import type { Call } from './wire/call'
import type { Fields } from './wire/fields'
import type { World } from './world'

export interface Route {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly family: Family
  answer(call: Call): Answer
}

type Where = 'form' | 'query' | 'headers'

/** Puts the check of the token before a handler. A body that is no form is a wrong parameter. */
function guarded(tokens: Tokens, where: Where, handler: (call: Call) => Answer) {
  return (call: Call) => {
    const fields = call[where]
    if (fields === null) return refusal('10001')
    return tokens.refusalOf(fields.accessToken) ?? handler(call)
  }
}

/** Every address that the stand-in knows. */
export function createRoutes(world: World, tokens: Tokens): readonly Route[] {
  const lapp = (path: string, handler: (form: Fields) => Answer): Route => ({
    path: `/api/lapp/${path}`,
    method: 'POST',
    family: 'lapp',
    answer: guarded(tokens, 'form', call => handler(call.form ?? {})),
  })
  return [
    { ...lapp('token/get', () => refusal('10001')), answer: ({ form }) => tokens.give(form ?? {}) },
    lapp('device/list', form => deviceList(world, form)),
    lapp('device/info', form => deviceInfo(world, form)),
    lapp('camera/list', form => cameraList(world, form)),
    lapp('device/camera/list', form => deviceCameraList(world, form)),
    lapp('device/status/get', form => deviceStatus(world, form)),
    lapp('video/by/time', form => videoByTime(world, form)),
    {
      path: '/api/v3/open/device/metadata/channel/status',
      method: 'GET',
      family: 'result',
      answer: guarded(tokens, 'headers', call => channelStatus(world, call.headers)),
    },
    {
      path: '/api/v3/device/local/video/unify/query',
      method: 'GET',
      family: 'meta',
      answer: guarded(tokens, 'headers', call => unifyQuery(world, call)),
    },
  ]
}
