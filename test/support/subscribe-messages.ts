import type { OpenApi } from './cloudbase-gateway/open-api'

/** A template as it was picked in WeChat's console: its keywords. */
export interface StandInTemplate {
  readonly templateId: string
  readonly slots: readonly string[]
}

export interface SentMessage {
  readonly openId: string
  readonly templateId: string
  readonly page: string
  readonly data: Readonly<Record<string, string>>
}

interface StandInOptions {
  readonly templates: readonly StandInTemplate[]
  /** Of the app; a message that opens another is turned away. */
  readonly pages: readonly string[]
}

const STATES = ['developer', 'trial', 'formal']
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW']
const KNOWN = ['touser', 'template_id', 'page', 'data', 'miniprogram_state', 'lang']

/** What WeChat's pages say that a keyword may hold, of the types that are used here. */
const RULES: Readonly<Record<string, RegExp>> = {
  thing: /^[^\p{C}]{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 )?\d{2}:\d{2}(:\d{2})?$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日( \d{2}:\d{2})?$/,
  character_string: /^[\x20-\x7e]{1,32}$/,
}

/**
 * Stands in for WeChat's subscribe messages, by its documented rules: a person consents in the app, each consent is one
 * message, and what is not as the template has it is turned away with the documented code.
 */
export class SubscribeMessages {
  readonly sent: SentMessage[] = []
  readonly #consents = new Map<string, number>()
  readonly #people = new Set<string>()
  /** Codes to be answered in place of the next answers. */
  readonly #codes: number[] = []

  constructor(private readonly options: StandInOptions) {}

  /** The person taps, and accepts the template. */
  consent(openId: string, templateId: string): void {
    this.#people.add(openId)
    const key = keyOf(openId, templateId)
    this.#consents.set(key, (this.#consents.get(key) ?? 0) + 1)
  }

  answerNextWith(...codes: readonly number[]): void {
    this.#codes.push(...codes)
  }

  readonly send: OpenApi = parameters => {
    const code = this.#codes.shift()
    if (code !== undefined)
      return { errcode: code, errmsg: `told to: ${String(parameters.touser)} rid: 1-2-3` }
    const message = messageIn(parameters)
    const problem = this.#problemOf(parameters, message)
    if (problem !== null) return problem
    const key = keyOf(message.openId, message.templateId)
    const left = this.#consents.get(key) ?? 0
    if (left === 0) return refusal(43101, 'user refuse to accept the msg')
    this.#consents.set(key, left - 1)
    this.sent.push(message)
    return { errcode: 0, errmsg: 'ok', msgid: this.sent.length }
  }

  #problemOf(parameters: Readonly<Record<string, unknown>>, message: SentMessage): object | null {
    const unknown = Object.keys(parameters).find(name => !KNOWN.includes(name))
    if (unknown !== undefined) return refusal(47001, `unknown parameter ${unknown}`)
    if (!this.#people.has(message.openId)) return refusal(40003, `invalid openid ${message.openId}`)
    const template = this.options.templates.find(({ templateId }) => templateId === message.templateId)
    if (template === undefined) return refusal(40037, 'invalid template_id')
    if (!this.options.pages.includes(message.page.split('?')[0] ?? '')) return refusal(41030, 'invalid page')
    if (!STATES.includes(String(parameters.miniprogram_state))) return refusal(47003, 'miniprogram_state')
    if (!LANGUAGES.includes(String(parameters.lang))) return refusal(47003, 'lang')
    const wrong = template.slots.find(slot => !fits(slot, message.data[slot]))
    return wrong === undefined ? null : refusal(47003, `argument invalid! data.${wrong}.value is invalid`)
  }
}

function messageIn({ touser, template_id, page, data }: Readonly<Record<string, unknown>>): SentMessage {
  const entries = Object.entries(data ?? {}).map(([slot, given]: [string, { value?: unknown }]) => [
    slot,
    String(given.value),
  ])
  return {
    openId: String(touser),
    templateId: String(template_id),
    page: String(page),
    data: Object.fromEntries(entries),
  }
}

function fits(slot: string, value: string | undefined): boolean {
  const rule = RULES[slot.replace(/\d+$/, '')]
  return value !== undefined && value.trim() !== '' && rule?.test(value) === true
}

function refusal(errcode: number, errmsg: string): object {
  return { errcode, errmsg: `${errmsg} rid: 1-2-3` }
}

function keyOf(openId: string, templateId: string): string {
  return JSON.stringify([openId, templateId])
}
