import { SecretsError } from '../../ports/secrets'
import { StoreError } from '../../ports/store'
import { secretsSentence } from '../keys/sentences'
import { announcement } from './announcement'
import { createLog } from './log'
import { startLocalServer } from './server'
import { SettingError, settingsOf } from './settings'

async function main(): Promise<void> {
  const settings = settingsOf(process.env, process.stdout.isTTY)
  const log = createLog(settings.logLevel)
  // What nobody caught leaves the process in a state that nobody knows: a supervisor starts it anew.
  process.on('uncaughtException', err => {
    log.fatal({ err }, 'stopped by an error that nobody caught')
    process.exit(1)
  })
  const server = await startLocalServer({ ...settings, log })
  console.log(announcement(server, settings.dataFolder))
  onFirstSignal(async () => {
    console.log('正在停止……')
    const cut = await server.close()
    if (cut.length === 0) return console.log('已停止，数据已保存。')
    console.error(`已停止。有工作没有在时限内做完，被中断：${cut.join('、')}。已经答复的都已保存。`)
    process.exit(1)
  })
}

/** A second signal, whichever of the two, finds no listener and ends the process at once. */
function onFirstSignal(stop: () => Promise<void>): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const listener = () => {
    for (const signal of signals) process.off(signal, listener)
    stop().catch(fail)
  }
  for (const signal of signals) process.on(signal, listener)
}

function fail(error: unknown): void {
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

main().catch(fail)
