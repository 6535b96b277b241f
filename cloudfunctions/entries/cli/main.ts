import { UsageError } from './usage-error'

/** A command takes its arguments and answers the exit status. */
type Command = (args: readonly string[]) => Promise<number> | number

/** Each loaded when it is asked for: to judge a file needs no database and no camera. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  account: async () => (await import('./account')).accountCommand,
  audit: async () => (await import('./audit')).auditCommand,
  backup: async () => (await import('./backup')).backupCommand,
  evaluate: async () => (await import('./evaluate')).evaluateCommand,
  explain: async () => (await import('./explain')).explainCommand,
  export: async () => (await import('./export')).exportCommand,
  import: async () => (await import('./import')).importCommand,
  ingest: async () => (await import('./ingest')).ingestCommand,
  keys: async () => (await import('./keys')).keysCommand,
  migrate: async () => (await import('./migrate')).migrateCommand,
  policy: async () => (await import('./policy')).policyCommand,
  purge: async () => (await import('./purge')).purgeCommand,
  rebuild: async () => (await import('./rebuild')).rebuildCommand,
  restore: async () => (await import('./restore')).restoreCommand,
  schema: async () => (await import('./schema')).schemaCommand,
}

const HELP = `用法：npm run -s jineng -- <命令>

  evaluate 文件            按政策评定一个数据文件，结果为一个 JSON 对象；文件写 - 表示标准输入
  explain 文件 --trainee T1  用文字说明一名学员的补贴从哪里来：从金额到每次打卡、每段录像、每个决定
  export [--project P1] [--class C1] [--as-of 时刻] [--out 文件] [--incomplete]
                          把存下的证据导出为数据文件（NDJSON），服务运行时也可以；还在等录像的日子列在标准错误上
  export --with-id-numbers  连身份证号一起导出；会记入访问记录，要先停止服务
  import 文件              把数据文件存为证据并评定；要么全部导入，要么什么都不改；导入两次等于一次
  policy [--on 日期]        列出当日有效的每个政策数字、条款，以及是原文还是我们的理解
  schema                  输出数据文件的 JSON Schema

  ingest --from 日期 --to 日期 [--again]
                          手工向萤石平台查询这些日期的录像，要先停止服务（服务运行时会自己查询）；停下后再运行一次即接着问
  audit verify [--seal 校验值]  查证据有没有被改动过，服务运行时也可以；退出码 1 表示有，并指出第一处
  audit export [--from 日期] [--to 日期] [--out 文件]
                          导出可独立校验的证据和封存（不含身份证号），别人用 audit verify --file 文件 核对

  rebuild --check         核对评定结果与证据是否一致，服务运行时也可以；退出码 1 表示有不一致
  rebuild                 丢掉全部评定结果，从证据重新算出，要先停止服务；中途停下后再运行一次即接着做

  purge --dry-run         列出各类信息的保存期限、已到期的数量和历次清除的记录，服务运行时也可以
  purge                   现在就清除已到期的，要先停止服务（服务每天夜里会自动清除）

  backup [--to 文件]        备份全部数据并检查备份，服务运行时也可以；不写 --to 时存在数据目录的 backups 里
  restore 备份文件          换上备份里的数据，要先停止服务；原来的数据会保留在 backups 里；
                            --withdrawals 写明 audit export 的文件，证明哪些人脸特征还可以保存

  account add --name 账号 --role 角色 --display-name 姓名 [--provider 单位] [--class C1]… [--trainee T1]
                          新建账号，例如第一位管理员（--role administrator）；密码由系统生成，只显示一次
  account list            列出全部账号
  account reset --name 账号   重设密码；原有登录立即失效
  account close --name 账号   停用账号
  keys status             列出密钥和各自加密的数量，服务运行时也可以
  keys rotate             换一把新密钥并重新加密；中途停下后再运行一次即接着做
  migrate --cloud         升级后把云数据库里的数据改写成新一版的样子；中途停下后再运行一次即接着做

用到数据的命令都可加 --data 目录（默认 data）；会改动数据的命令要先停止服务。
换成 --cloud 就用微信云数据库（backup、restore 除外），要先设置 CLOUD_ENV、TENCENTCLOUD_SECRETID、
TENCENTCLOUD_SECRETKEY（用到身份证号的还要 JINENG_KEYS）；云函数照常运行，不用停。
account add 和 reset 可加 --password-stdin，从标准输入读一行本人选定的密码。

evaluate 和 explain 可加：
  --working-days 文件       节假日补充表（JSON），内置日历没有的年份在这里写明

退出码：0 成功；1 没有做完，例如磁盘已满；2 文件或参数有误；原因逐行写在标准错误上
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
    return await (await command())(args)
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
