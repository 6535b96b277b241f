import Taro from '@tarojs/taro'
import type { Answers } from '../../cloudfunctions/contract/app'
import type { MessageTemplates, MessageTemplateView } from '../../cloudfunctions/contract/messages'
import { CallFailure, call } from './call'
import { randomKey } from './random'
import { shownPerson } from './session'

type Kind = MessageTemplateView['kind']

/** WeChat asks for no more at once: api/open-api/subscribe-message of its documentation. */
export const MOST_AT_ONCE = 3

/** The person has turned off all such messages in WeChat's settings. */
const SWITCHED_OFF = 20004

/** Why a template was not accepted; of several, the one that can be mended first. */
export type NotAccepted = 'switched-off' | 'refused' | 'not-to-be-had'

export interface Answered {
  /** The templates that were accepted, by id. */
  readonly accepted: readonly string[]
  /** Null: all were accepted. */
  readonly because: NotAccepted | null
}

/**
 * WeChat's own question, once for each template. Only within a tap, before anything is awaited: later than that WeChat
 * does not ask.
 * @param templateIds 1 to 3
 */
export function askForMessages(templateIds: readonly string[]): Promise<Answered> {
  return new Promise(resolve =>
    wx.requestSubscribeMessage({
      tmplIds: [...templateIds],
      success: words => resolve(answeredIn(templateIds, words as unknown as Record<string, string>)),
      fail: ({ errCode }) =>
        resolve({ accepted: [], because: errCode === SWITCHED_OFF ? 'switched-off' : 'not-to-be-had' }),
    }),
  )
}

/** `ban` and `filter`: WeChat itself has taken the template out. */
function answeredIn(templateIds: readonly string[], words: Readonly<Record<string, string>>): Answered {
  const accepted = templateIds.filter(id => words[id] === 'accept')
  const others = templateIds.filter(id => !accepted.includes(id))
  const isRefused = others.some(id => words[id] === 'reject')
  return { accepted, because: others.length === 0 ? null : isRefused ? 'refused' : 'not-to-be-had' }
}

interface Consent {
  readonly who: string
  readonly kinds: readonly Kind[]
  readonly consentKey: string
}

const KEPT = 'consents'

const all = () => Taro.getStorageSync<Consent[] | ''>(KEPT) || []
const own = () => all().filter(({ who }) => who === shownPerson()?.name)

/** WeChat knows of it already, and does not tell again: it is kept until the server has counted it. */
export async function keepConsent(kinds: readonly Kind[]): Promise<void> {
  const consent = { who: shownPerson()?.name ?? '', kinds, consentKey: await randomKey() }
  Taro.setStorageSync(KEPT, [...all(), consent])
}

/**
 * Has the server count what it does not know of yet, each consent under its own key, and says what is left.
 * @throws CallFailure; what was not counted stays
 */
export async function messageTemplates(): Promise<MessageTemplates> {
  let answer: Answers['keep-consents'] | null = null
  for (const consent of own()) answer = await counted(consent)
  return answer ?? call('message-templates', {})
}

async function counted(consent: Consent): Promise<Answers['keep-consents'] | null> {
  const { kinds, consentKey } = consent
  const letGo = () =>
    Taro.setStorageSync(
      KEPT,
      all().filter(kept => kept.consentKey !== consentKey),
    )
  try {
    const answer = await call('keep-consents', { kinds: [...kinds], consentKey })
    letGo()
    return answer
  } catch (error) {
    // Asked again, it would be answered so again.
    if (!(error instanceof CallFailure) || error.code !== 'bad-input') throw error
    letGo()
    return null
  }
}
