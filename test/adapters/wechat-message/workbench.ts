import { createWechatMessages } from '../../../cloudfunctions/adapters/wechat-message'
import type { WechatMessages } from '../../../cloudfunctions/adapters/wechat-message/config'
import type { Message, Messenger } from '../../../cloudfunctions/ports/messenger'
import { actAsFunction } from '../../support/act-as-function'
import { type RunningGateway, startGateway } from '../../support/cloudbase-gateway'
import type { OpenApi } from '../../support/cloudbase-gateway/open-api'
import { SubscribeMessages } from '../../support/subscribe-messages'

export const OPEN_ID = 'oWX-somebody-00000000000001'
export const MESSAGES: WechatMessages = {
  opens: 'formal',
  templates: {
    'session-reminder': {
      templateId: 'tmpl-reminder',
      slots: {
        thing1: 'className',
        thing2: 'room',
        time3: 'startsAt',
        thing4: 'hint',
        character_string5: 'endsAt',
      },
    },
    'forgotten-check-out': {
      templateId: 'tmpl-forgotten',
      slots: { thing1: 'className', time2: 'closesAt', time3: 'cameAt', date4: 'endedAt', thing5: 'hint' },
    },
    'day-flagged': {
      templateId: 'tmpl-flagged',
      slots: { thing6: 'className', date2: 'date', phrase3: 'status', thing4: 'reason' },
    },
    decision: {
      templateId: 'tmpl-decision',
      slots: { thing1: 'className', character_string2: 'date', phrase3: 'verdict', thing4: 'reason' },
    },
  },
}

export interface Bench {
  readonly gateway: RunningGateway
  readonly wechat: SubscribeMessages
  readonly messenger: Messenger
  /** With another time to wait, or other settings. */
  open(timeoutMs?: number, messages?: WechatMessages): Messenger
  /** From now on nothing answers. */
  stop(): Promise<void>
}

/** The real SDK against a stand-in of the cloud's gateway, and of WeChat behind it. All is closed after the test. */
export function benches(): (send?: OpenApi) => Promise<Bench> {
  const open: RunningGateway[] = []
  beforeAll(actAsFunction)
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close()
  })
  return async send => {
    const wechat = new SubscribeMessages({
      templates: Object.values(MESSAGES.templates).map(({ templateId, slots }) => ({
        templateId,
        slots: Object.keys(slots),
      })),
      pages: ['trainee/today/index'],
    })
    const gateway = await startGateway({ openApis: { 'subscribeMessage.send': send ?? wechat.send } })
    open.push(gateway)
    const openMessenger = (timeoutMs?: number, messages = MESSAGES) =>
      createWechatMessages(messages, { ...gateway.address, ...(timeoutMs !== undefined && { timeoutMs }) })
    return {
      gateway,
      wechat,
      messenger: openMessenger(),
      open: openMessenger,
      stop: () => open.splice(0)[0]!.close(),
    }
  }
}

export function reminder(
  more: Partial<Extract<Message, { kind: 'session-reminder' }>['content']> = {},
): Message {
  return {
    kind: 'session-reminder',
    openId: OPEN_ID,
    page: 'trainee/today/index',
    content: {
      className: '工业机器人系统操作员 1 班',
      course: '机器人操作',
      room: '实训楼 201',
      startsAt: Date.UTC(2024, 5, 3, 0, 30),
      endsAt: Date.UTC(2024, 5, 3, 3, 40),
      hint: '请提前到场，点开签到',
      ...more,
    },
  }
}
