import { announcement } from './announcement'
import { openFaces } from './faces'
import { createLog } from './log'
import { startLocalServer } from './server'
import { settingsOf } from './settings'
import { fail, onFirstSignal } from './terminal'

async function main(): Promise<void> {
  const settings = settingsOf(process.env, process.stdout.isTTY)
  const log = createLog(settings.logLevel)
  // What nobody caught leaves the process in a state that nobody knows: a supervisor starts it anew.
  process.on('uncaughtException', err => {
    log.fatal({ err }, 'stopped by an error that nobody caught')
    process.exit(1)
  })
  const server = await startLocalServer({ ...settings, log, openFaces: () => openFaces(settings.faces, log) })
  console.log(announcement(server, settings.dataFolder))
  onFirstSignal(async () => {
    console.log('正在停止……')
    const cut = await server.close()
    if (cut.length === 0) return console.log('已停止，数据已保存。')
    console.error(`已停止。有工作没有在时限内做完，被中断：${cut.join('、')}。已经答复的都已保存。`)
    process.exit(1)
  })
}

main().catch(fail)
