import {
  type Delivery,
  MESSAGE_KINDS,
  type Message,
  type Messenger,
  MessengerError,
} from '../../ports/messenger'
import type { TemplateChoice, WechatCloud, WechatMessages } from './config'
import { deliveryOf } from './failures'
import { canShow, fieldsOf, slotTypeOf, type Value } from './fields'
import { connect, requireCredentials, type SendSubscribeMessage } from './sdk'
import { shown } from './values'

/**
 * WeChat's subscribe messages, by the cloud call of wx-server-sdk. Nothing is sent before something is asked.
 * @throws RangeError for a choice of slots that {@link FIELDS} does not allow
 */
export function createWechatMessages(messages: WechatMessages, cloud: WechatCloud = {}): Messenger {
  const send = connect(cloud)
  const choices = new Map(
    MESSAGE_KINDS.flatMap(kind => {
      const choice = messages.templates[kind]
      return choice ? [[kind, choice] as const] : []
    }),
  )
  return {
    templates: [...choices].map(([kind, { templateId }]) => ({ kind, templateId })),
    send: async message => {
      const choice = choices.get(message.kind)
      if (choice === undefined) throw new MessengerError('not-sent', `no template for ${message.kind}`, null)
      requireCredentials(cloud)
      return sent(send, message, {
        touser: message.openId,
        templateId: choice.templateId,
        page: message.page,
        miniprogramState: messages.opens,
        lang: 'zh_CN',
        data: dataOf(message, choice),
      })
    },
  }
}

async function sent(send: SendSubscribeMessage, { openId }: Message, parameters: object): Promise<Delivery> {
  let answer: unknown
  try {
    answer = await send(parameters)
  } catch (failure) {
    return deliveryOf(failure, openId)
  }
  if (isSuccess(answer)) return { kind: 'sent' }
  throw new MessengerError('unknown', 'WeChat answered what is no answer of its', null)
}

/** The SDK takes bytes and texts that it can't read for a success, and hands them on under names of its own. */
function isSuccess(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false
  return 'errCode' in answer && answer.errCode === 0 && !('buffer' in answer) && !('result' in answer)
}

function dataOf(message: Message, { slots }: TemplateChoice): Readonly<Record<string, { value: string }>> {
  const entries = Object.entries(slots).map(([slot, field]) => [
    slot,
    { value: valueIn(message, slot, field) },
  ])
  return Object.fromEntries(entries)
}

function valueIn({ kind, content }: Message, slot: string, field: string): string {
  const slotType = slotTypeOf(slot)
  const type = fieldsOf(kind).get(field)
  const value: unknown = Object.entries(content).find(([name]) => name === field)?.[1]
  if (slotType === null || type === undefined || value === undefined || !canShow(slotType, type)) {
    throw new RangeError(`${slot} of ${kind} can't show ${field}`)
  }
  // FIELDS gives each field the type that its content has.
  return shown(slotType, { type, value } as Value)
}
