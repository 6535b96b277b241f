import type { Answers } from '../../cloudfunctions/contract/app'
import type { FaceTask } from '../../cloudfunctions/contract/face'
import type { FaceJudged } from '../../cloudfunctions/services/documents/trainee-days'
import { FunctionFailure } from '../support/function-host/failure'
import type { FaceSite, Person } from './face-site'

type ServiceTask = Extract<FaceTask, { by: 'service' }>

/** WeChat's code for a face that is the one on file. */
export const PASSED = 10_000

/** What a check-in can come to: by face at once, or waiting for a witness. Lost it is never. */
export const COUNTS = { accepted: true, checkIn: { state: 'recorded', method: 'face' } }
export const WAITS = { accepted: true, checkIn: { state: 'waiting', method: 'witnessed' } }

let made = 0

/** One tap on the button with its check of the face, as a phone goes through it with the keys that it has kept. */
export class Visit {
  readonly attemptKey: string
  readonly faceKey: string

  constructor(
    private readonly site: FaceSite,
    readonly who: Person,
  ) {
    made += 1
    this.attemptKey = `attempt-${made}`.padEnd(24, '-')
    this.faceKey = `face-${made}`.padEnd(24, '-')
  }

  open(): Promise<Answers['open-face']> {
    const { attemptKey, faceKey } = this
    return this.site.answer(this.who, 'open-face', { attemptKey, faceKey })
  }

  /** @throws Error when none was opened */
  async task(): Promise<ServiceTask> {
    const answer = await this.open()
    if (!answer.opened) throw new Error(`no check was opened: ${answer.why}`)
    if (answer.task.by !== 'service') throw new Error('a check by frames')
    return answer.task
  }

  /** Before WeChat's own page. @returns the code that the phone is told */
  look({ verifyId }: ServiceTask, verifyRet = PASSED): number {
    return this.site.wechat.phone(this.who.openId).requestFacialVerify(verifyId, verifyRet)
  }

  judge({ checkId }: Pick<ServiceTask, 'checkId'>): Promise<Answers['judge-face']> {
    return this.site.answer(this.who, 'judge-face', { checkId })
  }

  checkIn(faceCheckId?: string): Promise<Answers['check-in']> {
    const { attemptKey } = this
    const check = faceCheckId === undefined ? {} : { faceCheckId }
    return this.site.answer(this.who, 'check-in', { kind: 'start', attemptKey, ...check })
  }

  /** Opened, and WeChat has seen the right face. */
  async looked(): Promise<ServiceTask> {
    const task = await this.task()
    this.look(task)
    return task
  }

  /** Opened, looked at, judged. */
  async judged(verifyRet = PASSED): Promise<ServiceTask> {
    const task = await this.task()
    this.look(task, verifyRet)
    await this.judge(task)
    return task
  }

  /** Types of what is kept of the day, e.g. `face-judged passed`. */
  async kept(): Promise<readonly string[]> {
    const events = await this.site.events(this.who)
    return events.map(event => (event.type === 'face-judged' ? `face-judged ${event.outcome}` : event.type))
  }

  /**
   * The whole way once more, with what the phone still has: each answer is the one given before, and nothing is added.
   * @param named with the check-in; left out: none was
   */
  async demandTheSameAgain(before: Answers['check-in'], named?: string): Promise<void> {
    const kept = await this.site.events(this.who)
    expect(await this.checkIn(named)).toEqual(before)
    for (const { checkId, outcome } of judgedIn(kept)) {
      expect((await this.judge({ checkId })).outcome).toBe(outcome)
    }
    expect(await this.site.events(this.who)).toEqual(kept)
    this.demandVerdict(before, kept)
  }

  /** No check-in by face without a verdict of this attempt, and each attempt once. */
  private demandVerdict(answer: Answers['check-in'], kept: Awaited<ReturnType<FaceSite['events']>>): void {
    if (!answer.accepted) throw new Error('the attempt was lost')
    const { attemptId, method } = answer.checkIn
    const mine = kept.filter(event => event.attemptId === attemptId)
    expect(mine.filter(({ type }) => type === 'attempt')).toHaveLength(1)
    const passed = judgedIn(mine).some(({ outcome }) => outcome === 'passed')
    if (method === 'face') expect(passed).toBe(true)
  }
}

/** An outage has said nothing, and may be asked about again. */
function judgedIn(kept: Awaited<ReturnType<FaceSite['events']>>): FaceJudged[] {
  return kept.flatMap(event =>
    event.type === 'face-judged' && event.outcome !== 'unavailable' ? [event] : [],
  )
}

/** As an app does when it hears nothing: the same once more, at most so often. */
export async function untilAnswered<T>(ask: () => Promise<T>, most = 3): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      const isOutage = error instanceof FunctionFailure || /: 503 /.test(String(error))
      if (!isOutage || tries === most) throw error
    }
  }
}
