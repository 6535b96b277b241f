import * as z from 'zod'
import type { Camera } from '../../../domain/model'
import type { CameraStatus, StorageState } from '../../../ports/camera-control'
import { RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import { whole } from '../fields'
import { formOf, headersOf, inquiry, lapp } from '../question'

const ON = 1

const deviceInfo = z.object({ status: whole })
const deviceStatus = z.object({
  privacyStatus: z.int().catch(-2),
  diskNum: z.int().catch(-1),
  diskState: z.string().catch(''),
  nvrDiskNum: z.int().catch(-1),
  nvrDiskState: z.string().catch(''),
})
const channelStatus = z.object({
  channelInfoList: z.array(z.object({ superDevChannel: whole, status: whole })),
})
const shelterSwitch = z.object({ enable: whole })

type DeviceStatus = z.infer<typeof deviceStatus>

/** For what is good to know and can be left unknown. That the platform didn't tell stands in the log. */
async function ifTold<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RecordingSourceError) return null
    throw error
  }
}

async function isDeviceOnline(client: EzvizClient, camera: Camera, requestId: string): Promise<boolean> {
  const { deviceSerial } = formOf(camera)
  const { data } = await client.call(lapp('/api/lapp/device/info', { deviceSerial }), requestId)
  const read = deviceInfo.safeParse(data)
  if (!read.success) throw unreadable('设备信息', read.error)
  return read.data.status === ON
}

/** A recorder can be online while the camera behind one of its channels is not. Null: not told. */
async function isChannelOnline(client: EzvizClient, camera: Camera, requestId: string) {
  const { deviceSerial } = headersOf(camera)
  const question = inquiry('/api/v3/open/device/metadata/channel/status', { deviceSerial }, {})
  const read = channelStatus.safeParse((await client.call(question, requestId)).data)
  const row = read.data?.channelInfoList.find(channel => channel.superDevChannel === camera.channelNo)
  return row && (row.status === 0 || row.status === ON) ? row.status === ON : null
}

/** The page of this address calls the channel `channel`; every other of its family says `channelNo`. */
async function askDeviceStatus(client: EzvizClient, camera: Camera, requestId: string) {
  const { deviceSerial, channelNo } = formOf(camera)
  const question = lapp('/api/lapp/device/status/get', { deviceSerial, channel: channelNo })
  return deviceStatus.safeParse((await client.call(question, requestId)).data).data ?? null
}

async function askShelterSwitch(client: EzvizClient, camera: Camera, requestId: string) {
  const { deviceSerial } = formOf(camera)
  const { data } = await client.call(
    lapp('/api/lapp/device/scene/switch/status', { deviceSerial }),
    requestId,
  )
  return shelterSwitch.safeParse(data).data?.enable ?? null
}

function onOrOff(value: number | null | undefined): CameraStatus['shelter'] {
  if (value === ON) return 'on'
  return value === 0 ? 'off' : 'unknown'
}

/** The letters of a disk row: 0 in order, 1 faulty, 2 not formatted, 3 being formatted; the worst is told. */
const WORST_FIRST: readonly (readonly [string, StorageState])[] = [
  ['1', 'faulty'],
  ['2', 'unformatted'],
  ['3', 'formatting'],
  ['0', 'ready'],
]

function disks(state: string): StorageState {
  if (!/^[0-3]+-*$/.test(state)) return 'unknown'
  return WORST_FIRST.find(([letter]) => state.includes(letter))?.[1] ?? 'unknown'
}

/** The state of the device's own disks where it has any, else of the recorder's. */
export function storageOf(status: DeviceStatus): StorageState {
  if (status.diskNum > 0) return disks(status.diskState)
  if (status.nvrDiskNum > 0) return disks(status.nvrDiskState)
  return status.diskNum === 0 ? 'none' : 'unknown'
}

/**
 * Of a device that is offline nothing more is asked: the platform would answer with what it last heard of it.
 * @throws RecordingSourceError when not even that is told
 */
export async function cameraStatus(
  client: EzvizClient,
  camera: Camera,
  requestId: string,
): Promise<CameraStatus> {
  if (!(await isDeviceOnline(client, camera, requestId)))
    return { online: false, shelter: 'unknown', storage: 'unknown' }
  const [channel, status] = await Promise.all([
    ifTold(isChannelOnline(client, camera, requestId)),
    ifTold(askDeviceStatus(client, camera, requestId)),
  ])
  const told = onOrOff(status?.privacyStatus)
  const shelter =
    told === 'unknown' ? onOrOff(await ifTold(askShelterSwitch(client, camera, requestId))) : told
  return { online: channel ?? true, shelter, storage: status ? storageOf(status) : 'unknown' }
}
