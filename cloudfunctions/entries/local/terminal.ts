import { SecretsError } from '../../ports/secrets'
import { StoreError } from '../../ports/store'
import { secretsSentence } from '../keys/sentences'
import { SettingError } from '../settings/setting-error'

/** A second signal, whichever of the two, finds no listener and ends the process at once. */
export function onFirstSignal(stop: () => Promise<void>): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const listener = () => {
    for (const signal of signals) process.off(signal, listener)
    stop().catch(fail)
  }
  for (const signal of signals) process.on(signal, listener)
}

/** The last word of a process that can't go on. */
export function fail(error: unknown): void {
  console.error(sentenceOf(error))
  process.exitCode = 1
}

function sentenceOf(error: unknown): string {
  if (error instanceof SettingError) return error.message
  if (error instanceof SecretsError) return secretsSentence(error)
  if (error instanceof StoreError) return `数据目录打不开：${error.message}`
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return '端口已被占用。请先停止占用它的程序，或用 PORT=端口号 换一个端口。'
  }
  return `出了问题，已停止：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
