import { messagesOf } from '../../../cloudfunctions/entries/settings/messages'
import type { MessageKind, MessageTemplate } from '../../../cloudfunctions/ports/messenger'
import type { GatewayOptions } from '../cloudbase-gateway'
import { type SentMessage, SubscribeMessages } from '../subscribe-messages'

/** WeChat's side of subscribe messages: what was consented to there, and what was sent. */
export interface Messages {
  /** How the functions are told of the templates. */
  readonly settings: Readonly<Record<string, string>>
  readonly templates: readonly MessageTemplate[]
  readonly openApis: NonNullable<GatewayOptions['openApis']>
  readonly sent: readonly SentMessage[]
  /** A person has accepted these kinds in a tap. */
  accept(openId: string, kinds: readonly MessageKind[]): void
}

/** One template of each kind, as somebody would pick them in WeChat's console. */
const TEMPLATES = JSON.stringify({
  opens: 'developer',
  'session-reminder': { template: 'demo-reminder', slots: { thing1: 'className', time2: 'startsAt' } },
  'forgotten-check-out': { template: 'demo-forgotten', slots: { thing1: 'className', time2: 'closesAt' } },
  'day-flagged': { template: 'demo-flagged', slots: { thing1: 'className', date2: 'date' } },
  decision: { template: 'demo-decision', slots: { thing1: 'className', phrase2: 'verdict' } },
})
const PAGES = ['trainee/today/index', 'trainee/days/index', 'instructor/today/index']

/** By the templates of the environment where it has any. @throws SettingError */
export function startMessages({ WECHAT_MESSAGES = TEMPLATES }: NodeJS.ProcessEnv): Messages {
  const chosen = messagesOf({ WECHAT_MESSAGES })?.templates ?? {}
  const templates = Object.values(chosen).map(({ templateId, slots }) => ({
    templateId,
    slots: Object.keys(slots),
  }))
  const wechat = new SubscribeMessages({ templates, pages: PAGES })
  return {
    settings: { WECHAT_MESSAGES },
    templates: Object.entries(chosen).map(([kind, { templateId }]) => ({
      kind: kind as MessageKind,
      templateId,
    })),
    openApis: { 'subscribeMessage.send': wechat.send },
    sent: wechat.sent,
    accept: (openId, kinds) => {
      for (const kind of kinds) {
        const choice = chosen[kind]
        if (choice) wechat.consent(openId, choice.templateId)
      }
    },
  }
}
