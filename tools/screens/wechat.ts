import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { MessageTemplates } from '../../cloudfunctions/contract/messages'
import type { DemonstrationServer } from '../../test/support/browser-server'
import { SERVER, weappOverHttp } from '../../test/support/build-app'
import { Phone } from '../../test/support/wechat-phone'
import { PhonePlatform } from '../../test/support/wechat-phone/platform'
import { phoneServer } from '../../test/support/wechat-phone/server'
import type { Mode } from './screen'

/** What WeChat alone asks or says: taken of the built mini-program, as a browser draws its elements. */
interface WeChatScreen {
  readonly name: string
  /** One for each look: whose tap waits for an answer is checked in without one after a while. */
  readonly accounts: readonly [string, string, string, string]
  readonly go: (phone: Phone, platform: PhonePlatform) => Promise<unknown>
  readonly shows: string
}

const weChatScreens: readonly WeChatScreen[] = [
  {
    name: 'wechat-privacy',
    accounts: ['xueyuan21', 'xueyuan22', 'xueyuan23', 'xueyuan24'],
    go: async phone => {
      await phone.press('结束签退')
      await phone.press('仍要签退')
    },
    shows: '同意并继续',
  },
  {
    name: 'wechat-privacy-camera',
    accounts: ['jiaoshi', 'jiaoshi', 'jiaoshi', 'jiaoshi'],
    go: async (_, platform) => platform.use('camera', () => {}),
    shows: '不同意，不用摄像头',
  },
  {
    name: 'wechat-update',
    accounts: ['xueyuan20', 'xueyuan20', 'xueyuan20', 'xueyuan20'],
    go: async (_, platform) => platform.updateReady(),
    shows: '现在更新',
  },
  {
    name: 'wechat-reminders',
    accounts: ['jiaoshi', 'jiaoshi', 'jiaoshi', 'jiaoshi'],
    go: phone => phone.press('微信提醒'),
    shows: '各加一次提醒',
  },
]

const LOOKS: readonly (readonly [width: number, mode: Mode])[] = [
  [375, 'light'],
  [375, 'dark'],
  [375, 'elder'],
  [1440, 'light'],
]

/** As a server that sends messages would answer: the embedded one sends none. */
const TEMPLATES: MessageTemplates = {
  templates: [
    { kind: 'session-reminder', templateId: 'A', left: 2, most: 50 },
    { kind: 'day-flagged', templateId: 'B', left: 0, most: 50 },
    { kind: 'decision', templateId: 'C', left: 1, most: 50 },
  ],
}

type Server = ReturnType<typeof phoneServer>

function serverWithMessages(url: string): Pick<Server, 'api'> {
  const { request } = phoneServer(SERVER, url).api
  return {
    api: {
      request: asked => {
        if (!asked.url.endsWith('/message-templates')) return request(asked)
        setTimeout(() => asked.success?.({ errMsg: 'request:ok', statusCode: 200, data: TEMPLATES }))
        return { abort: () => {} }
      },
    },
  }
}

interface Studio {
  readonly server: DemonstrationServer
  readonly browser: Browser
  readonly folder: string
}

interface Taken {
  readonly screen: WeChatScreen
  readonly account: string
  readonly width: number
  readonly mode: Mode
}

async function documentOf(server: DemonstrationServer, { screen, account, width, mode }: Taken) {
  const platform = new PhonePlatform()
  platform.windowWidth = width
  platform.place = { latitude: 43.8171, longitude: 125.3235 }
  const phone = Phone.launch(weappOverHttp(), serverWithMessages(server.url), new Map(), platform)
  try {
    if (mode === 'elder') await phone.press('大字版')
    await phone.fill('账号', account)
    await phone.fill('密码', server.account(account).password)
    await phone.press('登录')
    await phone.sees(account === 'jiaoshi' ? '点名' : '今天的课')
    await screen.go(phone, platform)
    await phone.sees(screen.shows)
    return phone.drawn
  } finally {
    phone.close()
  }
}

/** @param wanted by its name */
export async function takeWeChat({ server, browser, folder }: Studio, wanted: (name: string) => boolean) {
  for (const screen of weChatScreens.filter(({ name }) => wanted(name))) {
    for (const [place, [width, mode]] of LOOKS.entries()) {
      const account = screen.accounts[place]!
      const context = await browser.newContext({
        viewport: { width, height: width === 375 ? 812 : 1000 },
        colorScheme: mode === 'dark' ? 'dark' : 'light',
      })
      const page = await context.newPage()
      await page.setContent(await documentOf(server, { screen, account, width, mode }))
      await page.getByText(screen.shows).scrollIntoViewIfNeeded()
      const file = join(folder, `${screen.name}-${width}-${mode}.png`)
      await page.screenshot({ path: file })
      console.log(file)
      await context.close()
    }
  }
}
