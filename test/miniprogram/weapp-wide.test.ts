/** @jest-environment node */
import type { Phone } from '../support/wechat-phone'
import { openedPhones } from '../support/wechat-phone/opened-phones'
import { PhonePlatform } from '../support/wechat-phone/platform'

const { server, launch } = openedPhones()
let phone: Phone

/** The supervisor's queue, in a window so wide. */
async function queueIn(windowWidth: number): Promise<void> {
  const platform = new PhonePlatform()
  platform.windowWidth = windowWidth
  phone = launch(platform)
  await phone.fill('账号', 'jianguan')
  await phone.fill('密码', server().account('jianguan').password)
  await phone.press('登录')
  await phone.sees('录像不足 2 段')
}

const DESK = '从左边选一天'

test('WeChat on a computer shows the day beside the queue, and offers no keys, since it hands on none', async () => {
  await queueIn(1440)
  expect(phone.has(DESK)).toBe(true)
  await phone.press(/月\d+日/)
  await phone.sees('核定全班当天')
  expect(phone.path).toBe('supervisor/days/index')
  expect([...phone.shown].filter(text => text.includes('快捷键'))).toEqual([])
}, 60_000)

test('in a narrow window the day opens as a page of its own', async () => {
  await queueIn(1023)
  expect(phone.has(DESK)).toBe(false)
  await phone.press(/月\d+日/)
  await phone.sees('核定全班当天')
  expect(phone.path).toBe('supervisor/day/index')
}, 60_000)
