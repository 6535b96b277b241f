import type { BrowserContext, Page } from 'playwright-core'
import { MOST_FRAMES } from '../../cloudfunctions/contract/face'
import { FaceVerifierError } from '../../cloudfunctions/ports/face-verifier'
import { lookedAt } from '../services/face-engine'
import { askAs } from '../support/ask-as'
import { openedInBrowser } from '../support/browser-suite'
import { PHONE, press, visit } from '../support/browser-visit'
import { codeOfRoom, enrol, FAKE_CAMERA, REFUSED_CAMERA, ToldEngine } from '../support/face-trainee'

const MINUTE = 60_000
const WITHOUT = '不用人脸，请教师确认'

const told = new ToldEngine()
const suite = openedInBrowser({ faces: told.engine, flags: FAKE_CAMERA })

beforeEach(() => {
  told.outcome = 'passed'
})

/** What a page had of its cameras: all tracks that it was given. */
const rememberTracks = () => {
  const { mediaDevices } = navigator
  const tracks: MediaStreamTrack[] = []
  Object.assign(window, { tracks })
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async asked => {
    const stream = await open(asked)
    tracks.push(...stream.getTracks())
    return stream
  }
}

/** States of all cameras that the page was given. */
const cameraStates = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
  )

interface Opened {
  readonly page: Page
  readonly context: BrowserContext
}

/** A trainee who is enrolled. */
async function open(name: string, on = suite.browser): Promise<Opened> {
  await enrol(suite.server, name)
  const { page, context } = await visit(on, suite.server.url, suite.server.account(name), PHONE)
  await page.getByText('今天的课').waitFor()
  await page.evaluate(rememberTracks)
  return { page, context }
}

/** How the day's attempts of a trainee stand with the supervisor. */
async function attemptsOf(name: string) {
  const ask = await askAs(suite.server, 'jianguan')
  const { rows } = await ask('class-days', {})
  const today = rows.find(row => row.open)
  if (!today) throw new Error('no class-day is open')
  const { attempts } = await ask('class-day', { classId: today.classId, date: today.date })
  const { trainees } = await ask('class-day', { classId: today.classId, date: today.date })
  const { displayName } = suite.server.account(name)
  const traineeId = trainees.find(trainee => trainee.name === displayName)?.traineeId
  return attempts.filter(attempt => attempt.traineeId === traineeId)
}

const sheet = (page: Page) => page.getByRole('alertdialog')

