import type { PushHabits, PushMessage } from './options'

/** A message as it goes over the wire. */
export interface Letter {
  readonly messageId: string
  readonly type: string
  readonly deviceId: string
  readonly raw: string
  readonly signature: 'right' | 'wrong' | 'capitals'
}

function signatureBy(habits: PushHabits): Letter['signature'] {
  if (habits.wrongSignature) return 'wrong'
  return habits.upperCaseSignature ? 'capitals' : 'right'
}

/** Writes a message down, with the flaws that it is to have. */
export function letterOf(
  message: PushMessage,
  messageId: string,
  messageTime: number,
  habits: PushHabits,
): Letter {
  const { type, deviceId, channelNo, body } = message
  const id = habits.withoutMessageId ? {} : { messageId }
  const whole = JSON.stringify({ header: { type, deviceId, channelNo, ...id, messageTime }, body })
  const raw = habits.badJson ? whole.slice(0, -2) : whole
  return { messageId, type, deviceId, raw, signature: signatureBy(habits) }
}
