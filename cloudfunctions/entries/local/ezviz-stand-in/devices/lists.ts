import type { StandInCamera } from '../options'
import { type Answer, ok, refusal } from '../wire/answer'
import { type Fields, wholeIn } from '../wire/fields'
import type { World } from '../world'
import { serialRefusal } from './find'
import { cameraRow, channelRow, deviceDetails, deviceRow } from './rows'

const MOST_PAGES = 400
const LARGEST_PAGE = 50

function asPage(world: World, rows: readonly unknown[], form: Fields): Answer {
  const page = wholeIn(form, 'pageStart', 0, 0, MOST_PAGES)
  const asked = wholeIn(form, 'pageSize', 10, 1, LARGEST_PAGE)
  if (page === null || asked === null) return refusal('10001')
  const pageSize = Math.min(asked, world.habits.maxRowsPerPage ?? asked)
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize)
  const data = shown.length === 0 ? null : shown
  return { ...ok(data), page: { total: rows.length, page, size: shown.length } }
}

function firstChannels(world: World): StandInCamera[] {
  const cameras = world.cameras.all()
  return cameras.filter(
    (camera, i) => cameras.findIndex(other => other.deviceSerial === camera.deviceSerial) === i,
  )
}

/** `/api/lapp/device/list` */
export function deviceList(world: World, form: Fields): Answer {
  const rows = firstChannels(world).map(camera => deviceRow(camera, world))
  return asPage(world, rows, form)
}

/** `/api/lapp/camera/list` */
export function cameraList(world: World, form: Fields): Answer {
  return asPage(world, world.cameras.all().map(cameraRow), form)
}

/** `/api/lapp/device/info` */
export function deviceInfo(world: World, form: Fields): Answer {
  const refused = serialRefusal(world, form.deviceSerial)
  const [camera] = world.cameras.channelsOf(form.deviceSerial ?? '')
  return refused || !camera ? (refused ?? refusal('20002')) : ok(deviceDetails(camera, world))
}

/** `/api/lapp/device/camera/list` */
export function deviceCameraList(world: World, form: Fields): Answer {
  const refused = serialRefusal(world, form.deviceSerial)
  return refused ?? ok(world.cameras.channelsOf(form.deviceSerial ?? '').map(channelRow))
}
