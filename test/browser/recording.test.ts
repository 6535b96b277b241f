import type { Locator, Page } from 'playwright-core'
import { openedInBrowser } from '../support/browser-suite'
import { DESK, PHONE, press } from '../support/browser-visit'

const MINUTE = 60_000
const SERIAL = 'D10000002'

describe.each([
  ['a phone', PHONE],
  ['a desk', DESK],
])('on %s', (_, size) => {
  const suite = openedInBrowser()
  let page: Page
  let camera: Locator

  beforeAll(async () => {
    page = (await suite.visit('jiaoshi', size)).page
    camera = page.getByRole('group', { name: `摄像头 ${SERIAL}-1` })
  })

  test('a recording that was started shows its clock, and stopping it early asks first', async () => {
    await press(camera, '开始录制')
    await camera.getByText(/^00:\d\d/).waitFor()
    await camera.getByText('还不满 20 分钟').waitFor()
    await camera.getByText('以平台上查到的录像为准').waitFor()
    await press(camera, '停止录制')
    await camera.getByText(/还差 19 分 \d\d 秒/).waitFor()
    await press(camera, '继续录制')
    await camera.getByRole('button', { name: '停止录制' }).waitFor()
  }, 60_000)

  test('after twenty minutes it is full and stops at once; what was recorded the platform says', async () => {
    suite.server.advance(21 * MINUTE)
    await press(page, '刷新')
    await camera.getByText('已满 20 分钟').waitFor()
    await press(camera, '停止录制')
    await camera.getByRole('button', { name: '开始录制' }).waitFor()
    suite.server.advance(2 * MINUTE)
    await press(page, '向平台查询最新录像')
    await camera.getByText('平台上有录像').waitFor()
    await camera.getByText(/^2[01] 分 \d\d 秒$/).waitFor()
  }, 60_000)

  test('a check shows the picture of now, a covered lens and a camera that is off, each with what to do', async () => {
    await press(camera, '检查摄像头，看现在的画面')
    await camera.getByText('在线，可以录制').waitFor()
    const picture = camera.getByRole('img', { name: `摄像头 ${SERIAL}-1 现在的画面` })
    await picture.waitFor()
    // Rejects when the picture can't be shown.
    await picture.evaluate(image => (image as HTMLImageElement).decode())

    suite.server.standIn.setPrivacy(SERIAL, true)
    await press(camera, '检查摄像头，看现在的画面')
    await camera.getByText('镜头遮蔽开着，画面是黑的').waitFor()
    await camera.getByText(/^没有取到画面/).waitFor()

    suite.server.standIn.setOnline(SERIAL, false)
    await press(camera, '检查摄像头，看现在的画面')
    await camera.getByText('请检查电源和网络').waitFor()
    expect(await camera.getByText('镜头遮蔽').count()).toBe(0)
  }, 60_000)

  test('before a recording begins the camera is looked at: over one that is off no clock runs', async () => {
    await press(camera, '开始录制')
    await camera.getByText('还没有开始录制').waitFor()
    expect(await camera.getByRole('button', { name: '停止录制' }).count()).toBe(0)
    await press(camera, '仍要开始')
    await camera.getByRole('button', { name: '停止录制' }).waitFor()
    suite.server.advance(MINUTE)
    await press(page, '向平台查询最新录像')
    await camera.getByText('摄像头离线，现在没有在录').waitFor()
    await camera.getByText(/^00:0\d/).waitFor()
  }, 60_000)

  test('the supervisor is told that the camera is off, since when, and who must act until when', async () => {
    const supervisor = (await suite.visit('jianguan', size)).page
    await press(supervisor, '全部')
    const today = supervisor
      .getByRole('list', { name: '班级日' })
      .getByRole('listitem')
      .filter({ hasText: '进行中' })
    await today.getByText(/摄像头离线，还没查到 · .*人还没签到或等待见证$/).waitFor()
    await today.getByRole('button').click()
    await supervisor.getByText(/请承训单位在 \d+月\d+日（周.）前给摄像头通电、联网/).waitFor()
    await supervisor.getByText(/^当天离线：\d\d:\d\d 起还没有恢复$/).waitFor()
    // Nobody has missed a day that goes on.
    const trainees = supervisor.getByRole('list', { name: '学员当天' })
    await trainees.getByText('还没签到').first().waitFor()
    expect(await trainees.textContent()).not.toMatch(/缺勤|没有签退|没有签到/)
  }, 60_000)
})
