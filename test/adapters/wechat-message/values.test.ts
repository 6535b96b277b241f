import { FIELDS, SLOT_TYPES, slotTypeOf } from '../../../cloudfunctions/adapters/wechat-message/fields'
import { shown } from '../../../cloudfunctions/adapters/wechat-message/values'

const thing = (value: string | null) => shown('thing', { type: 'text', value })

describe('a text', () => {
  it.each([
    ['甲'.repeat(20), '甲'.repeat(20)],
    ['甲'.repeat(21), `${'甲'.repeat(19)}…`],
    // Two units of UTF-16 each: never cut in two.
    ['𠮷'.repeat(10), '𠮷'.repeat(10)],
    ['𠮷'.repeat(11), `${'𠮷'.repeat(9)}…`],
    [`${'a'.repeat(18)} bc`, `${'a'.repeat(18)}…`],
  ])('of %s is %s: twenty characters and no more', (text, expected) => {
    expect(thing(text)).toBe(expected)
  })

  it.each([
    ['一\n二\t三', '一 二 三'],
    [' 一\u200b二\u0000 ', '一 二'],
    ['\ud800一', '一'],
  ])('keeps nothing that can’t be seen: %j', (text, expected) => {
    expect(thing(text)).toBe(expected)
  })

  it.each([null, '', ' ', '\n', '\u200b'])('is never empty: %j', text => {
    expect(thing(text)).toBe('未填写')
  })
})

describe('a time', () => {
  const instant = { type: 'instant', value: Date.UTC(2024, 0, 31, 16, 5) } as const

  it('is Shanghai’s, with its date', () => {
    expect(shown('time', instant)).toBe('2024年2月1日 00:05')
    expect(shown('date', instant)).toBe('2024年2月1日 00:05')
    expect(shown('thing', instant)).toBe('2024年2月1日 00:05')
    expect(shown('character_string', instant)).toBe('2024-02-01 00:05')
  })

  it('of a date is the date alone', () => {
    expect(shown('date', { type: 'date', value: '2024-11-09' })).toBe('2024年11月9日')
    expect(shown('character_string', { type: 'date', value: '2024-11-09' })).toBe('2024-11-09')
  })
})

it('knows a keyword’s type by its name', () => {
  expect(SLOT_TYPES.map(type => slotTypeOf(`${type}12`))).toEqual(SLOT_TYPES)
  for (const name of ['thing', 'thing1.DATA', 'number1', 'Thing1', '', '1', 'thing1234']) {
    expect([name, slotTypeOf(name)]).toEqual([name, null])
  }
})

it('has words for verdicts and states alone', () => {
  const words = Object.entries(FIELDS).flatMap(([kind, fields]) =>
    Object.entries(fields).flatMap(([name, type]) => (type === 'word' ? `${kind}.${name}` : [])),
  )
  expect(words).toEqual(['day-flagged.status', 'decision.verdict'])
})
