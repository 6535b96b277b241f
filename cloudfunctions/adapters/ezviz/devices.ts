import * as z from 'zod'
import { type CameraDevice, RecordingSourceError } from '../../ports/recording-source'
import type { EzvizClient } from './client'
import { unreadable } from './codes'
import { lapp } from './question'

const PATH = '/api/lapp/device/list'
const PAGE_SIZE = 50
const MOST_PAGES = 400
const ONLINE = 1

const devicePage = z.object({
  data: z
    .array(z.object({ deviceSerial: z.string(), deviceName: z.string().nullish(), status: z.number() }))
    .nullish(),
  page: z.object({ total: z.number() }),
})

async function askPage(client: EzvizClient, pageStart: number, requestId: string) {
  const params = { pageStart: String(pageStart), pageSize: String(PAGE_SIZE) }
  const read = devicePage.safeParse(await client.call(lapp(PATH, params), requestId))
  if (!read.success) throw unreadable('设备列表', read.error)
  return { rows: read.data.data ?? [], total: read.data.page.total }
}

/**
 * Every device of the account. The end is where as many rows came as the platform counts, so that pages shorter than
 * asked lose nothing.
 * @throws RecordingSourceError
 */
export async function listDevices(client: EzvizClient, requestId: string): Promise<readonly CameraDevice[]> {
  const devices = new Map<string, CameraDevice>()
  let received = 0
  for (let page = 0; page < MOST_PAGES; page++) {
    const { rows, total } = await askPage(client, page, requestId)
    for (const { deviceSerial, deviceName, status } of rows)
      devices.set(deviceSerial, { deviceSerial, deviceName: deviceName ?? '', online: status === ONLINE })
    received += rows.length
    if (rows.length === 0 || received >= total) return [...devices.values()]
  }
  const advice = '萤石账号下的设备太多，平台列不全，请管理员把设备分到几个账号。'
  throw new RecordingSourceError('configuration', advice, null)
}
