import type { Failure } from '../../cloudfunctions/contract/app'
import type { Posted } from './transport'

/** The cloud's codes: developers.weixin.qq.com/miniprogram/dev/wxcloud/reference/errcode.html */
const FUNCTION_FAILED = -404011
const BACKEND_UNREACHED = -601003
/** The function or its environment is not there, or the app may not use it. */
const NOT_SET_UP = [-501000, -501005, -501009, -501018, -501019, -401001, -601004]
const TOO_MANY = [-501003, -501004, -501015, -501016]
const TOO_LATE = [-501002, -504003, -604102]
const TOO_LARGE = /EXCEED_MAX_PAYLOAD_SIZE|EXCEED_REQUEST_SIZE_LIMIT|data exceed max size/
const NOT_OPENED = /wx\.cloud\.init/

const told = (status: number, code: Failure['error']['code'], message: string): Posted => {
  const body: Failure = { error: { code, message } }
  return { status, body }
}

const outage = (message: string) => told(503, 'outage', message)

/**
 * What a call without a result is told as, in the server's place.
 * @throws the error itself where nobody was heard
 */
export function whatBecameOf(error: unknown): Posted {
  const text = textOf(error)
  const code = codeOf(error, text)
  if (TOO_LARGE.test(text)) return told(400, 'bad-input', '内容太多，一次发不出去，没有保存。请缩短后再试。')
  if (NOT_OPENED.test(text) || NOT_SET_UP.includes(code)) {
    return outage('小程序还没有连上云端的服务，请联系管理员。')
  }
  if (isUnheard(code)) throw error
  if (TOO_MANY.includes(code)) return outage('现在使用的人太多，服务器一时忙不过来，请稍后再试。')
  if (TOO_LATE.includes(code)) return outage('服务器没有来得及回答，请稍后再试。')
  return outage('服务器出了一点问题，请稍后再试。')
}

/** Without a code of the cloud's, or while its answer was being fetched, it is the line that broke. */
function isUnheard(code: number): boolean {
  const isWhileFetching = code > -404100 && code <= -404000 && code !== FUNCTION_FAILED
  return code > -400000 || isWhileFetching || code === BACKEND_UNREACHED
}

/** The cloud's own code stands in the text, before or instead of the one that the phone puts around it. */
function codeOf(error: unknown, text: string): number {
  const [, inner] = /service error code (-\d+)/.exec(text) ?? /errCode: (-\d+)/.exec(text) ?? []
  return Number(inner ?? fieldOf(error, 'errCode') ?? 0)
}

const textOf = (error: unknown): string =>
  String(fieldOf(error, 'errMsg') ?? fieldOf(error, 'message') ?? error)

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined
