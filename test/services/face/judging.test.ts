import type { FaceEngine } from '../../../cloudfunctions/ports/face-verifier'
import type { Store } from '../../../cloudfunctions/ports/store'
import { read } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { engineSaying, FRAMES, installFaces } from '../face-engine'
import { keyOf, School } from '../school'
import { A, COUNTS, DAY, WAITS } from './checks'

/** A check that is asked about more than once at the same moment, or while something else happens. */

let school: School
beforeEach(async () => {
  school = await School.open()
  await installFaces(school, 'passed')
})
afterEach(() => school.close())

async function opened(face: string, who = 't1'): Promise<string> {
  const answer = await school.answer(who, 'open-face', { attemptKey: A, faceKey: keyOf(face) })
  if (!answer.opened) throw new Error(answer.why)
  return answer.task.checkId
}
const judge = (checkId: string, who = 't1') => school.answer(who, 'judge-face', { checkId, frames: FRAMES })
/** As an app does that was opened again: it has no pictures any more. */
const askAgain = (checkId: string) => school.answer('t1', 'judge-face', { checkId })
const checkIn = (faceCheckId: string) =>
  school.answer('t1', 'check-in', { kind: 'start', attemptKey: A, faceCheckId })
const typesOf = async (traineeId = 'T1') =>
  ((await read(school.store, TRAINEE_DAYS, `${traineeId} ${DAY}`))?.events ?? []).map(event =>
    event.type === 'face-judged' ? `${event.type} ${event.outcome}` : event.type,
  )

/** An engine that is at it until it is let go, and counts how many it is at. */
class SlowEngine {
  asked = 0
  atOnce = 0
  mostAtOnce = 0
  #letGo = () => {}
  readonly #gate = new Promise<void>(resolve => {
    this.#letGo = resolve
  })
  #begun = () => {}
  /** Resolves when it was asked first. */
  readonly begun = new Promise<void>(resolve => {
    this.#begun = resolve
  })

  readonly engine: FaceEngine = {
    ...engineSaying('passed'),
    judge: async (clip, template) => {
      this.asked += 1
      this.atOnce += 1
      this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce)
      this.#begun()
      await this.#gate
      this.atOnce -= 1
      return engineSaying('passed').judge(clip, template)
    },
  }

  letGo(): void {
    this.#letGo()
  }
}

/** The school is asked at another instance, on the same store. */
function elsewhere(): void {
  const other = new Proxy(school.store, {
    get: (store, name) => {
      const value: unknown = Reflect.get(store, name)
      return typeof value === 'function' ? value.bind(store) : value
    },
  })
  Object.assign(school.server, { store: other satisfies Store })
}

describe('a check whose pictures are looked at', () => {
  let slow: SlowEngine
  beforeEach(() => {
    slow = new SlowEngine()
    school.face = slow.engine
  })

  it('is looked at once, however often it is sent meanwhile', async () => {
    const checkId = await opened('face')
    const all = Array.from({ length: 30 }, () => judge(checkId))
    await slow.begun
    slow.letGo()
    const answers = await Promise.all(all)
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['passed']))
    expect(slow.asked).toBe(1)
    expect(await typesOf()).toEqual(['face-opened', 'face-judged passed'])
  })

  it('is waited for by an app that was opened again and asks without them', async () => {
    const checkId = await opened('face')
    const judging = judge(checkId)
    await slow.begun
    const asking = askAgain(checkId)
    const waits = new Promise(resolve => setTimeout(() => resolve('waits'), 100))
    expect(await Promise.race([asking, waits])).toBe('waits')
    slow.letGo()
    expect((await asking).outcome).toBe('passed')
    expect((await judging).outcome).toBe('passed')
    expect(await checkIn(checkId)).toMatchObject(COUNTS)
  })

  it('keeps its pass where another instance is asked without them', async () => {
    const checkId = await opened('face')
    const judging = judge(checkId)
    await slow.begun
    elsewhere()
    expect((await askAgain(checkId)).outcome).toBe('cancelled')
    expect(await typesOf()).toEqual(['face-opened'])
    slow.letGo()
    expect((await judging).outcome).toBe('passed')
    expect((await askAgain(checkId)).outcome).toBe('passed')
    expect(await checkIn(checkId)).toMatchObject(COUNTS)
  })

  it('makes others of the same trainee wait, and nobody else’s', async () => {
    const checks = [await opened('one'), await opened('two'), await opened('three')]
    const judging = checks.map(checkId => judge(checkId))
    await slow.begun
    const others = judge(await opened('face', 't2'), 't2')
    while (slow.asked < 2) await new Promise(resolve => setTimeout(resolve, 5))
    slow.letGo()
    await Promise.all([...judging, others])
    expect(slow.asked).toBe(4)
    expect(slow.mostAtOnce).toBe(2)
  })

  it('is looked at once and keeps its verdict, though something else is written meanwhile', async () => {
    const checkId = await opened('face')
    const judging = judge(checkId)
    await slow.begun
    await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('another tap') })
    slow.letGo()
    expect((await judging).outcome).toBe('passed')
    expect(slow.asked).toBe(1)
    expect(await typesOf()).toEqual(['face-opened', 'attempt', 'face-judged passed'])
  })

  it('may be sent again after the looking has failed', async () => {
    const checkId = await opened('face')
    school.face = {
      ...slow.engine,
      judge: () => Promise.reject(new Error('nothing that anybody expected')),
    }
    await expect(judge(checkId)).rejects.toThrow('nothing that anybody expected')
    school.face = engineSaying('passed')
    expect((await judge(checkId)).outcome).toBe('passed')
  })
})

describe('a consent that is taken back while a check is open', () => {
  it.each([
    ['is withdrawn', 'withdraw-face-consent', {}],
    ['gives way to the way without', 'choose-way', { way: 'without' }],
  ] as const)(
    'and %s: the check is over, nobody is asked, and the tap waits',
    async (_, operation, input) => {
      const checkId = await opened('face')
      const asked = jest.fn(engineSaying('passed').judge)
      school.face = { ...engineSaying('passed'), judge: asked }
      await school.answer('t1', operation, input)
      expect((await judge(checkId)).outcome).toBe('cancelled')
      expect(asked).not.toHaveBeenCalled()
      expect(await typesOf()).toEqual(['face-opened', 'face-judged cancelled'])
      expect(await checkIn(checkId)).toMatchObject(WAITS)
    },
  )
})

describe('the trainee’s day', () => {
  it('is read once to open a check, and once to judge it', async () => {
    const checkId = await opened('face')
    const reads = jest.spyOn(school.store, 'get')
    const ofTheDay = () => reads.mock.calls.filter(([{ name }]) => name === TRAINEE_DAYS.name).length
    await opened('another')
    expect(ofTheDay()).toBe(1)
    reads.mockClear()
    await judge(checkId)
    expect(ofTheDay()).toBe(1)
  })
})
