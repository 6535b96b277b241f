import type { Log } from '../../../cloudfunctions/entries/local/log'
import { deployedLimits } from '../build-functions'
import { type FunctionHost, type FunctionHostOptions, startFunctionHost } from '../function-host'
import { FunctionFailure } from '../function-host/failure'

interface Given extends Pick<FunctionHostOptions, 'folder' | 'gateway'> {
  readonly environment: Readonly<Record<string, string>>
  readonly log: Log
}

export interface Functions {
  readonly app: FunctionHost
  readonly webhook: FunctionHost
  /** One tick of the timer. @returns whether work is left for the next one */
  round(trigger: string): Promise<boolean>
  close(): Promise<void>
}

const WORKERS = { app: 4, 'ezviz-webhook': 1, rounds: 1 } as const

export function startFunctions({ log, ...given }: Given): Functions {
  const host = (fn: keyof typeof WORKERS) =>
    startFunctionHost({
      ...given,
      ...deployedLimits(fn),
      workers: WORKERS[fn],
      fn,
      onLine: line => handOver(log, fn, line),
    })
  const [app, webhook, rounds] = [host('app'), host('ezviz-webhook'), host('rounds')]
  return {
    app,
    webhook,
    round: trigger => roundOf(rounds, trigger, log),
    close: async () => void (await Promise.all([app.close(), webhook.close(), rounds.close()])),
  }
}

async function roundOf(rounds: FunctionHost, trigger: string, log: Log): Promise<boolean> {
  const event = { Type: 'Timer', TriggerName: trigger, Time: new Date().toISOString(), Message: '' }
  try {
    const { left } = (await rounds.invoke(event, { source: 'timer' })) as { left: boolean }
    return left
  } catch (error) {
    if (!(error instanceof FunctionFailure)) throw error
    log.warn({ code: error.code }, 'a round failed, the next one tries again')
    return false
  }
}

/** A function writes JSON objects a line, as the cloud's log keeps them; anything else was written by its libraries. */
function handOver(log: Log, fn: string, line: string): void {
  const { level, message, ...fields } = objectIn(line) ?? { level: 'warn', message: line }
  const wrote = { fn, ...fields }
  if (level === 'error') log.error(wrote, String(message))
  else if (level === 'warn') log.warn(wrote, String(message))
  else log.info(wrote, String(message))
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>
  } catch {
    return null
  }
}
