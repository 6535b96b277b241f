import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFaults, type Fault, type Faults } from './faults'
import { FUNCTION_ACTIONS } from './functions'
import { demandKnown, type Parameters } from './parameters'
import { Refusal } from './refusal'
import { type Account, demandSignature } from './signature'
import type { State } from './state'
import { TABLE_ACTIONS } from './tables'

export interface CloudManagerStandIn {
  readonly url: string
  readonly state: State
  readonly faults: Faults
  /** The actions that were asked, in their order. */
  readonly asked: string[]
  close(): Promise<void>
}

const REGION = 'ap-shanghai'

/** The manager's interface of one environment, on loopback. What it doesn't know it refuses. */
export async function startCloudManager(
  account: Account & { readonly env: string },
): Promise<CloudManagerStandIn> {
  const state: State = { collections: new Map(), functions: new Map() }
  const faults = createFaults()
  const asked: string[] = []

  const perform = (service: string, action: string, given: Parameters): object => {
    if (action === 'DescribeEnvs')
      return { EnvList: given.EnvId === account.env ? [environment(account.env)] : [] }
    const of = given.EnvId ?? given.Namespace
    if (of !== account.env) throw new Refusal('ResourceNotFound', `no environment ${of}`)
    return (service === 'tcb' ? TABLE_ACTIONS : FUNCTION_ACTIONS)[action]?.(state, given) ?? {}
  }
  const answer = (request: IncomingMessage, body: string): { fault: Fault | null; response: object } => {
    const { headers } = request
    const action = String(headers['x-tc-action'])
    asked.push(action)
    const service = demandSignature(headers, body, account, Date.now())
    const given = JSON.parse(body) as Parameters
    demandKnown(service, String(headers['x-tc-version']), action, given)
    if (headers['x-tc-region'] !== REGION)
      throw new Refusal('UnsupportedRegion', 'the environment is elsewhere')
    const fault = faults.next(action)
    return { fault, response: perform(service, action, given) }
  }

  const server = createServer((request, response) => {
    read(request)
      .then(body => send(response, answer(request, body)))
      .catch((error: unknown) => refuse(response, error))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    faults,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve, reject) => server.close(error => (error ? reject(error) : resolve())))
    },
  }
}

function environment(EnvId: string): object {
  return {
    EnvId,
    Status: 'NORMAL',
    Source: 'miniapp',
    PackageName: '个人版',
    Region: REGION,
    Databases: [{ InstanceId: 'tnt-standin', Status: 'RUNNING', Region: REGION }],
    Functions: [{ Namespace: EnvId, Region: REGION }],
    LogServices: [{ LogsetId: 'set-1', TopicId: 'topic-1' }],
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

function send(to: ServerResponse, { fault, response }: { fault: Fault | null; response: object }): void {
  if (fault?.kind === 'cut') to.destroy()
  else if (fault?.kind === 'garbage') to.end('<html>502</html>')
  else to.end(JSON.stringify({ Response: { ...response, RequestId: 'stand-in' } }))
}

function refuse(to: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : new Refusal('InternalError', String(error))
  const said = { Code: refusal.code, Message: refusal.message }
  to.end(JSON.stringify({ Response: { Error: said, RequestId: 'stand-in' } }))
}
