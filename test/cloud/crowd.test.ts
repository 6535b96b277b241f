import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import { deterministicId } from '../../cloudfunctions/services/documents/ids'
import { readAll } from '../../cloudfunctions/services/documents/read'
import {
  attemptsOf,
  TRAINEE_DAYS,
  type TraineeDayStream,
} from '../../cloudfunctions/services/documents/trainee-days'
import { builtFunctions } from '../support/build-functions'
import { FunctionSite } from '../support/kills/functions'
import { brokenLink, derivedState } from '../support/kills/kept'
import { everybodyIn, type RushPerson } from '../support/rush'

const CHECK_INS = 1_000
jest.setTimeout(180_000)

interface Told {
  readonly status: number
  readonly body: unknown
}

interface Sent {
  readonly by: RushPerson
  readonly attemptKey: string
  /** Of the two that arrive at the same moment. */
  readonly answers: readonly Answers['check-in'][]
}

let site: FunctionSite
let sent: Sent[]
let named: { readonly by: RushPerson; readonly answer: Answers['who-am-i'] }[]
let streams: TraineeDayStream[]

beforeAll(async () => {
  site = await FunctionSite.open(builtFunctions())
  await site.warm()
  ;[sent, named] = await Promise.all([crowd(), roll()])
  streams = await site.read(store => readAll(store, TRAINEE_DAYS, { index: 'byClassDay', equal: [] }))
})
afterAll(() => site?.close())

/** All at once, each twice, and those of one trainee side by side: four instances work them off, racing for a day. */
function crowd(): Promise<Sent[]> {
  const { trainees } = site.rush
  const all = Array.from({ length: CHECK_INS }, async (_, i): Promise<Sent> => {
    const by = trainees[Math.floor((i * trainees.length) / CHECK_INS)]!
    const attemptKey = `attempt-${i}`.padEnd(24, '0')
    const input = { kind: 'start', attemptKey, deviceId: `phone-${by.traineeId}` } as const
    return {
      by,
      attemptKey,
      answers: await Promise.all([ask(by, 'check-in', input), ask(by, 'check-in', input)]),
    }
  })
  return Promise.all(all)
}

/** Amid the crowd everybody asks who they are. */
function roll(): Promise<typeof named> {
  return Promise.all(everybodyIn(site.rush).map(async by => ({ by, answer: await ask(by, 'who-am-i', {}) })))
}

async function ask<K extends Operation>(by: RushPerson, operation: K, input: Input<K>): Promise<Answers[K]> {
  const { status, body } = (await site.app.invoke(
    { operation, input },
    { openId: site.openIdOf(by) },
  )) as Told
  if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`)
  return body as Answers[K]
}

const attemptIdOf = ({ by, attemptKey }: Sent) => deterministicId(by.traineeId, attemptKey)

it('has four instances answer it all', () => {
  const { invocations } = site.app
  expect(invocations.filter(({ cold }) => cold)).toHaveLength(4)
  expect(invocations.filter(({ failure }) => failure !== null)).toEqual([])
  expect(invocations.length).toBeGreaterThan(2 * CHECK_INS)
})

it('answers each person as that person', () => {
  for (const { by, answer } of named) {
    expect(answer).toEqual(expect.objectContaining({ name: by.account.displayName, role: by.account.role }))
  }
})

it('answers two that arrive at the same moment alike, with the attempt of whoever asked', () => {
  for (const one of sent) {
    const [first, second] = one.answers
    expect(second).toEqual(first)
    expect(first).toEqual(expect.objectContaining({ accepted: true, missing: ['end'] }))
    // It follows from the trainee and the telephone's key, so no other trainee can have it.
    expect(first?.accepted && first.checkIn.attemptId).toBe(attemptIdOf(one))
  }
})

it('keeps every check-in exactly once', () => {
  const kept = streams.flatMap(stream => attemptsOf(stream).map(({ attemptId }) => attemptId))
  expect(kept).toHaveLength(CHECK_INS)
  expect(new Set(kept)).toEqual(new Set(sent.map(attemptIdOf)))
})

it("keeps in a trainee's day nothing but that trainee's own attempts, from that trainee's telephone", () => {
  expect(streams).toHaveLength(site.rush.trainees.length)
  const owners = new Map(sent.map(one => [attemptIdOf(one), one.by.traineeId]))
  for (const stream of streams) {
    for (const attempt of attemptsOf(stream)) {
      expect(owners.get(attempt.attemptId)).toBe(stream.traineeId)
      expect(attempt.deviceId).toBe(`phone-${stream.traineeId}`)
      expect([attempt.kind, attempt.refusal]).toEqual(['start', null])
    }
  }
})

it('keeps whole chains, and the timer derives from them what they give', async () => {
  await site.caughtUp()
  expect(await site.read(brokenLink)).toBeNull()
  const { days, waiting, different } = await site.read(derivedState)
  expect({ days, waiting, different }).toEqual({ days: 20, waiting: 0, different: [] })
})
