import { noMessages } from '../../../adapters/no-messages'
import type { Messenger } from '../../../ports/messenger'
import type { Environment } from '../../settings/setting-error'

/**
 * What sends messages. The settings' reader and the sender are loaded where templates are set alone: they would be a
 * part of every other cold start for nothing. @throws SettingError
 */
export async function messengerOf(environment: Environment): Promise<Messenger> {
  if (!environment.WECHAT_MESSAGES) return noMessages
  const { messagesOf } = await import('../../settings/messages')
  const messages = messagesOf(environment)
  if (messages === null) return noMessages
  const { createWechatMessages } = await import('../../../adapters/wechat-message')
  return createWechatMessages(messages)
}
