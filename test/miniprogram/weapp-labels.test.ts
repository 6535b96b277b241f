/** @jest-environment node */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DemonstrationServer, startDemonstration } from '../support/browser-server'
import { weappOverHttp } from '../support/build-app'
import type { Phone } from '../support/wechat-phone'
import { signedInOn } from '../support/wechat-phone/journeys'
import { templatesIn } from '../support/wechat-phone/wxml'

let folder: string
let server: DemonstrationServer
let phone: Phone

beforeAll(async () => {
  folder = weappOverHttp()
  server = await startDemonstration(folder)
}, 240_000)
afterAll(() => server?.close())
afterEach(() => phone?.close())

const open = async (name: string) => {
  phone = (await signedInOn(folder, server)(name)).phone
}

test('every template of a box, a text, a picture, a control has room for what a screen reader is told', () => {
  const templates = [...templatesIn(folder).values()]
  const without = (tag: string, attribute: string) =>
    templates.filter(template => template.tag === tag && !template.fields.has(attribute)).length
  // Two hold boxes of which nothing is said: those without attributes, and those with a tap alone.
  expect(without('view', 'aria-label')).toBe(2)
  for (const attribute of ['aria-role', 'aria-hidden', 'aria-live', 'aria-modal'])
    expect({ attribute, without: without('view', attribute) }).toEqual({ attribute, without: 2 })
  for (const tag of ['text', 'button', 'image', 'input', 'textarea', 'picker']) {
    expect({ tag, without: without(tag, 'aria-label') }).toEqual({ tag, without: 0 })
  }
})

test('what is left out is empty, and never the word undefined', () => {
  const wxml = readFileSync(join(folder, 'base.wxml'), 'utf8')
  const values = [...wxml.matchAll(/aria-[a-z]+="([^"]*)"/g)].map(([, value]) => value)
  expect(values.length).toBeGreaterThan(50)
  expect(values.filter(value => !/^\{\{i\.p\d+\|\|''\}\}$/.test(value ?? ''))).toEqual([])
})

test('fields say their label, lists and headings what they are, and buttons how they stand', async () => {
  await open('jiaoshi')
  await phone.sees('点名')
  expect(phone.told('学员打卡')).toEqual([{ role: 'list', label: '学员打卡' }])
  expect(phone.roles.filter(([role]) => role === 'listitem')).toHaveLength(30)
  expect(phone.roles).toContainEqual(['heading', '点名'])
  expect(phone.roles.find(([role]) => role === 'main')?.[1]).toContain('当天的录像')
  const [line] = phone.told(/^课程：/)
  expect(line).toMatchObject({ role: 'img' })

  expect(phone.told('见证理由（必填）')).toHaveLength(1)
  expect(phone.standing('大字版')).toMatchObject({ pressed: 'false' })
  await phone.press('大字版')
  await phone.sees('✓ 大字版')
  expect(phone.standing('✓ 大字版')).toMatchObject({ pressed: 'true' })
  expect(phone.standing('微信提醒')).toMatchObject({ expanded: 'false' })
  await phone.press('微信提醒')
  await phone.sees('收起微信提醒')
  expect(phone.standing('收起微信提醒')).toMatchObject({ expanded: 'true' })
}, 60_000)

test('a button that looks like others says whom it is for, and what came of it is read out by itself', async () => {
  await open('guanli')
  await phone.sees('jianguan')
  expect(phone.told(/^重置密码：./).length).toBeGreaterThan(10)
  await phone.press('停用')
  await phone.sees('停用后不能再登录')
  expect(phone.roles.find(([role]) => role === 'alertdialog')?.[1]).toContain('确定停用账号')
}, 60_000)
