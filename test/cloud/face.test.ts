import { CHECK_MS } from '../../cloudfunctions/domain/attendance/time-of-tap'
import { MINUTE } from '../../cloudfunctions/domain/time'
import { builtFunctions } from '../support/build-functions'
import { OPEN_PATH, VERDICT_PATH } from '../support/wechat-face'
import { FaceSite, PASSWORD } from './face-site'
import { COUNTS, PASSED, Visit, WAITS } from './face-visit'

jest.setTimeout(120_000)

let site: FaceSite
let morning: number
beforeAll(async () => {
  site = await FaceSite.open(builtFunctions())
  morning = site.now
})
afterAll(() => site?.close())
beforeEach(() => {
  site.now = morning
})

const visit = async () => new Visit(site, await site.newConsenting())
const asked = (path: string) => site.wechat.calls.filter(call => call.path === path)

test('from the first sign-in to a check-in that counts by the face', async () => {
  const person = await site.newPerson({ bound: false })
  await site.answer(person, 'sign-in', { name: person.name, password: PASSWORD })
  const { text, ...before } = await site.answer(person, 'face-standing', {})
  expect(before).toMatchObject({ readiness: 'no-consent', by: 'service', consent: null })
  const standing = await site.answer(person, 'give-face-consent', { version: text.version })
  expect(standing).toMatchObject({ readiness: 'ready', consent: { version: text.version, at: morning } })
  const one = new Visit(site, person)
  const task = await one.task()
  expect(task.expiresAt).toBe(morning + CHECK_MS)
  expect(one.look(task)).toBe(0)
  expect(await one.judge(task)).toMatchObject({ checkId: task.checkId, outcome: 'passed' })
  const answer = await one.checkIn(task.checkId)
  expect(answer).toMatchObject(COUNTS)
  expect(await one.kept()).toEqual(['face-opened', 'face-judged passed', 'attempt'])
  await one.demandTheSameAgain(answer, task.checkId)
})

test('WeChat is told the name and the number of the roster, a number of the check and the phone, and no more', async () => {
  const one = await visit()
  const task = await one.judged()
  const { traineeId, idNumber, openId } = one.who
  const { body } = asked(OPEN_PATH).at(-1)!
  expect(body).toEqual({
    out_seq_no: expect.stringMatching(/^[A-Za-z0-9_-]{1,32}$/),
    cert_info: { cert_type: 'IDENTITY_CARD', cert_name: `学员${traineeId}`, cert_no: idNumber },
    openid: openId,
  })
  expect(asked(VERDICT_PATH).at(-1)?.body).toMatchObject({ out_seq_no: body.out_seq_no, openid: openId })
  expect(JSON.stringify(task)).not.toContain(body.out_seq_no)
})

