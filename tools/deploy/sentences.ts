import type { Index, ManagerError } from '../../cloudfunctions/adapters/cloudbase-manager'
import type { Survey } from './survey'

export function indexInWords({ name, unique, fields }: Index): string {
  return `${unique ? '唯一索引' : '索引'} ${name}（${fields.join('、')}）`
}

/** What is not as it should be with a collection; none: all is well. */
export function gapsInWords(survey: Survey): string[] {
  const { name, exists, closed, missing } = survey
  if (!exists) return [`没有集合 ${name}`]
  return [
    ...(closed ? [] : [`集合 ${name} 允许小程序端直接读写`]),
    ...missing.map(index => `集合 ${name} 缺${indexInWords(index)}`),
    ...obstaclesInWords(survey),
  ]
}

export function obstaclesInWords({ name, inTheWay }: Survey): string[] {
  return inTheWay.map(
    ({ needed, found }) => `集合 ${name} 的${indexInWords(found)}占着${indexInWords(needed)}的位置`,
  )
}

const FAILURES: Readonly<Record<ManagerError['failure'], string>> = {
  credentials:
    '腾讯云不认这个 API 密钥：请核对 TENCENTCLOUD_SECRETID、TENCENTCLOUD_SECRETKEY，并确认本机时间准确（相差不能超过 5 分钟）',
  permission:
    '这个 API 密钥没有做这件事的权限：请用主账号的密钥，或者给子账号加上 QcloudTCBFullAccess 和 QcloudSCFFullAccess 策略',
  throttled: '腾讯云说请求太频繁，已经等待并重试过：过几分钟再运行一次，会接着做没做完的',
  unreachable: '没有得到腾讯云的答复：请检查网络或代理后再运行一次，会接着做没做完的',
  refused: '腾讯云拒绝了这个请求',
}
const KNOWN: Readonly<Record<string, string>> = {
  NO_ENVIRONMENT:
    '这个密钥所属的账号里没有 CLOUD_ENV 写的环境：请核对环境 ID，并确认密钥来自与小程序绑定的那个腾讯云账号',
  'InvalidParameterValue.Runtime': '云端不接受这个 Node.js 版本：请在云开发控制台看可选的版本，并告诉开发者',
  'InvalidParameterValue.EnvironmentExceededLimit':
    '云函数的环境变量合起来太大（上限 4 KB）：请删去不用的变量',
}

export function managerErrorInWords(error: ManagerError): string {
  const { failure, action, code, message, requestId } = error
  const traces = [action, code, message, requestId && `请求编号 ${requestId}`].filter(Boolean)
  return `${KNOWN[code] ?? FAILURES[failure]}。\n  （${traces.join('，')}）`
}
