import { planTaskList, runningTasks } from './cloud-record/plan-tasks'
import type { Plans } from './cloud-record/plans'
import type { Projects } from './cloud-record/projects'
import { spaceCalendar, spaceFileList } from './cloud-record/space-files'
import { cameraList, deviceCameraList, deviceInfo, deviceList } from './devices/lists'
import { channelStatus, deviceStatus, shelterStatus } from './devices/status'
import type { Pictures } from './pictures/pictures'
import type { Addresses } from './playback/addresses'
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

/** What the addresses speak for. */
export interface Platform {
  readonly world: World
  readonly tokens: Tokens
  readonly pictures: Pictures
  readonly addresses: Addresses
  readonly projects: Projects
  readonly plans: Plans
}

type Where = 'form' | 'query' | 'headers'
type Handler = (call: Call) => Answer

/** Where the token travels is for each address to say; a body that is no form is a wrong parameter. */
function guarded(tokens: Tokens, where: Where, handler: Handler): Handler {
  return call => {
    const fields = call[where]
    if (fields === null) return refusal('10001')
    return tokens.refusalOf(fields.accessToken) ?? handler(call)
  }
}

function lappRoutes({ world, tokens, pictures, addresses }: Platform): Route[] {
  const post = (path: string, answer: Handler): Route => ({
    path: `/api/lapp/${path}`,
    method: 'POST',
    family: 'lapp',
    answer,
  })
  const lapp = (path: string, handler: (form: Fields) => Answer) =>
    post(
      path,
      guarded(tokens, 'form', ({ form }) => handler(form ?? {})),
    )
  return [
    post('token/get', ({ form }) => tokens.give(form ?? {})),
    lapp('device/list', form => deviceList(world, form)),
    lapp('device/info', form => deviceInfo(world, form)),
    lapp('camera/list', form => cameraList(world, form)),
    lapp('device/camera/list', form => deviceCameraList(world, form)),
    lapp('device/status/get', form => deviceStatus(world, form)),
    lapp('device/scene/switch/status', form => shelterStatus(world, form)),
    lapp('device/capture', form => pictures.capture(form)),
    lapp('v2/live/address/get', form => addresses.give(form)),
    lapp('v2/live/address/disable', form => addresses.disable(form)),
    lapp('video/by/time', form => videoByTime(world, form)),
  ]
}

function metaRoutes({ world, tokens, projects, plans }: Platform): Route[] {
  const route = (method: 'GET' | 'POST', path: string, where: Where, handler: Handler): Route => ({
    path: `/api/${path}`,
    method,
    family: 'meta',
    answer: guarded(tokens, where, handler),
  })
  const space = 'service/cloudrecord/video'
  const plan = `${space}/plan/oneOff`
  return [
    route('GET', 'v3/device/local/video/unify/query', 'headers', call => unifyQuery(world, call)),
    route('POST', 'open/cloud/v1/instant/record/save', 'headers', call => projects.record(call)),
    route('POST', 'v3/open/cloud/video/frame/stop', 'form', ({ form }) => projects.stop(form ?? {})),
    route('GET', 'v3/open/cloud/tasks', 'query', ({ query }) => projects.listTasks(query)),
    route('GET', 'open/cloud/v1/files', 'query', ({ query }) => projects.listFiles(query)),
    route('GET', `${space}/info/list`, 'headers', call => spaceFileList(world, plans, call)),
    route('GET', `${space}/exist/month`, 'headers', call => spaceCalendar(world, plans, call)),
    route('POST', plan, 'headers', call => plans.create(call)),
    route('GET', plan, 'headers', ({ query }) => plans.read(query)),
    route('POST', `${plan}/stop`, 'headers', ({ form }) => plans.stop(form)),
    route('GET', `${plan}/task/list`, 'headers', ({ query }) => planTaskList(world, plans, query)),
    route('GET', `${plan}/task/listRunningByDevId`, 'headers', ({ query }) =>
      runningTasks(world, plans, query),
    ),
  ]
}

/** Every address that the stand-in knows. */
export function createRoutes(platform: Platform): readonly Route[] {
  const { world, tokens } = platform
  return [
    ...lappRoutes(platform),
    ...metaRoutes(platform),
    {
      path: '/api/v3/open/device/metadata/channel/status',
      method: 'GET',
      family: 'result',
      answer: guarded(tokens, 'headers', ({ headers }) => channelStatus(world, headers)),
    },
  ]
}
