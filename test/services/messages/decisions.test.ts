import { newSession } from '../../../cloudfunctions/services/accounts/sessions'
import { answer } from '../../../cloudfunctions/services/answer'
import { DECISION_NEWS } from '../../../cloudfunctions/services/documents/messages'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { accountOf, DATE } from '../kept'
import { at, keyOf } from '../school'
import { MessageBench } from './bench'

const DECIDED = at(DATE, '15:00')
const DAY = 86_400_000

let bench: MessageBench
let token: string
beforeEach(async () => {
  bench = await MessageBench.open('t1', 't2', 't3', 'i1')
  bench.school.now = DECIDED
  const session = newSession(bench.server, await accountOf(bench.school, 'supervisor'))
  await bench.server.store.commit([session.write])
  token = session.token
})
afterEach(() => bench.close())

let decisions = 0
async function decide(traineeId: string | null, verdict: 'accepted' | 'rejected', reason = '核对') {
  decisions += 1
  const ruling = {
    classId: 'C1',
    date: DATE,
    verdict,
    reason,
    seen: 1_000,
    decisionKey: keyOf(`d${decisions}`),
  }
  const caller = { token, device: null, address: '192.0.2.1', requestId: 'r1' }
  const input = traineeId === null ? ruling : { ...ruling, traineeId }
  const outcome = await answer(bench.server, caller, 'decide', input)
  expect(outcome.done).toBe(true)
}

const consentAll = async () => {
  for (const name of ['t1', 't2', 't3', 'i1']) await bench.consent(name, 'decision')
}

it('on a trainee’s day is told to the trainee and the class’s instructors, and to nobody else', async () => {
  await consentAll()
  await decide('T1', 'rejected', '手机定位在外地，身份证 220102199003072316')
  await bench.tick()
  expect(bench.sent().sort()).toEqual(['i1 decision', 't1 decision'])
  const mine = bench.messenger.sent.find(({ page }) => page.startsWith('trainee'))
  expect(mine?.content).toEqual({
    className: 'C1 班',
    date: DATE,
    verdict: '不予认可',
    reason: '手机定位在外地，身份证 …',
    decidedAt: DECIDED,
    hint: '对您当天考勤的决定，请点开查看',
  })
})

it('on the class-day is told to all of the class', async () => {
  await consentAll()
  await decide(null, 'accepted')
  await bench.tick()
  expect(bench.sent().sort()).toEqual(['i1 decision', 't1 decision', 't2 decision'])
})

it('on many trainees’ days is told to their instructor once a day', async () => {
  await consentAll()
  await bench.consent('i1', 'decision')
  await decide('T1', 'accepted')
  await bench.tick()
  await decide('T2', 'accepted')
  await bench.tick()
  expect(bench.sent().filter(one => one === 'i1 decision')).toHaveLength(1)
  await decide(null, 'accepted')
  await bench.tick()
  expect(bench.sent().filter(one => one === 'i1 decision')).toHaveLength(2)
})

it('that was taken back is told as well, and of two that wait the one that stands', async () => {
  await bench.consent('t1', 'decision')
  await bench.consent('t1', 'decision')
  await decide('T1', 'rejected')
  await bench.tick()
  await decide('T1', 'accepted')
  await bench.tick()
  expect(bench.messenger.sent.map(({ content }) => content)).toMatchObject([
    { verdict: '不予认可' },
    { verdict: '已认可' },
  ])
  await bench.consent('t1', 'decision')
  await decide('T1', 'rejected')
  await decide('T1', 'accepted')
  await bench.tick()
  expect(bench.messenger.sent).toHaveLength(3)
  expect(bench.messenger.sent[2]?.content).toMatchObject({ verdict: '已认可' })
})

it.each([
  [3 * DAY - 1, 1],
  [3 * DAY, 0],
])('is of use for three days: after %i ms, %i message', async (later, count) => {
  await bench.consent('t1', 'decision')
  await decide('T1', 'accepted')
  await bench.tick(DECIDED + later)
  expect(bench.sent()).toHaveLength(count)
})

it('is written down beside the decision where messages are sent, in the same commit, and is gone once spread', async () => {
  const commit = jest.spyOn(bench.server.store, 'commit')
  await decide('T1', 'accepted')
  const [writes] = commit.mock.calls.find(([all]) =>
    all.some(({ collection }) => collection.name === 'class-days'),
  )!
  expect(writes.map(({ collection }) => collection.name)).toEqual([
    'class-days',
    'dirty-days',
    'decision-news',
  ])
  jest.restoreAllMocks()
  await bench.tick()
  expect(await readAll(bench.server.store, DECISION_NEWS, { index: 'byTime', equal: [] })).toEqual([])
  expect(await bench.messages()).toEqual([])
})

it('is written down nowhere where no messages are sent', async () => {
  bench.messenger.templates = []
  await decide('T1', 'accepted')
  expect(await readAll(bench.server.store, DECISION_NEWS, { index: 'byTime', equal: [] })).toEqual([])
})

it('that was spread half goes on with the rest', async () => {
  await consentAll()
  await decide(null, 'accepted')
  const { store } = bench.server
  let commits = 0
  const dying = {
    get: store.get.bind(store),
    range: store.range.bind(store),
    close: store.close.bind(store),
    commit: (writes: Parameters<typeof store.commit>[0]) => {
      if (writes.some(({ kind }) => kind === 'insert') && ++commits > 1) throw new Error('died')
      return store.commit(writes)
    },
  }
  await expect(bench.tick(DECIDED, dying)).rejects.toThrow('died')
  await bench.tick()
  expect(bench.sent().sort()).toEqual(['i1 decision', 't1 decision', 't2 decision'])
})
