import type { MessageKind } from '../../ports/messenger'

/** What somebody chose in the account's console, where each account picks its templates. */
export interface WechatMessages {
  /** Which edition of the app a message opens. */
  readonly opens: 'formal' | 'trial' | 'developer'
  readonly templates: { readonly [K in MessageKind]?: TemplateChoice }
}

export interface TemplateChoice {
  readonly templateId: string
  /** For each of the template's keywords, as in `thing1`, the field of ours that it shows: see `FIELDS`. */
  readonly slots: Readonly<Record<string, string>>
}

/** Where the cloud is. A cloud function needs none of it: the cloud tells the SDK by environment variables. */
export interface WechatCloud {
  readonly env?: string
  /** The gateway's address in place of the cloud's own. */
  readonly serviceUrl?: string
  readonly secretId?: string
  readonly secretKey?: string
  /** For one message. */
  readonly timeoutMs?: number
}
