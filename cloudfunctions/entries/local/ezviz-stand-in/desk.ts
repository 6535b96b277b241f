import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StandInFault } from './fault-options'
import type { Faults } from './faults'
import type { Journal } from './journal'
import type { Pictures } from './pictures/pictures'
import type { Route } from './routes'
import { type Answer, type Family, refusal, seal } from './wire/answer'
import { type Call, fieldsOf, readCall } from './wire/call'
import type { World } from './world'

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type};charset=UTF-8` }).end(body)
}

function sendAnswer(response: ServerResponse, family: Family, answer: Answer, httpStatus?: number): void {
  const { status, body } = seal(family, answer)
  send(response, httpStatus ?? status, 'application/json', JSON.stringify(body))
}

function familyOf(path: string): Family {
  if (path.startsWith('/api/lapp/')) return 'lapp'
  return path.startsWith('/api/v3/open/device/') ? 'result' : 'meta'
}

/** Real time, since what waits for the answer is a real socket. */
function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref())
}

export interface DeskParts {
  readonly world: World
  readonly routes: readonly Route[]
  readonly faults: Faults
  readonly journal: Journal
  readonly pictures: Pictures
  /** Looks at the clock, so that what fell due is told before the answer is made. */
  tick(): Promise<void>
}

/** Answers questions as the platform would, unless a fault stands in its place. */
export class Desk {
  constructor(private readonly parts: DeskParts) {}

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/capture/')) return this.show(request.url, response)
    const call = await readCall(request)
    void this.parts.tick()
    const fault = this.parts.faults.take(call.path, fieldsOf(call))
    if (fault === null) return this.answer(call, response)
    if (fault.kind !== 'slow') return this.misbehave(fault, call, request, response)
    await pause(fault.ms)
    this.answer(call, response)
  }

  private show(url: string, response: ServerResponse): void {
    const picture = this.parts.pictures.at(new URL(url, this.parts.world.url))
    if (picture) response.writeHead(200, { 'Content-Type': 'image/png' }).end(picture)
    else send(response, 403, 'text/html', '<html>Forbidden</html>')
  }

  private answer(call: Call, response: ServerResponse): void {
    const answer = this.refuseByLimit(call) ?? this.answerOf(call)
    this.parts.journal.note(this.parts.world.now(), call, answer?.code ?? 'not-found')
    if (answer) sendAnswer(response, familyOf(call.path), answer)
    else send(response, 404, 'text/html', '<html>Not Found</html>')
  }

  private refuseByLimit(call: Call): Answer | null {
    const code = this.parts.world.limits.refuseCall(this.parts.world.now())
    if (code === null) return null
    const frequentCloud = code === '10029' && familyOf(call.path) === 'meta'
    return refusal(frequentCloud && !call.path.startsWith('/api/v3/device/') ? '429' : code)
  }

  /** Null when the platform has no such address. */
  private answerOf(call: Call): Answer | null {
    const there = this.parts.routes.filter(route => route.path === call.path)
    const route = there.find(({ method }) => method === call.method)
    if (route) return route.answer(call)
    return there[0]?.family === 'lapp' ? refusal('10001') : null
  }

  private misbehave(
    fault: Exclude<StandInFault, { kind: 'slow' }>,
    call: Call,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    this.parts.journal.note(this.parts.world.now(), call, fault.kind === 'code' ? fault.code : fault.kind)
    if (fault.kind === 'code')
      sendAnswer(response, familyOf(call.path), refusal(fault.code), fault.httpStatus)
    else if (fault.kind === 'not-json') send(response, 200, 'text/html', '<html>系统维护中</html>')
    else if (fault.kind === 'http-500') send(response, 500, 'text/html', '<html>Internal Server Error</html>')
    else if (fault.kind === 'cut') request.socket.destroy()
  }
}
