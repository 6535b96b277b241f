/** @jest-environment node */
import { consent, ToldEngine } from '../support/face-trainee'
import type { Phone } from '../support/wechat-phone'
import type { Journey } from '../support/wechat-phone/journeys'
import { openedPhones } from '../support/wechat-phone/opened-phones'
import { PhonePlatform } from '../support/wechat-phone/platform'

const { server, open, launch } = openedPhones(new ToldEngine().engine)

async function trainee(name: string): Promise<Journey> {
  const journey = await open(name)
  await journey.phone.sees('今天的课')
  return journey
}

describe('privacy', () => {
  test('whoever agrees is asked once, by the button that WeChat looks for, and is located', async () => {
    const { phone, platform } = await trainee('xueyuan03')
    await phone.press('开始签到')
    await phone.sees('不同意也可以打卡')
    await phone.press('查看《用户隐私保护指引》')
    expect(platform.contractsOpened).toHaveLength(1)
    await phone.press('同意并继续')
    await phone.sees('签到已收到')
    expect(phone.has('这次没有取得位置')).toBe(false)
    expect(platform.decisions).toEqual(['exposureAuthorization', 'agree'])
  }, 60_000)

  test('whoever refuses checks in without the location, and is not asked again', async () => {
    const { phone, platform } = await trainee('xueyuan04')
    await phone.press('开始签到')
    await phone.press('不同意，直接打卡')
    await phone.sees('签到已收到')
    await phone.sees('下次允许使用位置，可以免去这一项')
    expect(phone.has('同意并继续')).toBe(false)
    await phone.press('知道了')
    await phone.press('结束签退')
    await phone.press('仍要签退')
    await phone.sees('签退已收到')
    // The second time WeChat has its answer without a question on the screen.
    expect(platform.decisions).toEqual(['exposureAuthorization', 'disagree', 'disagree'])
  }, 60_000)
})

describe('privacy before the camera', () => {
  const CAMERA = '要用摄像头拍人脸吗？'
  const LOCATION = '打卡时要用您的位置吗？'

  /** The instructor's page for one who has agreed to be enrolled. */
  async function enrolling(account: string): Promise<Journey> {
    await consent(server(), account)
    const journey = await open('jiaoshi')
    await journey.phone.press('人脸登记')
    await journey.phone.press('登记')
    await journey.phone.press('现场拍三张')
    return journey
  }

  test('is asked in words about the camera, and whoever agrees goes on', async () => {
    const { phone, platform } = await enrolling('xueyuan11')
    await phone.sees(CAMERA)
    expect(phone.has(LOCATION)).toBe(false)
    await phone.press('同意并继续')
    for (const shot of ['第 1 张：正面', '第 2 张：稍向左', '第 3 张：稍向右']) {
      await phone.sees(shot)
      await phone.press('拍这一张')
    }
    await phone.sees('已登记，下次就能用人脸打卡')
    expect(platform.decisions).toEqual(['exposureAuthorization', 'agree'])
  }, 60_000)

  test('refused, it is not asked again, and stands in the way of nothing else', async () => {
    const { phone, platform } = await enrolling('xueyuan12')
    await phone.press('不同意，不用摄像头')
    await phone.sees('没有使用相机的许可。')
    await phone.press('重新打开相机')
    while (platform.decisions.length < 3) await new Promise(resolve => setTimeout(resolve, 10))
    expect(platform.decisions).toEqual(['exposureAuthorization', 'disagree', 'disagree'])
    expect(phone.has(CAMERA)).toBe(false)

    let isLocated: boolean | null = null
    platform.use('getLocation', isGranted => {
      isLocated = isGranted
    })
    await phone.sees(LOCATION)
    await phone.press('同意并继续')
    expect(isLocated).toBe(true)
  }, 60_000)

  test('two kinds that wait together are asked one after the other', async () => {
    const { phone, platform } = await enrolling('xueyuan13')
    await phone.sees(CAMERA)
    const told: boolean[] = []
    platform.use('setClipboardData', isGranted => void told.push(isGranted))
    await phone.press('不同意，不用摄像头')
    await phone.sees('要把内容放进剪贴板吗？')
    expect(told).toEqual([])
    await phone.press('不同意，不复制')
    expect(told).toEqual([false])
    await phone.misses('同意并继续')
  }, 60_000)
})

