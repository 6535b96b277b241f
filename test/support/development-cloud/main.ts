import { join, resolve } from 'node:path'
import { announcement } from '../../../cloudfunctions/entries/local/announcement'
import { createLog } from '../../../cloudfunctions/entries/local/log'
import { settingsOf } from '../../../cloudfunctions/entries/local/settings'
import { fail, onFirstSignal } from '../../../cloudfunctions/entries/local/terminal'
import { startDevelopmentCloud } from '.'

/** `npm start -- --engine cloudbase` */
async function main(): Promise<void> {
  // The clock inside the cloud's functions is UTC, and threads share their process's.
  process.env.TZ = 'UTC'
  const settings = settingsOf(process.env, process.stdout.isTTY)
  const log = createLog(settings.logLevel)
  process.on('uncaughtException', err => {
    log.fatal({ err }, 'stopped by an error that nobody caught')
    process.exit(1)
  })
  // Beside the data of the embedded server, which is another engine's.
  const dataFolder = join(settings.dataFolder, 'cloudbase')
  const cloud = await startDevelopmentCloud({
    ...settings,
    dataFolder,
    functionsFolder: resolve('dist/cloudfunctions'),
    environment: process.env,
    log,
  })
  console.log(announcement(cloud, dataFolder))
  console.log(
    [
      '  这是本机的开发云：云函数用真实的 wx-server-sdk 运行，微信云的网关由一个替身代替，不能用于正式工作。',
      '  数据在内存里，每分钟和停止时写入上面的目录；异常断电会丢失最近一分钟的内容。',
      '',
    ].join('\n'),
  )
  onFirstSignal(async () => {
    console.log('正在停止……')
    const cut = await cloud.close()
    if (cut.length === 0) return console.log('已停止，数据已保存。')
    console.error(`已停止。有工作没有在时限内做完，被中断：${cut.join('、')}。`)
    process.exit(1)
  })
}

main().catch(fail)
