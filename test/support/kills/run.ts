import { setTimeout as pause } from 'node:timers/promises'
import type { Rush, RushPerson } from '../rush'
import { type Deed, newCheckIn, newDecision, newWitnessing, send } from './deeds'
import { brokenLink, derivedState, Kept } from './kept'
import type { Line, Site } from './site'

export interface KillRun {
  readonly site: Site
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

/**
 * Kills a system again and again at random moments while people check in, vouch and decide; looks after each kill
 * whether all that was acknowledged stands, once, and at the end whether the chain is whole and what was derived is
 * what the evidence gives.
 */
export async function runKills({ site, kills, onKill }: KillRun): Promise<KillReport> {
  const people = new People(site.rush)
  const faults: string[] = []
  for (let done = 1; done <= kills; done++) {
    const life = await site.begin()
    const shift = people.work(life)
    await pause(LIVES_MS.from + Math.random() * (LIVES_MS.to - LIVES_MS.from))
    await life.kill()
    await shift
    faults.push(...(await faultsAfter(site, people)))
    onKill(done, people.acknowledged.length)
    if (faults.length > 0) break
  }
  faults.push(...(await faultsAtTheEnd(site, people)))
  return { kills, acknowledged: people.acknowledged.length, sentAgain: people.sentAgain, faults }
}

async function faultsAfter(site: Site, people: People): Promise<string[]> {
  const kept = await site.read(store => Kept.read(store))
  const broken = await site.read(brokenLink)
  return [
    ...people.acknowledged.flatMap(deed => kept.faultOf(deed) ?? []),
    ...kept.twice().map(name => `${name} is there twice`),
    ...(broken ? [`broken link: ${JSON.stringify(broken)}`] : []),
  ]
}

async function faultsAtTheEnd(site: Site, people: People): Promise<string[]> {
  const life = await site.begin()
  let trouble: string | null
  try {
    await people.settle(life)
    await site.caughtUp()
  } finally {
    trouble = await life.stop()
  }
  const { waiting, different } = await site.read(derivedState)
  return [
    ...(await faultsAfter(site, people)),
    ...(waiting > 0 ? [`${waiting} class-days were never judged`] : []),
    ...(trouble === null ? [] : [trouble]),
    ...different.map(id => `the derived row of ${id} is not what its evidence gives`),
  ]
}

/** Many hands, each doing one thing after another until nobody answers any more. */
class People {
  readonly acknowledged: Deed[] = []
  sentAgain = 0
  readonly #unanswered: Deed[] = []
  readonly #unvouched: { readonly attemptId: string; readonly classId: string }[] = []
  #turn = 0

  constructor(private readonly rush: Rush) {}

  /** Resolves when no hand reaches anybody any more. */
  async work(line: Line): Promise<void> {
    await Promise.all(
      Array.from({ length: HANDS }, async () => {
        while (await this.#doOne(line, this.#unanswered.shift() ?? this.#next()));
      }),
    )
  }

  /** Sends what never got an answer once more. */
  async settle(line: Line): Promise<void> {
    for (let deed = this.#unanswered.shift(); deed; deed = this.#unanswered.shift()) {
      if (!(await this.#doOne(line, deed))) throw new Error('nobody answers, and nobody was killed')
    }
  }

  async #doOne(line: Line, deed: Deed): Promise<boolean> {
    const sent = await send(line, deed)
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
