import { readFileSync } from 'node:fs'
import { DeployProblem } from './problem'

export type Environment = Readonly<Record<string, string | undefined>>

/** What a step can't do without, and where the person gets it. */
export const WHERE_TO_GET = {
  CLOUD_ENV: '云环境 ID：微信开发者工具 → 云开发 → 概览（形如 prod-1a2b3c）',
  TENCENTCLOUD_SECRETID:
    '腾讯云 API 密钥的 SecretId：用“小程序公众号”方式扫码登录腾讯云控制台 → 访问管理 → 访问密钥 → API 密钥管理',
  TENCENTCLOUD_SECRETKEY: '同一个密钥的 SecretKey：只在新建密钥时显示一次',
  WECHAT_APPID: '小程序的 AppID：微信公众平台 → 开发管理 → 开发设置（形如 wx 加 16 个字符）',
  WECHAT_UPLOAD_KEY:
    '代码上传密钥文件的路径：微信公众平台 → 开发管理 → 开发设置 → 小程序代码上传，同时把本机出口 IP 加入白名单',
  JINENG_KEYS: '数据加密密钥：按 docs/deploy.md“数据加密密钥”一节生成，一经使用不可更换',
} as const
export type SettingName = keyof typeof WHERE_TO_GET

/** A line `NAME=value` each; empty lines and those that start with # say nothing. @throws DeployProblem */
export function settingsIn(file: string): Environment {
  const lines = linesOf(file).map((line, at) => [line.trim(), at + 1] as const)
  const said = lines.filter(([line]) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(said.map(([line, at]) => settingOf(line, `${file} 第 ${at} 行`)))
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split('\n')
  } catch (cause) {
    throw new DeployProblem(`读不到设置文件 ${file}，请检查路径。`, { cause })
  }
}

/** The line may hold a secret, so the complaint doesn't repeat it. */
function settingOf(line: string, place: string): [string, string] {
  const [, name, value] = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line) ?? []
  if (name === undefined || value === undefined) throw new DeployProblem(`${place} 应写成“名称=值”。`)
  return [name, /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value]
}

/** @throws DeployProblem that lists all that is missing */
export function demand(names: readonly SettingName[], environment: Environment): void {
  const missing = missingOf(names, environment)
  if (missing.length === 0) return
  const list = missing.map(name => `  ${name}  ${WHERE_TO_GET[name]}`)
  throw new DeployProblem(`还缺 ${missing.length} 项设置，补齐后再运行一次：\n${list.join('\n')}`)
}

export function missingOf(names: readonly SettingName[], environment: Environment): SettingName[] {
  return names.filter(name => !environment[name])
}

/** Of one that {@link demand} has seen. */
export function setting(environment: Environment, name: SettingName): string {
  const value = environment[name]
  if (value) return value
  throw new DeployProblem(`还缺设置 ${name}：${WHERE_TO_GET[name]}`)
}
