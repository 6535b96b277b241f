/** The fewest characters that the server takes. */
export const LEAST_CHARACTERS = 8

export interface Typed {
  readonly current: string
  readonly fresh: string
  readonly again: string
}

/** What is still amiss, in a sentence; null when it can be sent. What else the server asks for, it says itself. */
export function amiss({ current, fresh, again }: Typed): string | null {
  if (!current) return '请填写现在的密码。'
  if (fresh.length < LEAST_CHARACTERS) return `新密码至少 ${LEAST_CHARACTERS} 个字符。`
  if (fresh === current) return '新密码与现在的密码相同，请换一个。'
  return fresh === again ? null : '两次填写的新密码不一样，请重新填写。'
}
