import * as z from 'zod'
import type { TemplateChoice, WechatMessages } from '../../adapters/wechat-message/config'
import { canShow, fieldsOf, SLOT_TYPES, slotTypeOf } from '../../adapters/wechat-message/fields'
import { MESSAGE_KINDS, type MessageKind } from '../../ports/messenger'
import { type Environment, SettingError } from './setting-error'

const choice = z.strictObject({
  template: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  slots: z.record(z.string(), z.string()),
})
const setting = z.strictObject({
  opens: z.enum(['formal', 'trial', 'developer']).default('formal'),
  'session-reminder': choice.optional(),
  'forgotten-check-out': choice.optional(),
  'day-flagged': choice.optional(),
  decision: choice.optional(),
})

/** WeChat allows a template no more keywords. */
const MOST_SLOTS = 5

/** The templates that messages are sent by; null: none are set. @throws SettingError */
export function messagesOf({ WECHAT_MESSAGES: text }: Environment): WechatMessages | null {
  if (!text) return null
  const { opens, ...choices } = settingIn(text)
  const chosen = MESSAGE_KINDS.flatMap((kind): [MessageKind, TemplateChoice][] => {
    const given = choices[kind]
    return given ? [[kind, { templateId: given.template, slots: slotsOf(kind, given.slots) }]] : []
  })
  if (chosen.length === 0) throw wrong(`没有写任何一种消息，可以写 ${MESSAGE_KINDS.join('、')}`)
  const ids = chosen.map(([, { templateId }]) => templateId)
  if (new Set(ids).size < ids.length) throw wrong('每种消息要用各自的模板，现在有两种写了同一个模板')
  return { opens, templates: Object.fromEntries(chosen) }
}

function settingIn(text: string): z.output<typeof setting> {
  const read = setting.safeParse(jsonIn(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = issue?.path.join('.') ?? ''
  if (issue?.code === 'unrecognized_keys') {
    throw wrong(`${path === '' ? '' : `${path} 里`}不认识“${issue.keys.join('、')}”`)
  }
  if (issue?.path[0] === 'opens') throw wrong('opens 应为 formal、trial 或 developer')
  if (issue?.path[1] === 'template') throw wrong(`${path} 应为模板编号（字母、数字、_ 和 -）`)
  throw wrong(
    path === '' ? '应为一个 JSON 对象' : `${path} 的写法不对，应为 {"template": "模板编号", "slots": {…}}`,
  )
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw wrong('不是正确的 JSON', cause)
  }
}

function slotsOf(kind: MessageKind, slots: Readonly<Record<string, string>>): TemplateChoice['slots'] {
  const fields = fieldsOf(kind)
  const count = Object.keys(slots).length
  if (count === 0 || count > MOST_SLOTS) throw wrong(`${kind}.slots 应有 1 到 ${MOST_SLOTS} 个关键词`)
  for (const [slot, field] of Object.entries(slots)) {
    const slotType = slotTypeOf(slot)
    const type = fields.get(field)
    if (slotType === null) {
      throw wrong(`${kind} 的关键词 ${slot} 不能用，能用的类型是 ${SLOT_TYPES.join('、')} 加编号`)
    }
    if (type === undefined) throw wrong(`${kind} 没有“${field}”，可以写 ${[...fields.keys()].join('、')}`)
    if (!canShow(slotType, type)) throw wrong(`${kind} 的 ${field} 不能放在 ${slot} 里，请换一个关键词`)
  }
  return slots
}

function wrong(sentence: string, cause?: unknown): SettingError {
  return new SettingError(`WECHAT_MESSAGES（订阅消息的模板）有误：${sentence}。`, { cause })
}
