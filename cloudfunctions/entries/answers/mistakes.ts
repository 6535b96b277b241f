import { ZodError, type z } from 'zod'
import type { Failure } from '../../contract/app'
import { SecretsError } from '../../ports/secrets'
import { StoreError } from '../../ports/store'
import { LayoutError } from '../../services/layout/hold'
import { failure, STATUS } from './sentences'

interface FailureAnswer {
  readonly status: number
  readonly failure: Failure
}

/** A caller's mistake that was found before the question was read; the web server's own among them. */
type RequestMistake = Error & { readonly statusCode?: number | undefined; readonly code?: string }

const REQUEST_MISTAKES: Readonly<Record<string, string>> = {
  BODY_TOO_LARGE: '提交的内容太大，请精简后再试。',
  FST_ERR_CTP_BODY_TOO_LARGE: '提交的内容太大，请精简后再试。',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: '请求的格式不对，应为 JSON。',
  BODY_EMPTY: '请求没有内容。',
  BODY_NOT_UTF8: '请求的内容不是 UTF-8 编码。',
  BODY_NOT_JSON: '请求的内容不是完整的 JSON。',
  BODY_TOO_DEEP: '请求的内容嵌套太深。',
  BODY_FORBIDDEN_KEY: '请求里有不能使用的名称。',
  BODY_FORBIDDEN_TEXT: '填写的内容里有不能保存的字符，请重新输入。',
  BODY_KEY_TWICE: '请求里同一个名称出现了两次。',
}

/** What was thrown, as an answer: a caller's mistake with its place, an outage, or a fault of ours. */
export function thrownFailure(error: RequestMistake): FailureAnswer {
  if (error instanceof ZodError) return { status: STATUS['bad-input'], failure: badInput(error) }
  if (error instanceof LayoutError) {
    return { status: STATUS.outage, failure: failure('outage', '系统正在升级，请过几分钟再试。') }
  }
  if (error instanceof StoreError) {
    return { status: STATUS.outage, failure: failure('outage', '数据暂时无法读写，请稍后再试。') }
  }
  if (error instanceof SecretsError) {
    return { status: STATUS.outage, failure: failure('outage', '加密的资料暂时无法读取，请联系管理员。') }
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    const message = REQUEST_MISTAKES[error.code ?? ''] ?? '请求的格式不对，请刷新页面后再试。'
    return { status: error.statusCode, failure: failure('bad-input', message) }
  }
  return { status: 500, failure: failure('outage', '服务器出了问题，您的操作可能没有保存。请稍后再试。') }
}

/** The first problem with its path; the app checks its forms itself, so further ones are rare. */
function badInput(error: ZodError): Failure {
  const issue = error.issues[0]
  if (issue === undefined) return failure('bad-input', '填写的内容有误。')
  return failure('bad-input', sentenceOf(issue), pathOf(issue))
}

function pathOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...issue.path, ...unknown].map(String).join('.')
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'invalid_type':
      return issue.input === undefined ? '缺少必填的内容。' : '内容的类型不对。'
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? '此项不能为空。' : '数值太小。'
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? '内容太长。' : '数值太大。'
    case 'invalid_value':
      return '不是可选的内容。'
    case 'unrecognized_keys':
      return '有不认识的内容。'
    default:
      return '内容的格式不对。'
  }
}
