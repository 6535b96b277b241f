import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Account } from './account'
import { refusal } from './answer'
import { Faults } from './faults'
import { type Form, readForm } from './form'
import type { EzvizStandIn, EzvizStandInOptions, StandInCall, StandInFault } from './options'
import { answerCall } from './routes'

const KEPT_CALLS = 5_000
const SECRET_FIELDS = ['appKey', 'appSecret', 'accessToken']

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type};charset=UTF-8` }).end(body)
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function misbehave(fault: StandInFault, request: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'code') sendJson(response, fault.httpStatus ?? 200, refusal(fault.code))
  else if (fault.kind === 'not-json') send(response, 200, 'text/html', '<html>系统维护中</html>')
  else if (fault.kind === 'http-500') send(response, 500, 'text/html', '<html>Internal Server Error</html>')
  else if (fault.kind === 'cut') request.socket.destroy()
}

function withoutSecrets(form: Form): Form {
  return Object.fromEntries(Object.entries(form).filter(([field]) => !SECRET_FIELDS.includes(field)))
}

function createDesk(account: Account, faults: Faults) {
  const calls: StandInCall[] = []
  const note = (path: string, form: Form | null, outcome: string) => {
    calls.push({ at: account.now(), path, params: withoutSecrets(form ?? {}), outcome })
    if (calls.length > KEPT_CALLS) calls.shift()
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stand-in')
    const form = await readForm(request)
    const fault = faults.take(pathname, form ?? {})
    if (fault) {
      note(pathname, form, fault.kind === 'code' ? fault.code : fault.kind)
      misbehave(fault, request, response)
      return
    }
    const answer = answerCall(account, pathname, form)
    note(pathname, form, answer?.code ?? 'not-found')
    if (answer) sendJson(response, 200, answer)
    else send(response, 404, 'text/html', '<html>Not Found</html>')
  }
  return { calls, serve }
}

async function listen(
  serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port: number,
) {
  const server = createServer((request, response) => {
    serve(request, response).catch(error => send(response, 500, 'text/plain', String(error)))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const close = () =>
    new Promise<void>((resolve, reject) => {
      if (!server.listening) return resolve()
      server.close(error => (error ? reject(error) : resolve()))
      server.closeAllConnections()
    })
  // Listening on a TCP port, so the address is an object and not the path of a pipe.
  const { port: given } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${given}`, close }
}

/** Stands in for open.ys7.com on loopback: the documented wire, the cameras given, faults on demand. */
export async function startEzvizStandIn(options: EzvizStandInOptions): Promise<EzvizStandIn> {
  const account = new Account(options)
  const faults = new Faults()
  const { calls, serve } = createDesk(account, faults)
  const { url, close } = await listen(serve, options.port ?? 0)
  return {
    url,
    calls,
    close,
    setCamera: camera => account.setCamera(camera),
    setListing: habits => {
      account.habits = habits
    },
    fault: (fault, scope = {}) => faults.add(fault, scope),
    forgetTokens: () => account.forgetTokens(),
  }
}
