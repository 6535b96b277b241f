import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Body, bodyOf } from './body'
import { Checks } from './checks'
import { Faults, type WechatFault } from './faults'
import { Refusal } from './refusal'
import { listen } from './server'
import { Tokens } from './tokens'

export const TOKEN_PATH = '/cgi-bin/stable_token'
export const OPEN_PATH = '/cityservice/face/identify/getverifyid'
export const VERDICT_PATH = '/cityservice/face/identify/queryverifyinfo'

interface Options {
  readonly appId: string
  readonly appSecret: string
  readonly now: () => number
  /** How long a token is good for; 7200 when left out. */
  readonly tokenSeconds?: number
}

interface Call {
  readonly path: string
  readonly method: string
  readonly contentType: string
  readonly connection: string
  readonly token: string | null
  readonly body: Body
}

/** The servers of WeChat that face verification 2.0 needs, as documented; the phone's side is `phone`. */
export interface WechatFace {
  readonly url: string
  /** All that was asked, in its order. */
  readonly calls: readonly Call[]
  readonly faults: Faults
  /** As if another system of the account had asked for a new token by force. */
  forgetTokens(): void
  /** `wx.requestFacialVerify` in the hands of this user; answers with the code that the phone is told. */
  phone(openId: string): { requestFacialVerify(verifyId: string, verifyRet?: number): number }
  close(): Promise<void>
}

export async function startWechatFace({
  now,
  tokenSeconds = 7_200,
  ...account
}: Options): Promise<WechatFace> {
  const tokens = new Tokens({ ...account, now, tokenSeconds })
  const checks = new Checks(now)
  const faults = new Faults()
  const calls: Call[] = []

  const answerOf = (call: Call): object => {
    if (call.method !== 'POST') throw new Refusal(43002, 'require POST method')
    if (call.path === TOKEN_PATH) return tokens.give(call.body)
    tokens.demand(call.token)
    if (call.path === OPEN_PATH) return checks.open(call.body)
    if (call.path === VERDICT_PATH) return checks.verdict(call.body)
    throw new Refusal(40066, 'invalid url')
  }

  const { url, close } = await listen((request, text, response) => {
    const call = callOf(request, text)
    calls.push(call)
    const fault = faults.take(call.path)
    if (fault === null || fault.kind === 'slow' || fault.kind === 'lost' || fault.kind === 'cut-short') {
      reply(response, fault, JSON.stringify(spoken(() => answerOf(call))))
    } else strike(response, fault)
  })

  return {
    url,
    calls,
    faults,
    forgetTokens: () => tokens.forget(),
    phone: openId => ({
      requestFacialVerify: (verifyId, verifyRet = 10_000) =>
        checks.verifyOnPhone(openId, verifyId, verifyRet),
    }),
    close,
  }
}

function callOf(request: IncomingMessage, text: string): Call {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
  return {
    path: pathname,
    method: request.method ?? '',
    contentType: request.headers['content-type'] ?? '',
    connection: request.headers.connection ?? '',
    token: searchParams.get('access_token'),
    body: bodyOf(text) ?? {},
  }
}

function spoken(answer: () => object): object {
  try {
    return answer()
  } catch (error) {
    if (error instanceof Refusal) return error.answer()
    throw error
  }
}

function reply(response: ServerResponse, fault: WechatFault | null, text: string): void {
  const say = () => send(response, 200, text)
  if (fault === null) say()
  else if (fault.kind === 'slow') setTimeout(say, fault.ms).unref()
  else if (fault.kind === 'lost') response.destroy()
  else {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    response.write(text.slice(0, text.length / 2), () => response.destroy())
  }
}

function strike(response: ServerResponse, fault: WechatFault): void {
  if (fault.kind === 'errcode') {
    send(
      response,
      200,
      JSON.stringify({ errcode: fault.errcode, errmsg: fault.errmsg ?? 'told by the test' }),
    )
  } else if (fault.kind === 'answer') send(response, fault.status ?? 200, fault.text)
  else if (fault.kind === 'redirect') response.writeHead(307, { location: fault.to }).end()
  else if (fault.kind === 'cut') response.destroy()
  else if (fault.kind === 'endless') flood(response)
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json; encoding=utf-8' }).end(text)
}

/** Until the other side has had enough. */
function flood(response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed) response.write(' '.repeat(16_384), more)
  }
  response.writeHead(200)
  more()
}
