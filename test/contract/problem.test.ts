import * as z from 'zod'
import { pathText, problemsOf, quoted } from '../../cloudfunctions/contract/problem'

function told(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value, { reportInput: true })
  return problemsOf(error!, 'base').map(({ path, what }) => `${path}: ${what}`)
}

describe('a path', () => {
  it.each([
    ['checkIns[3].face.live', ['checkIns', 3, 'face', 'live']],
    ['a["b c"].d', ['a', 'b c', 'd']],
    ['["a\\nb"]', ['a\nb']],
    ['[""]', ['']],
    ['["1a"]', ['1a']],
    [`["${'x'.repeat(60)}"]`, ['x'.repeat(5_000_000)]],
  ])('%s', (text, path) => expect(pathText('', path)).toBe(text))
})

describe('a text of the file in a message stays on its line and short', () => {
  it.each([
    ['T1', '“T1”'],
    ['学员', '“学员”'],
    ['a\nb\u001b[31m', '“a\\nb\\u001b[31m”'],
    ['x'.repeat(60), `“${'x'.repeat(60)}”`],
    ['x'.repeat(61), `“${'x'.repeat(60)}…”`],
    [`${'x'.repeat(59)}😀`, `“${'x'.repeat(59)}\\ud83d…”`],
  ])('%j', (text, shown) => expect(quoted(text)).toBe(shown))
})

describe('what is wrong is said in plain words', () => {
  it.each([
    [z.strictObject({ a: z.string() }), {}, 'base.a: 缺少这个字段，请补上'],
    [z.strictObject({}), { b: 1 }, 'base.b: 没有这个字段，请删去或改正名称'],
    [z.string(), 5, 'base: 应为文字'],
    [z.number(), 'x', 'base: 应为数字'],
    [z.int(), 1.5, 'base: 应为整数'],
    [z.boolean(), 'true', 'base: 应为 true 或 false'],
    [z.array(z.string()), {}, 'base: 应为数组'],
    [z.strictObject({}), [], 'base: 应为对象'],
    [z.enum(['start', 'end']), 'x', 'base: 应为 "start"、"end" 之一'],
    [z.string().min(1), '', 'base: 不能为空'],
    [z.string().max(2), 'abc', 'base: 不能超过 2 个字符'],
    [z.int().min(1), 0, 'base: 应不小于 1'],
    [z.number().max(90), 91, 'base: 应不大于 90'],
    [z.number().positive(), 0, 'base: 应大于 0'],
    [z.number().lt(3), 3, 'base: 应小于 3'],
    [z.union([z.literal(1), z.literal(2)]), 3, 'base: 不是允许的值'],
    [z.string().refine(() => false, { error: '自己的话' }), 'x', 'base: 自己的话'],
  ])('%#', (schema, value, line) => expect(told(schema, value)).toEqual([line]))

  it('each unknown key by itself', () => {
    expect(told(z.strictObject({}), { a: 1, 'b c': 2 }).map(line => line.split(': ')[0])).toEqual([
      'base.a',
      'base["b c"]',
    ])
  })
})
