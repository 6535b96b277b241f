import type { Page } from 'playwright-core'
import type { Screen } from './screen'

/** On the page that is open the session ends, and the page is asked for anew. */
async function endSession(page: Page) {
  await page.getByText('今天的课').waitFor()
  await page.context().clearCookies()
  await page.reload()
}

/** Before and beside everybody's own pages. */
export const entrance: readonly Screen[] = [
  { name: 'sign-in', account: null, phone: ['light', 'elder'], shows: '登录' },
  { name: 'new-password', account: 'newcomer', phone: ['light', 'elder'], shows: '保存新密码' },
  {
    name: 'session-over',
    account: 'xueyuan02',
    phone: ['light', 'elder'],
    go: endSession,
    shows: '登录已过期，请重新登录。',
  },
  {
    name: 'error',
    account: null,
    phone: ['light', 'dark', 'elder'],
    desk: ['light'],
    go: page => page.evaluate(() => window.location.assign('#/error/index?trouble=failed')),
    shows: '出了一点问题',
  },
  {
    name: 'error-missing',
    account: null,
    phone: ['light'],
    go: page => page.evaluate(() => window.location.assign('#/error/index?trouble=missing')),
    shows: '没有找到这个页面',
  },
]