test('the face is checked in some three seconds, one thing said at a time, and the check-in counts at once', async () => {
  const { page } = await open('xueyuan01')
  const said: string[] = []
  await page.exposeFunction('told', (sentence: string) => said.push(sentence))
  await page.evaluate(() => {
    const look = () => {
      const sentence = document.querySelector('.face-step-sentence')?.textContent
      if (sentence) (window as unknown as { told(text: string): void }).told(sentence)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await press(page, '开始签到')
  await sheet(page).getByText('签到成功').waitFor()
  expect(await cameraStates(page)).toEqual(['ended'])
  const steps = ['请慢慢向左转头', '请慢慢向右转头', '请把脸靠近一点']
  const order = said.filter((sentence, place) => sentence !== said[place - 1])
  expect(order.slice(0, 2)).toEqual(['正在打开摄像头…', '请正对镜头'])
  expect(order.filter(sentence => steps.includes(sentence))).toHaveLength(2)
  expect(order).toContain('好了，正在核对…')
  const [clip] = told.clips.splice(0)
  expect(clip?.frames.length).toBeLessThanOrEqual(MOST_FRAMES)
  expect(clip?.frames.map(({ step }) => step)).toEqual([
    ...Array(3).fill(null),
    ...Array(6).fill(0),
    ...Array(6).fill(1),
  ])
  const { frames, lasts, openedAt, arrivedAt } = clip!
  const times = frames.map(({ takenAt }) => takenAt)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  // It kept to the moments that the server drew, and says no more of its time than has passed.
  const firstOf = (asked: number) => frames.find(({ step }) => step === asked)!.takenAt
  const [straight, first, second] = lasts as [number, number, number]
  expect(firstOf(0)).toBeGreaterThanOrEqual(straight)
  expect(firstOf(1)).toBeGreaterThanOrEqual(straight + first)
  expect(times.at(-1)).toBeGreaterThanOrEqual(straight + first + second - 100)
  expect(times.at(-1)).toBeLessThanOrEqual(arrivedAt - openedAt)
  const isJpeg = (picture: Uint8Array) => picture[0] === 0xff && picture[1] === 0xd8
  expect(clip?.frames.every(({ picture }) => isJpeg(picture))).toBe(true)
  const attempts = await attemptsOf('xueyuan01')
  expect(attempts).toMatchObject([{ method: 'face', state: 'recorded' }])
}, 60_000)

/** A look that passes, of another tap, gives back the five looks of the day. */
async function passOnce(name: string): Promise<void> {
  told.outcome = 'passed'
  const key = `another-tap-after-${told.clips.length}`
  await lookedAt({ answer: async (_, ...asked) => (await askAs(suite.server, name))(...asked) }, name, key)
}

test('each outcome has its sentence and next step, another try, and the way without; no picture stays on the phone', async () => {
  const { page } = await open('xueyuan02')
  const ends = [
    ['uncertain', '摘下口罩和帽子'],
    ['not-same-person', '请确认登录的是您自己的账号'],
    ['not-live', '动作慢一点、大一点'],
    ['no-face', '让脸在圆圈里'],
    ['several-faces', '请让旁边的人离开画面'],
    ['too-far', '请把手机拿近一点'],
    ['blurred', '请擦一擦镜头'],
    ['too-dark', '请到亮一点的地方'],
    ['too-bright', '换个方向再试一次'],
    ['turned-away', '开始时请先正对镜头'],
    ['unreadable', '请再试一次。'],
  ] as const
  told.outcome = ends[0][0]
  await press(page, '开始签到')
  for (const [place, [outcome, sentence]] of ends.entries()) {
    if (place > 0) {
      if (place % 4 === 0) await passOnce('xueyuan02')
      told.outcome = outcome
      await press(page, '再试一次')
    }
    await sheet(page).getByText(sentence).waitFor()
    await sheet(page)
      .getByText(/^签到 10:3\d:\d\d 已记在本机，没有丢。$/)
      .waitFor()
    await sheet(page).getByRole('button', { name: WITHOUT }).waitFor()
  }
  expect(new Set(await cameraStates(page))).toEqual(new Set(['ended']))
  // A JPEG in base64 begins so.
  expect(await page.evaluate(() => JSON.stringify(localStorage).includes('/9j/'))).toBe(false)
  expect(await attemptsOf('xueyuan02')).toEqual([])
  await press(page, WITHOUT)
  await sheet(page).getByText('签到已收到').waitFor()
  expect(await attemptsOf('xueyuan02')).toMatchObject([{ state: 'waiting' }])
}, 120_000)

test('after five looks that did not pass there is no other try, and the tap goes to a person', async () => {
  const { page } = await open('xueyuan30')
  told.outcome = 'not-live'
  await press(page, '开始签到')
  for (const left of [4, 3, 2, 1]) {
    await sheet(page).getByText('没有看清动作').waitFor()
    expect(await sheet(page).getByText(`今天还可以试 ${left} 次。`).count()).toBe(left > 3 ? 0 : 1)
    await press(page, '再试一次')
  }
  await sheet(page).getByText('今天试的次数用完了。').waitFor()
  expect(await sheet(page).getByRole('button', { name: '再试一次' }).count()).toBe(0)
  await press(page, WITHOUT)
  await sheet(page).getByText('签到已收到').waitFor()
  expect(await attemptsOf('xueyuan30')).toMatchObject([{ state: 'waiting' }])
}, 120_000)

test('an engine that is out of order costs nothing: the tap waits, and the same pictures are asked about again', async () => {
  const { page } = await open('xueyuan03')
  told.outcome = new FaceVerifierError('the engine is down')
  await press(page, '开始签到')
  await sheet(page).getByText('人脸核验现在用不了').waitFor()
  expect(await attemptsOf('xueyuan03')).toEqual([])
  told.outcome = 'passed'
  await press(page, '再试一次')
  await sheet(page).getByText('签到成功').waitFor()
  expect(await cameraStates(page)).toHaveLength(1)
  expect(await attemptsOf('xueyuan03')).toMatchObject([{ method: 'face' }])
}, 60_000)

test.each([
  ['the camera is not allowed', 'xueyuan04', 'NotAllowedError', '没有允许使用摄像头', true],
  ['there is no camera', 'xueyuan05', 'NotFoundError', '没有找到摄像头', false],
  ['something else has the camera', 'xueyuan06', 'NotReadableError', '摄像头正被占用', true],
  ['the browser has no such thing', 'xueyuan07', null, '这台设备不能核验人脸', false],
] as const)(
  '%s: said with what to do, and the way without is there',
  async (_, name, error, title, mayTryAgain) => {
    const { page } = await open(name)
    await page.evaluate(thrown => {
      if (thrown === null) return Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', thrown))
    }, error)
    await press(page, '开始签到')
    await sheet(page).getByText(title).waitFor()
    expect(await sheet(page).getByRole('button', { name: '再试一次' }).count()).toBe(mayTryAgain ? 1 : 0)
    await press(page, WITHOUT)
    await sheet(page).getByText('签到已收到').waitFor()
    expect(await attemptsOf(name)).toMatchObject([{ state: 'waiting' }])
  },
  60_000,
)

test('the browser’s own question is answered with no: the same sentence', async () => {
  const { page } = await open('xueyuan08', await suite.launch(REFUSED_CAMERA))
  await press(page, '开始签到')
  await sheet(page).getByText('没有允许使用摄像头').waitFor()
}, 60_000)

test('stopping ends the check and the camera, and the tap is there for another try', async () => {
  const { page } = await open('xueyuan09')
  await press(page, '开始签到')
  await page.getByText('请正对镜头').waitFor()
  await press(page, '停止')
  await sheet(page).getByText('人脸核验停下了').waitFor()
  expect(await cameraStates(page)).toEqual(['ended'])
  await press(page, '再试一次')
  await sheet(page).getByText('签到成功').waitFor()
  expect(await attemptsOf('xueyuan09')).toMatchObject([{ method: 'face' }])
}, 60_000)

test('going without in the middle of the pictures stops the camera, and the tap goes as one to be vouched for', async () => {
  const { page } = await open('xueyuan10')
  await press(page, '开始签到')
  await page.getByText('请正对镜头').waitFor()
  await press(page, WITHOUT)
  await sheet(page).getByText('签到已收到').waitFor()
  expect(await cameraStates(page)).toEqual(['ended'])
  await press(page, '知道了')
  await page.getByRole('button', { name: '结束签退' }).waitFor()
  expect(await page.getByText('还没有送出').count()).toBe(0)
  expect(await attemptsOf('xueyuan10')).toMatchObject([{ state: 'waiting' }])
}, 60_000)

test('a check that is not done by its deadline is told as such', async () => {
  const { page } = await open('xueyuan11')
  await page.route('**/api/open-face', async route => {
    const answer = await route.fetch()
    const body = await answer.json()
    const { now } = await (await askAs(suite.server, 'xueyuan11'))('trainee-today', {})
    body.task.expiresAt = now + 1_500
    return route.fulfill({ response: answer, json: body })
  })
  await press(page, '开始签到')
  await sheet(page).getByText('时间到了').waitFor()
  expect(await cameraStates(page)).toEqual(['ended'])
}, 60_000)

test('without a line the tap waits as it always did', async () => {
  const { page } = await open('xueyuan12')
  await page.route('**/api/**', route => route.abort())
  await press(page, '开始签到')
  await page.getByText('签到已记在本机').waitFor()
  await press(page, '知道了')
  await page.getByRole('heading', { name: '等待送达 1 次' }).waitFor()
  expect(await cameraStates(page).then(states => states.includes('live'))).toBe(false)
}, 60_000)

test('the line goes once the pictures are taken: they are sent again, and nobody turns their head twice', async () => {
  const { page } = await open('xueyuan13')
  await page.route('**/api/judge-face', route => route.abort())
  await press(page, '开始签到')
  await sheet(page).getByText('没有连上服务器').waitFor()
  await page.unroute('**/api/judge-face')
  await press(page, '再试一次')
  await sheet(page).getByText('签到成功').waitFor()
  expect(await cameraStates(page)).toHaveLength(1)
}, 60_000)

describe('the app is closed in the middle', () => {
  /** Nothing of what the page is told after this moment reaches it. */
  const never = () => new Promise<never>(() => {})
  const reopen = async ({ page, context }: Opened) => {
    await page.close()
    const again = await context.newPage()
    await again.goto(suite.server.url)
    return again
  }
  const onTheWay = (page: Page, operation: string, reaches: boolean) => {
    const heard = page.waitForRequest(`**/api/${operation}`)
    const answered = new Promise<void>(resolve => {
      void page.route(`**/api/${operation}`, async route => {
        if (reaches) await route.fetch()
        resolve()
        return never()
      })
    })
    return Promise.all([heard, answered])
  }

  test.each([
    ['before the check is opened', 'xueyuan14', 'open-face', false],
    ['after it was opened', 'xueyuan15', 'open-face', true],
    ['before the pictures arrive', 'xueyuan16', 'judge-face', false],
    ['after the verdict', 'xueyuan17', 'judge-face', true],
  ] as const)(
    '%s: it is there again, goes on with the face, and comes to exactly one check-in',
    async (_, name, operation, reaches) => {
      const opened = await open(name)
      const dying = onTheWay(opened.page, operation, reaches)
      await press(opened.page, '开始签到')
      await dying
      const page = await reopen(opened)
      await page.getByRole('heading', { name: '签到还没有送出' }).waitFor()
      // Nobody is to take it for done, or to end the day with the next press.
      expect(await page.getByRole('button', { name: '还差一步' }).isDisabled()).toBe(true)
      expect(await attemptsOf(name)).toEqual([])
      await press(page, '继续人脸核验')
      await sheet(page).getByText('签到成功').waitFor()
      await press(page, '知道了')
      await page.getByRole('heading', { name: '今天的打卡' }).waitFor()
      expect(await page.getByText('还没有送出').count()).toBe(0)
      expect(await attemptsOf(name)).toMatchObject([{ method: 'face', state: 'recorded' }])
    },
    60_000,
  )

  test('it goes on without the face just as well', async () => {
    const opened = await open('xueyuan18')
    const dying = onTheWay(opened.page, 'judge-face', false)
    await press(opened.page, '开始签到')
    await dying
    const page = await reopen(opened)
    await press(page, WITHOUT)
    await sheet(page).getByText('签到已收到').waitFor()
    expect(await attemptsOf('xueyuan18')).toMatchObject([{ state: 'waiting' }])
  }, 60_000)

  test('after the check-in was sent: it is sent again, and is the same one', async () => {
    const opened = await open('xueyuan19')
    const dying = onTheWay(opened.page, 'check-in', true)
    await press(opened.page, '开始签到')
    await dying
    const page = await reopen(opened)
    await sheet(page).getByText('签到成功').waitFor()
    expect(await attemptsOf('xueyuan19')).toMatchObject([{ method: 'face', state: 'recorded' }])
  }, 60_000)

  test('and opened again too late for a face: it is sent by itself, and waits for the instructor', async () => {
    const opened = await open('xueyuan20')
    const dying = onTheWay(opened.page, 'open-face', true)
    await press(opened.page, '开始签到')
    await dying
    suite.server.advance(6 * MINUTE)
    const page = await reopen(opened)
    await sheet(page).getByText('签到已收到').waitFor()
    expect(await attemptsOf('xueyuan20')).toMatchObject([{ state: 'waiting' }])
  }, 60_000)
})

describe('the code of the room', () => {
  test('takes the place of a face', async () => {
    const { page } = await open('xueyuan27')
    await press(page, '用课堂签到码签到')
    await page.getByLabel(/^教室里显示的六位数字/).fill(await codeOfRoom(suite.server))
    await press(page, '签到')
    await sheet(page).getByText('签到成功').waitFor()
    expect(await attemptsOf('xueyuan27')).toMatchObject([{ method: 'witnessed', state: 'recorded' }])
  }, 60_000)

  test('that is wrong is told with the tries that are left, where it is typed again', async () => {
    const { page } = await open('xueyuan28')
    await press(page, '用课堂签到码签到')
    const field = page.getByLabel(/^教室里显示的六位数字/)
    await field.fill('12345')
    await press(page, '签到')
    await page.getByText('签到码是六位数字').waitFor()
    const code = await codeOfRoom(suite.server)
    await field.fill(code === '000000' ? '000001' : '000000')
    await press(page, '签到')
    await page.getByText(/今天还可以试 9 次/).waitFor()
    await field.fill(await codeOfRoom(suite.server))
    await press(page, '签到')
    await sheet(page).getByText('签到成功').waitFor()
    const [, right] = await attemptsOf('xueyuan28')
    expect(right).toMatchObject({ state: 'recorded' })
  }, 60_000)

  test('is offered when a face is not recognised, and speaks for the same tap', async () => {
    const { page } = await open('xueyuan29')
    told.outcome = 'not-same-person'
    await press(page, '开始签到')
    await sheet(page).getByText('和登记的照片不像').waitFor()
    await press(page, '输入课堂签到码')
    await page.getByLabel(/^教室里显示的六位数字/).fill(await codeOfRoom(suite.server))
    await press(page, '签到')
    await sheet(page).getByText('签到成功').waitFor()
    expect(await attemptsOf('xueyuan29')).toHaveLength(1)
  }, 60_000)
})
