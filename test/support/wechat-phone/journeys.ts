import type { DemonstrationServer } from '../browser-server'
import { SERVER } from '../build-app'
import { Phone } from './index'
import { PhonePlatform } from './platform'
import { phoneServer } from './server'
import type { Storage } from './wx'

/** Each on the built mini-program, on a phone of its own, against the embedded server with its demonstration class. */

export interface Journey {
  readonly phone: Phone
  readonly platform: PhonePlatform
  readonly storage: Storage
  /** What the server was asked, as it came. */
  readonly operations: readonly string[]
}

/** In the classroom of the demonstration. */
const PLACE = { latitude: 43.8171, longitude: 125.3235 }

export type Opened = (name: string) => Promise<Journey>

/** @param folder of the mini-program as it was built for `SERVER` */
export const signedInOn =
  (folder: string, server: DemonstrationServer): Opened =>
  async name => {
    const platform = new PhonePlatform()
    platform.place = PLACE
    const storage: Storage = new Map()
    const way = phoneServer(SERVER, server.url)
    const phone = Phone.launch(folder, way, storage, platform)
    await phone.fill('账号', name)
    await phone.fill('密码', server.account(name).password)
    await phone.press('登录')
    return { phone, platform, storage, operations: way.operations }
  }

/** A trainee checks in, agrees to the location being read, and looks at their hours. */
export async function traineeChecksIn(open: Opened, name = 'xueyuan01'): Promise<Journey> {
  const journey = await open(name)
  const { phone } = journey
  await phone.press('开始签到')
  await phone.press('同意并继续')
  await phone.sees('签到已收到')
  await phone.press('知道了')
  await phone.sees('今天的打卡')
  await phone.press('我的学时')
  await phone.sees('已确认')
  await phone.sees('出勤率')
  return journey
}

/** An instructor starts a recording, and lets it run. */
export async function instructorStarts(open: Opened): Promise<Journey> {
  const journey = await open('jiaoshi')
  const { phone } = journey
  await phone.press('开始录制')
  await phone.sees('还不满 20 分钟')
  return journey
}

/** A supervisor opens a day that waits, sees what a decision would do, and decides. */
export async function supervisorDecides(open: Opened): Promise<Journey> {
  const journey = await open('jianguan')
  const { phone } = journey
  await phone.press(/月\d+日/)
  await phone.press('✓ 认可')
  await phone.sees('整个项目的补贴')
  await phone.fill('理由（必填）', '已看过录像和签到记录，当天确有授课')
  await phone.press('核定全班当天')
  await phone.sees('已核定。')
  return journey
}
