import { randomUUID } from 'node:crypto'
import { callingPerson } from '../../../adapters/wechat-caller'
import { MINUTE, SECOND } from '../../../domain/time'
import type { Pull } from '../../../services/ingest/ask-all'
import { askHeard } from '../../../services/ingest/heard'
import { pullDue } from '../../../services/ingest/round'
import { judgeDirtyDays } from '../../../services/judging/dirty'
import { TapWatch } from '../../../services/judging/tap-watch'
import { sendDue } from '../../../services/messages/send-due'
import { nightWork } from '../../../services/night'
import type { Server } from '../../../services/server'
import { instance } from './instance'
import { logLine } from './log'

/** What came of one slice of the timer's work. */
interface Slice {
  /** Work is left for the next tick. */
  readonly left: boolean
  /** Names of the kinds of work that failed; the log says why, and the next tick tries again. */
  readonly failed: readonly string[]
}

/** A store in the cloud answers in some 20 ms, so several things are waited for at a time. */
const AT_A_TIME = 6
/** A class-day that is open is looked at for taps so often: its row on the lists is no older than that. */
const WATCH_PACE = { everyMs: 15 * MINUTE, atATime: AT_A_TIME }

/** The timer fires every five minutes, and a city's classes are several questions: they are read every third time. */
const CLASSES_FOR_MS = 14 * MINUTE

/** @returns whether all of it is done */
type Work = (server: Server, goOn: () => boolean, requestId: string) => Promise<boolean>

/**
 * The kinds of work, in the order in which they are done, each with the moment of the slice after which it begins
 * nothing more. What is under way then is finished, and the slice is over within 20 s. So what asks the recording
 * platform comes last: only there a piece may take as long as a platform that says nothing is waited for.
 */
const WORKS: readonly { readonly name: string; readonly untilMs: number; readonly work: Work }[] = [
  { name: 'judge', untilMs: 4 * SECOND, work: judge },
  { name: 'watch', untilMs: 5 * SECOND, work: watch },
  // Before whatever waits for somebody outside, who may be silent all night.
  { name: 'night', untilMs: 7 * SECOND, work: night },
  { name: 'messages', untilMs: 9 * SECOND, work: messages },
  { name: 'heard', untilMs: 11 * SECOND, work: heard },
  { name: 'ask', untilMs: 12 * SECOND, work: ask },
]

const NOTHING: Slice = { left: false, failed: [] }

/**
 * One slice of the work that nobody waits for: judging what is new, removing what is past its term, sealing what is
 * closed, sending messages, asking the platform. How far each has come lies in the store, so a slice may be cut off
 * anywhere and the next one goes on. It is the timer's alone: any mini-program user could call the function by its name.
 */
export function runSlice(): Promise<Slice> {
  return sliceBy(() => performance.now())
}

/** @param stopwatch milliseconds that pass, by which it is known when to stop */
export async function sliceBy(stopwatch: () => number): Promise<Slice> {
  const requestId = randomUUID()
  if (callingPerson() !== null) {
    logLine('error', 'somebody called what the timer calls', { requestId })
    return NOTHING
  }
  const from = stopwatch()
  const { server, keysHeld } = await instance(CLASSES_FOR_MS)
  await keysHeld()
  const failed: string[] = []
  const left: string[] = []
  for (const { name, untilMs, work } of WORKS) {
    const goOn = () => stopwatch() - from < untilMs
    try {
      if (!goOn() || !(await work(server, goOn, requestId))) left.push(name)
    } catch (err) {
      logLine('error', 'work failed, the next tick tries again', { requestId, work: name, err })
      failed.push(name)
    }
  }
  logLine('info', 'slice', { requestId, left, failed, ms: Math.round(stopwatch() - from) })
  return { left: left.length + failed.length > 0, failed }
}

async function judge({ store }: Server, goOn: () => boolean): Promise<boolean> {
  await judgeDirtyDays(store, async () => goOn(), AT_A_TIME)
  return goOn()
}

let tapWatch: TapWatch | null = null

/** One watch an instance, which remembers what it has seen as long as it stays warm. */
function watch({ store, clock }: Server, goOn: () => boolean): Promise<boolean> {
  tapWatch ??= new TapWatch(store, clock, WATCH_PACE)
  return tapWatch.look(async () => goOn())
}

async function heard(server: Server, goOn: () => boolean, requestId: string): Promise<boolean> {
  return !(await askHeard(server, pullOf(goOn, requestId))).left
}

async function ask(server: Server, goOn: () => boolean, requestId: string): Promise<boolean> {
  return !(await pullDue(server, pullOf(goOn, requestId))).left
}

function pullOf(goOn: () => boolean, requestId: string): Pull {
  return {
    requestId,
    goOn,
    onAsked: ({ deviceSerial, channelNo, date, askedAt }) => {
      logLine('info', 'asked for recordings', { requestId, deviceSerial, channelNo, date, askedAt })
      return goOn()
    },
  }
}

async function messages(server: Server, goOn: () => boolean, requestId: string): Promise<boolean> {
  const { left, ended, outage } = await sendDue(server, {
    goOn,
    onEnded: ({ id, kind, classId, date, state, because }) => {
      if (state !== 'undeliverable' && state !== 'unknown') return
      const fields = { requestId, messageId: id, kind, classId, date, state, because }
      logLine('error', 'a message did not arrive, or may not have', fields)
    },
  })
  logLine('info', 'messages', { requestId, ended })
  if (outage !== null) throw outage
  return !left
}

function night(server: Server, goOn: () => boolean): Promise<boolean> {
  return nightWork(server, async () => goOn())
}
