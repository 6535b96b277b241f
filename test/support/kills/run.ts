import { setTimeout as pause } from 'node:timers/promises'
import { makeRush, type Rush, type RushPerson } from '../rush'
import { type Deed, newCheckIn, newDecision, newWitnessing, send } from './deeds'
import { brokenLink, derivedState, Kept } from './kept'
import { type ServerProcess, startServerProcess } from './server-process'

export interface KillRun {
  /** The bundled server. */
  readonly bundle: string
  /** An empty folder. */
  readonly dataFolder: string
  readonly kills: number
  onKill(done: number, acknowledged: number): void
}

export interface KillReport {
  readonly kills: number
  readonly acknowledged: number
  /** Sent again after a kill, since no answer had come. */
  readonly sentAgain: number
  /** Everything that is not as it was acknowledged; empty when all is well. */
  readonly faults: readonly string[]
}

const HANDS = 12
const LIVES_MS = { from: 60, to: 700 }
/** How long the last server may take to judge what is left. */
const CATCH_UP_MS = 60_000

/**
 * Kills the server again and again at random moments while people check in, vouch and decide; looks after each kill
 * whether all that was acknowledged stands, once, and at the end whether the chain is whole and what was derived is
 * what the evidence gives.
 */
export async function runKills({ bundle, dataFolder, kills, onKill }: KillRun): Promise<KillReport> {
  const rush = await makeRush(dataFolder, { classes: 10, traineesPerClass: 30 })
  const people = new People(rush)
  const faults: string[] = []
  for (let done = 1; done <= kills; done++) {
    const server = await startServerProcess(bundle, dataFolder)
    const shift = people.work(server.url)
    await pause(LIVES_MS.from + Math.random() * (LIVES_MS.to - LIVES_MS.from))
    await server.kill()
    await shift
    faults.push(...(await faultsAfter(dataFolder, people)))
    onKill(done, people.acknowledged.length)
    if (faults.length > 0) break
  }
  faults.push(...(await faultsAtTheEnd(bundle, dataFolder, people)))
  return { kills, acknowledged: people.acknowledged.length, sentAgain: people.sentAgain, faults }
}

async function faultsAfter(dataFolder: string, people: People): Promise<string[]> {
  const kept = await Kept.read(dataFolder)
  const broken = await brokenLink(dataFolder)
  return [
    ...people.acknowledged.flatMap(deed => kept.faultOf(deed) ?? []),
    ...kept.twice().map(name => `${name} is there twice`),
    ...(broken ? [`broken link: ${JSON.stringify(broken)}`] : []),
  ]
}

async function faultsAtTheEnd(bundle: string, dataFolder: string, people: People): Promise<string[]> {
  const server = await startServerProcess(bundle, dataFolder)
  await people.settle(server.url)
  const waiting = await untilJudged(dataFolder)
  const status = await stopped(server)
  const { different } = await derivedState(dataFolder)
  return [
    ...(await faultsAfter(dataFolder, people)),
    ...(waiting > 0 ? [`${waiting} class-days were never judged`] : []),
    ...(status === 0 ? [] : [`the server ended with ${status}`]),
    ...different.map(id => `the derived row of ${id} is not what its evidence gives`),
  ]
}

function stopped(server: ServerProcess): Promise<number | null> {
  return server.stop()
}

async function untilJudged(dataFolder: string): Promise<number> {
  const until = Date.now() + CATCH_UP_MS
  for (;;) {
    const { waiting } = await derivedState(dataFolder)
    if (waiting === 0 || Date.now() > until) return waiting
    await pause(500)
  }
}

/** Many hands, each doing one thing after another until the server is gone. */
class People {
  readonly acknowledged: Deed[] = []
  sentAgain = 0
  readonly #unanswered: Deed[] = []
  readonly #unvouched: { readonly attemptId: string; readonly classId: string }[] = []
  #turn = 0

  constructor(private readonly rush: Rush) {}

  /** Resolves when no hand reaches the server any more. */
  async work(url: string): Promise<void> {
    await Promise.all(
      Array.from({ length: HANDS }, async () => {
        while (await this.#doOne(url, this.#unanswered.shift() ?? this.#next()));
      }),
    )
  }

  /** Sends what never got an answer once more. */
  async settle(url: string): Promise<void> {
    for (let deed = this.#unanswered.shift(); deed; deed = this.#unanswered.shift()) {
      if (!(await this.#doOne(url, deed))) throw new Error('the server is gone, and nobody killed it')
    }
  }

  async #doOne(url: string, deed: Deed): Promise<boolean> {
    const sent = await send(url, deed)
    if (sent === 'unanswered') {
      this.sentAgain += 1
      this.#unanswered.push(deed)
      return false
    }
    if (sent === 'acknowledged') {
      this.acknowledged.push(deed)
      if (deed.kind === 'check-in' && deed.attemptId !== null) {
        this.#unvouched.push({ attemptId: deed.attemptId, classId: deed.by.classId })
      }
    }
    return true
  }

  #next(): Deed {
    this.#turn += 1
    const { rush } = this
    const trainee = at(rush.trainees, this.#turn)
    if (this.#turn % 7 === 0) return newDecision(at(rush.supervisors, this.#turn), rush, trainee)
    const unvouched = this.#turn % 5 === 0 ? this.#unvouched.shift() : undefined
    const instructor = rush.instructors.find(({ classId }) => classId === unvouched?.classId)
    if (unvouched && instructor) return newWitnessing(instructor, rush, unvouched.attemptId)
    return newCheckIn(trainee, this.#turn % 2 === 0 ? 'start' : 'end')
  }
}

function at(people: readonly RushPerson[], turn: number): RushPerson {
  const person = people[turn % people.length]
  if (person === undefined) throw new Error('nobody there')
  return person
}
