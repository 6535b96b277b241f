import type { Browser, Page } from 'playwright-core'
import { openFaceEngine } from '../../cloudfunctions/adapters/face-embedded'
import type { FaceEngine } from '../../cloudfunctions/ports/face-verifier'
import { launchBrowser } from '../support/browser'
import { type DemonstrationServer, startDemonstration } from '../support/browser-server'
import { PHONE, press, visit } from '../support/browser-visit'
import { builtApp } from '../support/build-app'
import { actBefore, acted } from '../support/face-actor'
import { faceEngineFiles } from '../support/face-clips/files'
import { enrolmentPhotos, type Scene } from '../support/face-clips/scenes'
import { enrol } from '../support/face-trainee'

/** The whole way with nothing told: real models, a real browser, and before its camera whoever stands there. */

const REFUSED: readonly [Scene, string, string][] = [
  ['other-person', '和登记的照片不像', 'xueyuan02'],
  ['photo-held-still', '没有看清动作', 'xueyuan03'],
  ['photo-moved', '没有看清动作', 'xueyuan04'],
  ['stays-still', '没有看清动作', 'xueyuan05'],
  ['two-faces', '画面里不止一个人', 'xueyuan06'],
  ['no-face', '没有看到人脸', 'xueyuan07'],
  ['photos-swapped', '没有看清动作', 'xueyuan09'],
]

let engine: FaceEngine
let server: DemonstrationServer
let browser: Browser
let photos: readonly string[]

beforeAll(async () => {
  for (const [scene] of REFUSED) await acted(scene)
  await acted('same-person')
  photos = (await enrolmentPhotos('trainee')).map(photo => Buffer.from(photo).toString('base64'))
  engine = await openFaceEngine(faceEngineFiles())
  server = await startDemonstration(builtApp('h5'), engine)
  browser = await launchBrowser()
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await engine?.close()
})

const sheet = (page: Page) => page.getByRole('alertdialog')

/** The page of an enrolled trainee, before whose camera this happens. */
async function open(name: string, scene: Scene): Promise<Page> {
  await enrol(server, name, photos)
  const { page } = await visit(browser, server.url, server.account(name), PHONE)
  await page.getByText('今天的课').waitFor()
  await actBefore(page, scene)
  return page
}

test('the same person, doing what is asked, is checked in', async () => {
  const page = await open('xueyuan01', 'same-person')
  await press(page, '开始签到')
  await sheet(page).getByText('签到成功').waitFor()
  await page.context().close()
}, 120_000)

test.each(REFUSED)(
  '%s: refused, the tap kept, and told “%s”',
  async (scene, title, name) => {
    const page = await open(name, scene)
    await press(page, '开始签到')
    await sheet(page).getByText('已记在本机，没有丢。').waitFor()
    expect(await sheet(page).getByRole('heading').innerText()).toBe(title)
    await page.context().close()
  },
  120_000,
)

test('whoever was refused does it again, and is checked in', async () => {
  const page = await open('xueyuan08', 'stays-still')
  await press(page, '开始签到')
  await sheet(page).getByText('没有看清动作').waitFor()
  await actBefore(page, 'same-person')
  await press(page, '再试一次')
  await sheet(page).getByText('签到成功').waitFor()
  await page.context().close()
}, 120_000)