test('WeChat is asked under no number twice, whatever was lost on the way', async () => {
  const [first, second] = [await visit(), await visit()]
  site.wechat.faults.add({ kind: 'lost' }, { path: OPEN_PATH, times: 1 })
  await first.judged()
  site.wechat.faults.add({ kind: 'lost' }, { path: OPEN_PATH, times: 2 })
  expect(await second.open()).toEqual({ opened: false, why: 'unavailable' })
  expect((await second.open()).opened).toBe(true)
  const numbers = asked(OPEN_PATH).map(({ body }) => body.out_seq_no)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('asked for again with its key, a check is the same one, and WeChat is not asked again', async () => {
  const one = await visit()
  const task = await one.task()
  const before = asked(OPEN_PATH).length
  expect(await one.task()).toEqual(task)
  expect(asked(OPEN_PATH)).toHaveLength(before)
})

describe('a check that was not passed', () => {
  test.each([
    [10004, 'not-same-person', { matched: false, live: null }],
    [10003, 'not-same-person', { matched: false, live: null }],
    [10002, 'not-live', { matched: null, live: false }],
    [90011, 'not-live', { matched: null, live: false }],
    [90004, 'cancelled', null],
    [90009, 'no-permission', null],
    [90017, 'timed-out', null],
    [90001, 'unsupported', null],
    [10001, 'unavailable', null],
    [99999, 'unavailable', null],
  ])('as WeChat’s %i is kept as %s; the attempt waits for a witness', async (verifyRet, outcome, face) => {
    const one = await visit()
    const task = await one.task()
    one.look(task, verifyRet)
    expect((await one.judge(task)).outcome).toBe(outcome)
    const answer = await one.checkIn(task.checkId)
    expect(answer).toMatchObject(WAITS)
    expect(await one.kept()).toEqual(['face-opened', `face-judged ${outcome}`, 'attempt'])
    expect((await site.events(one.who)).at(-1)).toMatchObject({ type: 'attempt', face })
    await one.demandTheSameAgain(answer, task.checkId)
  })

  test('has no verdict while the person has not finished, and one when they have', async () => {
    const one = await visit()
    const task = await one.task()
    expect((await one.judge(task)).outcome).toBeNull()
    one.look(task)
    expect((await one.judge(task)).outcome).toBe('passed')
    expect(await one.kept()).toEqual(['face-opened', 'face-judged passed'])
  })

  test('makes an attempt wait that was sent without its verdict; one found later changes nothing', async () => {
    const one = await visit()
    const task = await one.looked()
    const answer = await one.checkIn(task.checkId)
    expect(answer).toMatchObject(WAITS)
    expect((await one.judge(task)).outcome).toBe('passed')
    await one.demandTheSameAgain(answer, task.checkId)
  })

  test('because the phone said that it was left is not passed by what WeChat says', async () => {
    const one = await visit()
    const task = await one.looked()
    const ended = { checkId: task.checkId, ended: 'cancelled' } as const
    expect((await site.answer(one.who, 'judge-face', ended)).outcome).toBe('cancelled')
    expect((await one.judge(task)).outcome).toBe('cancelled')
    expect(await one.checkIn(task.checkId)).toMatchObject(WAITS)
  })

  test('is followed by another, which may pass', async () => {
    const one = await visit()
    await one.judged(10004)
    const other = Object.assign(new Visit(site, one.who), { attemptKey: one.attemptKey })
    const { checkId } = await other.judged()
    const answer = await other.checkIn(checkId)
    expect(answer).toMatchObject(COUNTS)
    await other.demandTheSameAgain(answer, checkId)
  })
})

describe('the phone’s word', () => {
  test.each([
    ['an outcome', { outcome: 'passed' }],
    ['WeChat’s code', { verify_ret: PASSED }],
    ['a check of WeChat’s of its own choice', { verifyId: 'other' }],
    ['an end that is a pass', { ended: 'passed' }],
  ])('that names %s is refused', async (_, more) => {
    const one = await visit()
    const { checkId } = await one.task()
    const { status } = await site.ask(one.who, 'judge-face', { checkId, ...more } as never)
    expect(status).toBe(400)
    expect((await one.judge({ checkId })).outcome).toBeNull()
  })

  test('of pictures is worth nothing where WeChat looks', async () => {
    const one = await visit()
    const { checkId } = await one.task()
    const frames = [{ picture: Buffer.from('picture').toString('base64'), takenAt: 0, step: null }]
    expect((await site.answer(one.who, 'judge-face', { checkId, frames })).outcome).toBeNull()
  })
})

describe('a verdict', () => {
  test('of one attempt makes no other count, and is not used up by being tried there', async () => {
    const one = await visit()
    const { checkId } = await one.judged()
    const other = new Visit(site, one.who)
    const waiting = await other.checkIn(checkId)
    expect(waiting).toMatchObject(WAITS)
    expect(await one.checkIn(checkId)).toMatchObject(COUNTS)
    await other.demandTheSameAgain(waiting, checkId)
  })

  test('of one attempt is not another’s by opening a check with its key', async () => {
    const one = await visit()
    await one.judged()
    const { faceKey } = one
    const { attemptKey } = new Visit(site, one.who)
    const { status } = await site.ask(one.who, 'open-face', { attemptKey, faceKey })
    expect(status).toBe(409)
  })

  test('of somebody else is as unknown as none, and makes nothing count', async () => {
    const [one, other] = [await visit(), await visit()]
    const { checkId } = await one.judged()
    expect(await site.ask(other.who, 'judge-face', { checkId })).toMatchObject({ status: 404 })
    expect(await other.checkIn(checkId)).toMatchObject(WAITS)
  })

  test('is not had by somebody else finishing WeChat’s check on a phone of their own', async () => {
    const [one, other] = [await visit(), await visit()]
    const task = await one.task()
    expect(site.wechat.phone(other.who.openId).requestFacialVerify(task.verifyId)).toBe(90_105)
    expect((await one.judge(task)).outcome).toBeNull()
    expect(await one.checkIn(task.checkId)).toMatchObject(WAITS)
  })

  test('of a check that another WeChat user opened is refused by WeChat, and the attempt waits', async () => {
    const one = await visit()
    const task = await one.looked()
    const elsewhere = new Visit(site, { ...one.who, openId: 'o-another-phone'.padEnd(28, '_') })
    await site.answer(elsewhere.who, 'sign-in', { name: one.who.name, password: PASSWORD })
    expect(await site.ask(one.who, 'judge-face', { checkId: task.checkId })).toMatchObject({ status: 401 })
    expect((await elsewhere.judge(task)).outcome).toBe('unavailable')
    expect(await elsewhere.checkIn(task.checkId)).toMatchObject(WAITS)
  })

  test('without the zero that WeChat says of a good answer is none', async () => {
    const one = await visit()
    const task = await one.looked()
    const text = JSON.stringify({ verify_ret: PASSED })
    site.wechat.faults.add({ kind: 'answer', text }, { path: VERDICT_PATH, times: 1 })
    expect((await one.judge(task)).outcome).toBe('unavailable')
    expect((await one.judge(task)).outcome).toBe('passed')
  })
})

describe('a check holds for five minutes', () => {
  test.each([
    [CHECK_MS, 'passed', COUNTS],
    [CHECK_MS + 1, 'timed-out', WAITS],
  ])('to its verdict: %i ms', async (later, outcome, expected) => {
    const one = await visit()
    const task = await one.looked()
    site.now += later
    expect((await one.judge(task)).outcome).toBe(outcome)
    expect(await one.checkIn(task.checkId)).toMatchObject(expected)
  })

  test.each([
    [CHECK_MS, COUNTS],
    [CHECK_MS + 1, WAITS],
  ])('to the check-in: %i ms', async (later, expected) => {
    const one = await visit()
    const { checkId } = await one.judged()
    site.now += later
    const answer = await one.checkIn(checkId)
    expect(answer).toMatchObject(expected)
    // Sent again much later, it is still the answer that was given.
    site.now += 20 * MINUTE
    await one.demandTheSameAgain(answer, checkId)
  })

  test.each([
    [60_000, 'passed'],
    [60_001, 'timed-out'],
  ])('or as long as WeChat says, where that is less: %i ms of a minute', async (later, outcome) => {
    const one = await visit()
    const task = await one.task()
    const text = JSON.stringify({ errcode: 0, verify_id: task.verifyId, expires_in: 60 })
    site.wechat.faults.add({ kind: 'answer', text }, { path: OPEN_PATH, times: 1 })
    const short = Object.assign(new Visit(site, one.who), { attemptKey: one.attemptKey })
    const { expiresAt, checkId } = await short.task()
    expect(expiresAt).toBe(morning + 60_000)
    const judged = JSON.stringify({ errcode: 0, verify_ret: PASSED })
    const lift = site.wechat.faults.add({ kind: 'answer', text: judged }, { path: VERDICT_PATH })
    site.now += later
    expect((await short.judge({ checkId })).outcome).toBe(outcome)
    lift()
  })
})

describe('without a check', () => {
  test('a trainee without an ID number on the roster checks in, and waits for a witness', async () => {
    const one = new Visit(site, await site.newConsenting({ idNumber: false }))
    const before = asked(OPEN_PATH).length
    expect(await one.open()).toEqual({ opened: false, why: 'unavailable' })
    expect(asked(OPEN_PATH)).toHaveLength(before)
    expect(await one.checkIn()).toMatchObject(WAITS)
  })

  test('whoever has not consented is not sent to WeChat, and checks in', async () => {
    const one = new Visit(site, await site.newPerson())
    const before = site.wechat.calls.length
    expect(await one.open()).toEqual({ opened: false, why: 'no-consent' })
    expect(site.wechat.calls).toHaveLength(before)
    expect(await one.checkIn()).toMatchObject(WAITS)
  })

  test('whoever withdraws in the midst of one is opened no other', async () => {
    const one = await visit()
    await one.task()
    await site.answer(one.who, 'withdraw-face-consent', {})
    expect(await new Visit(site, one.who).open()).toEqual({ opened: false, why: 'without' })
  })

  test('whoever withdraws behind WeChat’s page is not asked about there, and the attempt waits', async () => {
    const one = await visit()
    const task = await one.looked()
    await site.answer(one.who, 'withdraw-face-consent', {})
    const before = site.wechat.calls.length
    expect((await one.judge(task)).outcome).toBe('cancelled')
    expect(site.wechat.calls).toHaveLength(before)
    expect(await one.checkIn(task.checkId)).toMatchObject(WAITS)
    expect(await one.kept()).toEqual(['face-opened', 'face-judged cancelled', 'attempt'])
  })
})

test('nothing of a person, and no secret, is on the log of all this', () => {
  const log = site.lines.join('\n')
  expect(log).toContain('"operation":"judge-face"')
  const secrets = site.people.flatMap(({ traineeId, openId, idNumber }) => [
    `学员${traineeId}`,
    openId,
    ...(idNumber === null ? [] : [idNumber]),
  ])
  for (const secret of [...secrets, '0123456789abcdef0123456789abcdef', 'tok_']) {
    expect(log).not.toContain(secret)
  }
})
