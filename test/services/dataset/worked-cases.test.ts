import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import { answerOf } from '../../../cloudfunctions/services/dataset/answer'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'

/** docs/worked-cases.md says how figures come about; here each of its cases is computed. */
const PAGE = readFileSync(join(__dirname, '../../../docs/worked-cases.md'), 'utf8')
const CASES = PAGE.split(/^## /m)
  .slice(1)
  .map(section => ({
    title: section.slice(0, section.indexOf('\n')),
    dataset: fenced(section, 'dataset'),
    expected: JSON.parse(fenced(section, 'expected')) as object,
  }))

function fenced(section: string, name: 'dataset' | 'expected'): string {
  const found = [...section.matchAll(new RegExp(`^\`\`\`json ${name}\n(.*?)^\`\`\`$`, 'gms'))]
  if (found.length !== 1)
    throw new Error(`“${section.slice(0, 40)}”应有一个 ${name}，实有 ${found.length} 个`)
  return found[0]![1]!
}

async function answer(dataset: string): Promise<unknown> {
  const read = await readDataset(once(dataset), { form: 'json' })
  if (read.dataset === null)
    throw new Error(read.problems.map(({ path, what }) => `${path}: ${what}`).join('\n'))
  const calendar = createWorkingCalendar({ years: [], days: {} })
  return JSON.parse([...answerOf(evaluate(read.dataset, calendar))].join(''))
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

test('the page holds its cases, numbered', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(10)
  expect(CASES.map(({ title }) => title.slice(0, title.indexOf('　')))).toEqual(
    CASES.map((_, i) => `例 ${i + 1}`),
  )
})

test.each(CASES.map(worked => [worked.title, worked] as const))('%s', async (_, { dataset, expected }) => {
  expect(Object.keys(expected).length).toBeGreaterThan(0)
  expect(await answer(dataset)).toMatchObject(expected)
})
