import { openedInBrowser } from '../support/browser-suite'

const suite = openedInBrowser()

test('a day’s taps come twenty at a time, each of them once, there and back', async () => {
  const { page } = await suite.visit('jianguan', { width: 375, height: 812 })
  const days = page.getByRole('list', { name: '班级日' })
  await days.getByRole('listitem').first().getByRole('button').click()
  const all = page.getByRole('button', { name: /^查看全部 \d+ 次打卡/ })
  const count = Number(/\d+/.exec((await all.textContent()) ?? '')?.[0])
  await all.click()
  const taps = page.getByRole('list', { name: '全部打卡' }).getByRole('listitem')
  const next = page.getByRole('button', { name: '下一组' })
  await page.getByText(`第 1–20 次，共 ${count} 次`).waitFor()
  expect(await page.getByRole('button', { name: '上一组' }).count()).toBe(0)
  const first = await taps.allTextContents()
  const seen = [...first]
  for (let from = 21; from <= count; from += 20) {
    await next.click()
    await page.getByText(`第 ${from}–${Math.min(from + 19, count)} 次，共 ${count} 次`).waitFor()
    seen.push(...(await taps.allTextContents()))
  }
  expect(new Set(seen).size).toBe(count)
  expect(await next.count()).toBe(0)
  while ((await page.getByRole('button', { name: '上一组' }).count()) > 0) {
    await page.getByRole('button', { name: '上一组' }).click()
  }
  expect(await taps.allTextContents()).toEqual(first)
})
