import { evaluateCommand } from './evaluate'
import { explainCommand } from './explain'
import { exportCommand } from './export'
import { UsageError } from './input'
import { policyCommand } from './policy'
import { schemaCommand } from './schema'

/** A command takes its arguments and answers the exit status. */
type Command = (args: readonly string[]) => Promise<number> | number

const COMMANDS: Readonly<Record<string, Command>> = {
  evaluate: evaluateCommand,
  explain: explainCommand,
  export: exportCommand,
  policy: policyCommand,
  schema: schemaCommand,
}

const HELP = `用法：npm run -s jineng -- <命令>

  evaluate 文件            按政策评定一个数据文件，结果为一个 JSON 对象；文件写 - 表示标准输入
  explain 文件 --trainee T1  用文字说明一名学员的补贴从哪里来：从金额到每次打卡、每段录像、每个决定
  export [--data 目录] [--project P1] [--class C1]  把服务存下的证据导出为数据文件（NDJSON），服务运行时也可以
  policy [--on 日期]        列出当日有效的每个政策数字、条款，以及是原文还是我们的理解
  schema                  输出数据文件的 JSON Schema

evaluate 和 explain 可加：
  --working-days 文件       节假日补充表（JSON），内置日历没有的年份在这里写明

退出码：0 成功；2 文件或参数有误，原因逐行写在标准错误上
`

async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    process.stderr.write(
      name === undefined || name === 'help' || name === '--help' ? HELP : `没有命令“${name}”\n\n${HELP}`,
    )
    return name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 2
  }
}

// Whoever reads us may have seen enough (`| head`); that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

main(process.argv.slice(2)).then(status => {
  process.exitCode = status
})
