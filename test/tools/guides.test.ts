import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { APPEAL_DAYS } from '../../cloudfunctions/contract/appeals'
import { changchun2024 } from '../../cloudfunctions/domain/policy/changchun-2024'
import { DAYS_OF_WAITING } from '../../miniprogram/components/missing'
import { LEAST_CHARACTERS } from '../../miniprogram/password/fit'
import { keyWordsFor } from '../../miniprogram/supervisor/keys'

const ROOT = resolve(__dirname, '../..')
const GUIDES = 'docs/guide'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const markdownIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter(name => name.endsWith('.md'))
    .map(name => `${folder}/${name}`)

const guides = markdownIn(GUIDES)
const pages = ['README.md', ...markdownIn('docs'), ...guides]

/** Where the text of a page leads within the project, pictures too. */
function relativeLinks(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  const found = [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)]
  return found.map(([, target]) => target ?? '').filter(target => !/^[a-z]+:/.test(target))
}

/** The names by which headings are led to: as GitHub makes them. */
const anchorsOf = (text: string): string[] =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
    title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replace(/ /g, '-'),
  )

function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#').map(decodeURIComponent)
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || anchorsOf(read(target)).includes(anchor)
}

test.each(pages)('every link and picture of %s leads somewhere', page => {
  expect(relativeLinks(read(page)).filter(link => !isThere(page, link))).toEqual([])
})

test('a link to a file or a heading that is not there is found out', () => {
  const text =
    '[a](trainee.md) [b](gone.md) ![c](trainee.md#gone) <img src="../screens/gone.png"> `[d](code)`'
  const links = relativeLinks(text)
  expect(links).toEqual(['trainee.md', 'gone.md', 'trainee.md#gone', '../screens/gone.png'])
  expect(links.map(link => isThere(`${GUIDES}/trainee.md`, link))).toEqual([true, false, false, false])
})

function sourcesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sourcesUnder(path)
    return /(?<!\.d)\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** What the app says; its comments say it to nobody. */
const said = [...sourcesUnder('miniprogram'), 'cloudfunctions/contract/words.ts']
  .map(path => read(path).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, ''))
  .join('\n')

/** The marks are those of the screen; a phrase of one sign alone would be found in any code. */
const quoted = (text: string): string[] =>
  Array.from(text.matchAll(/「([^」]*)」/g), ([, words = '']) => words)
const unsaid = (text: string): string[] =>
  quoted(text).filter(words => words !== '' && (words.length < 2 || !said.includes(words)))

test.each(guides)('every word that %s quotes from the screen is on it', guide => {
  expect(quoted(read(guide)).length).toBeGreaterThan(10)
  expect(unsaid(read(guide))).toEqual([])
})

test('a quoted word that the app does not say is found out', () => {
  expect(unsaid('「开始签到」「开始打卡吧」「打」')).toEqual(['开始打卡吧', '打'])
})

test('the supervisors’ guide lists the keys of the desk, all of them and no other', () => {
  const section =
    read(`${GUIDES}/supervisor.md`)
      .split(/^## /m)
      .find(part => part.startsWith('快捷键')) ?? ''
  const rows = Array.from(section.matchAll(/^\| (.+?) \| (.+?) \|$/gm), ([, keys, does]) => [keys, does])
  expect(rows.slice(2)).toEqual(keyWordsFor(true))
})

/** Of the ways without a face: a paragraph of a page, or a line of the app's words. */
const ofOtherWays = /见证|签到码|教师确认|不用人脸/
const countsTheSame = /[一同]样(算|计|有效)|打卡(完全)?相同|不影响学时|一个学时也不会少/
const promisesTooMuch = (text: string): boolean =>
  ofOtherWays.test(text) && countsTheSame.test(text) && !text.includes('监管人员')

test.each([
  ...pages.map(page => [page, () => read(page)] as const),
  ['the app', () => said] as const,
  ['the consent', () => read('cloudfunctions/services/face/consent-text.ts')] as const,
])('of the ways without a face %s promises the same hours only with a supervisor’s look', (_, textOf) => {
  const lines = textOf().split('\n')
  expect(lines.filter(promisesTooMuch)).toEqual([])
})

test('a promise that leaves out the supervisor is found out', () => {
  expect(promisesTooMuch('由教师当面见证，或输入课堂签到码，学时一样算。')).toBe(true)
  expect(promisesTooMuch('还是不行就请教师确认，不影响学时')).toBe(true)
  expect(promisesTooMuch('由教师当面见证，监管人员看过再确认学时，确认以后一样算数。')).toBe(false)
})

const { figures } = changchun2024

test.each([
  ['trainee', `第一节课前 ${figures.checkInOpensMinutes.value} 分钟起`],
  ['trainee', `最后一节课结束 ${figures.checkOutClosesMinutes.value} 分钟后截止`],
  ['trainee', `至少 ${LEAST_CHARACTERS} 个字符`],
  [
    'instructor',
    `至少 ${figures.segmentsPerDayAtLeast.value} 段，每段连续满 ${figures.minutesPerSegment.value} 分钟`,
  ],
  ['trainee', `打卡截止后 **${APPEAL_DAYS['make-up']} 天内**`],
  ['trainee', `当天最近一次核定后 **${APPEAL_DAYS.appeal} 天内**`],
  ['supervisor', `最多等 ${DAYS_OF_WAITING} 天`],
])('the guide of the %s names the figure in force: %s', (who, sentence) => {
  expect(read(`${GUIDES}/${who}.md`)).toContain(sentence)
})

test('each role’s guide is led to from the front page and from the deployment’s', () => {
  const ofRoles = ['trainee', 'instructor', 'supervisor'].map(role => `${role}.md`)
  expect(relativeLinks(read('README.md'))).toEqual(
    expect.arrayContaining(ofRoles.map(name => `${GUIDES}/${name}`)),
  )
  expect(relativeLinks(read('docs/deploy.md'))).toEqual(
    expect.arrayContaining(ofRoles.map(name => `guide/${name}`)),
  )
})
