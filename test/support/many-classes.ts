import type { Page } from 'playwright-core'

export const MADE_UP = 204

const TRADES = ['焊工', '电工', '汽车维修工', '养老护理员', '中式烹调师', '工业机器人系统操作员']
const dayOf = (month: number, day: number) =>
  `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Classes as a large provider has them, the first six to come and the others over. */
const madeUp = Array.from({ length: MADE_UP }, (_, n) => ({
  classId: `made-up-${n + 1}`,
  title: `${TRADES[n % TRADES.length]} ${Math.floor(n / TRADES.length) + 2} 班`,
  provider: n % 2 === 0 ? '长春市启航职业培训学校（演示）' : '吉林省工匠培训中心（演示）',
  room: n % 5 === 0 ? null : `实训楼 ${100 + n}`,
  dates: n === 7 ? null : { from: dayOf(1 + (n % 11), 4), to: dayOf(2 + (n % 11), 8) },
  over: n >= TRADES.length,
}))

/** To the classes that the server knows the page is shown many that it doesn't know. */
export async function withManyClasses(page: Page): Promise<void> {
  await page.route('**/api/classes-to-give', async route => {
    const answer = await route.fetch({ postData: '{}' })
    const { classes } = await answer.json()
    const isFirst = route.request().postDataJSON().after === undefined
    const json = isFirst ? { classes, next: 'second' } : { classes: madeUp, next: null }
    await route.fulfill({ response: answer, json })
  })
}
