import { messagesOf } from '../../../cloudfunctions/entries/settings/messages'
import { SettingError } from '../../../cloudfunctions/entries/settings/setting-error'

const REMINDER = { template: 'AbCd_123-x', slots: { thing1: 'className', time2: 'startsAt' } }
const read = (setting: unknown) =>
  messagesOf({ WECHAT_MESSAGES: typeof setting === 'string' ? setting : JSON.stringify(setting) })

function complaintOf(setting: unknown): string {
  try {
    read(setting)
  } catch (error) {
    if (error instanceof SettingError) return error.message
  }
  return 'none'
}

it('is nothing where nothing is set', () => {
  expect(messagesOf({})).toBeNull()
  expect(read('')).toBeNull()
})

it('gives each kind its template, and opens the published app unless told otherwise', () => {
  expect(read({ 'session-reminder': REMINDER })).toEqual({
    opens: 'formal',
    templates: {
      'session-reminder': { templateId: 'AbCd_123-x', slots: { thing1: 'className', time2: 'startsAt' } },
    },
  })
  expect(read({ opens: 'trial', 'session-reminder': REMINDER })?.opens).toBe('trial')
})

it.each([
  ['{', '不是正确的 JSON'],
  ['[]', '应为一个 JSON 对象'],
  ['null', '应为一个 JSON 对象'],
  [{}, '没有写任何一种消息'],
  [{ reminder: REMINDER }, '不认识“reminder”'],
  [{ 'session-reminder': { ...REMINDER, page: 'x' } }, 'session-reminder 里不认识“page”'],
  [{ opens: 'real', 'session-reminder': REMINDER }, 'opens 应为 formal、trial 或 developer'],
  [{ 'session-reminder': { ...REMINDER, template: '' } }, 'session-reminder.template 应为模板编号'],
  [{ 'session-reminder': { template: REMINDER.template } }, 'session-reminder.slots 的写法不对'],
  [{ 'session-reminder': { ...REMINDER, slots: {} } }, 'session-reminder.slots 应有 1 到 5 个关键词'],
  [
    { 'session-reminder': { ...REMINDER, slots: { number1: 'className' } } },
    'session-reminder 的关键词 number1 不能用',
  ],
  [
    { 'session-reminder': { ...REMINDER, slots: { thing1: 'verdict' } } },
    'session-reminder 没有“verdict”，可以写 className、course、room、startsAt、endsAt、hint',
  ],
  [
    { 'session-reminder': { ...REMINDER, slots: { time1: 'className' } } },
    'session-reminder 的 className 不能放在 time1 里',
  ],
  [{ decision: { ...REMINDER, slots: { phrase1: 'reason' } } }, 'decision 的 reason 不能放在 phrase1 里'],
  [
    {
      'session-reminder': REMINDER,
      decision: { template: REMINDER.template, slots: { thing1: 'className' } },
    },
    '每种消息要用各自的模板',
  ],
])('is refused in one sentence: %j', (setting, expected) => {
  const complaint = complaintOf(setting)
  expect(complaint).toContain(expected)
  expect(complaint).toMatch(/^WECHAT_MESSAGES（订阅消息的模板）有误：[^\n]*。$/)
})

it('takes a template’s five keywords, and not six', () => {
  const slots = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`thing${n + 1}`, 'className']))
  expect(read({ decision: { template: REMINDER.template, slots: slots(5) } })).not.toBeNull()
  expect(complaintOf({ decision: { template: REMINDER.template, slots: slots(6) } })).toContain('1 到 5 个')
})