describe('a new version', () => {
  test('offers itself and interrupts nothing; put off, it is not spoken of again', async () => {
    const { phone, platform } = await trainee('xueyuan05')
    platform.updateReady()
    await phone.sees('新版本已经准备好')
    await phone.press('开始签到')
    await phone.press('不同意，直接打卡')
    await phone.sees('签到已收到')
    await phone.press('以后再说')
    await phone.misses('新版本已经准备好')
    expect(platform.updates).toBe(0)
  }, 60_000)

  test('taken up while something is being sent, it waits for the answer', async () => {
    const { phone, platform, operations } = await trainee('xueyuan06')
    platform.updateReady()
    await phone.sees('新版本已经准备好')
    await phone.press('开始签到')
    await phone.press('同意并继续')
    await phone.press('现在更新')
    await phone.sees('签到已收到')
    await phone.sees('正在更新…')
    expect(operations).toContain('check-in')
    expect(platform.updates).toBe(1)
  }, 60_000)
})

describe('what nobody foresaw', () => {
  test.each([
    ['an error', (phone: Phone) => phone.fails('TypeError: 张三 is not a function')],
    ['a failure nobody heard of', (phone: Phone) => phone.rejects(new Error('张三'))],
  ])(
    '%s ends on a page that says what to do and nothing of what it was',
    async (_, happen) => {
      const { phone, storage } = await trainee('xueyuan07')
      happen(phone)
      await phone.sees('出了一点问题')
      expect(phone.path).toBe('error/index')
      expect([...phone.shown].some(text => text.includes('张三'))).toBe(false)
      expect(JSON.stringify([...storage])).not.toContain('张三')
      await phone.press('回到首页')
      await phone.sees('今天的课')
    },
    60_000,
  )

  test('an error on that page itself leads nowhere else', async () => {
    const { phone } = await trainee('xueyuan08')
    phone.fails('first')
    await phone.sees('出了一点问题')
    const [told] = [...phone.shown].filter(text => text.startsWith('出错时间'))
    phone.fails('second')
    await phone.press('回到首页')
    await phone.sees('今天的课')
    expect(told).toMatch(/^出错时间：/)
  }, 60_000)

  test('an address that leads nowhere says so, and leads home', async () => {
    const phone = launch(new PhonePlatform(), 'trainee/tomorrow/index')
    await phone.sees('没有找到这个页面')
    await phone.press('回到首页')
    await phone.sees('密码')
  }, 60_000)
})

describe('the size of text set in WeChat', () => {
  const sized = async (factor: number, elder?: boolean) => {
    const platform = new PhonePlatform()
    platform.fontSizeScaleFactor = factor
    const phone = launch(platform, undefined, new Map(elder === undefined ? [] : [['elder', elder]]))
    await phone.sees('密码')
    return { phone, platform }
  }

  test.each([
    ['the usual one', 1, '大字版', undefined],
    ['a smaller one', 0.9, '大字版', undefined],
    ['a larger one', 1.1, '大字版', '1.1'],
    ['just below elder mode', 1.24, '大字版', '1.24'],
    ['elder mode, which is a quarter larger by itself', 1.25, '✓ 大字版', undefined],
    ['WeChat for the elderly', 1.4, '✓ 大字版', '1.12'],
    ['no larger than that', 1.9, '✓ 大字版', '1.12'],
  ])(
    '%s: %d times',
    async (_, factor, mode, scale) => {
      const { phone } = await sized(factor)
      await phone.sees(mode)
      expect(phone.has('✓')).toBe(mode.startsWith('✓'))
      const [, told] = /--scale:\s*([\d.]+)/.exec(phone.style) ?? []
      expect(told && Number(told).toFixed(2)).toBe(scale && Number(scale).toFixed(2))
    },
    60_000,
  )

  test('what was chosen here goes before what is set there', async () => {
    const { phone } = await sized(1.4, false)
    expect(phone.has('✓')).toBe(false)
  }, 60_000)

  test('the phone is asked at most three times for its make and settings', async () => {
    const { platform } = await sized(1)
    expect(platform.systemInfoCalls).toBeGreaterThan(0)
    expect(platform.systemInfoCalls).toBeLessThanOrEqual(3)
  }, 60_000)
})
