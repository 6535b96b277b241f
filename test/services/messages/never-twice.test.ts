import fc from 'fast-check'
import { DAY, MINUTE } from '../../../cloudfunctions/domain/time'
import { MESSAGE_KINDS, type MessageKind } from '../../../cloudfunctions/ports/messenger'
import type { Store } from '../../../cloudfunctions/ports/store'
import type { MessengerFault } from '../../support/messenger'
import { casesHere } from '../../support/stores'
import { DATE, judgeAll } from '../kept'
import { at, keyOf } from '../school'
import { MessageBench, openIdFor } from './bench'

/** Whatever is done in whatever order, and whatever dies in between. */
type Step =
  | {
      readonly do: 'consent'
      readonly who: string
      readonly kinds: readonly MessageKind[]
      readonly tap: number
    }
  | { readonly do: 'tick'; readonly dies: Death | null }
  /** Two timers at the same moment. */
  | { readonly do: 'ticks'; readonly dies: Death | null }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'fault'; readonly fault: MessengerFault }
  | { readonly do: 'withdraw' | 'leave' | 'return' | 'come' | 'go'; readonly who: string }
  | { readonly do: 'decide'; readonly traineeId: 'T1' | 'T2' | null; readonly n: number }

/** At its so-many-th use of the store, once that is done or before. */
interface Death {
  readonly at: number
  readonly when: 'before' | 'after'
}

const PEOPLE = ['t1', 't2', 'i1'] as const
const who = fc.constantFrom(...PEOPLE)
const dies = fc.option(
  fc.record({
    at: fc.integer({ min: 1, max: 40 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
)
const fault = fc.constantFrom<MessengerFault>(
  'not-sent',
  'unknown-sent',
  'unknown-unsent',
  'undeliverable',
  'dies-sent',
  'dies-unsent',
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('consent' as const),
      who,
      kinds: fc.uniqueArray(fc.constantFrom(...MESSAGE_KINDS), { minLength: 1 }),
      tap: fc.integer({ min: 0, max: 5 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('tick' as const, 'ticks' as const), dies }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(5, 15, 120, 1_200) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fault' as const), fault }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'withdraw' as const,
        'leave' as const,
        'return' as const,
        'come' as const,
        'go' as const,
      ),
      who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      traineeId: fc.constantFrom('T1' as const, 'T2' as const, null),
      n: fc.nat({ max: 3 }),
    }),
  },
)

/** A morning on which a reminder is sent, so that something is shown however few cases there are. */
const ORDINARY: Step[] = [
  { do: 'consent', who: 't1', kinds: ['session-reminder'], tap: 0 },
  { do: 'tick', dies: null },
  { do: 'wait', minutes: 5 },
  { do: 'ticks', dies: null },
]

/** The same store, by a process that dies. */
function mortal(store: Store, death: Death | null): Store {
  if (death === null) return store
  let uses = 0
  const use = async <T>(deed: () => Promise<T>): Promise<T> => {
    uses += 1
    if (uses > death.at || (uses === death.at && death.when === 'before')) throw new Error('died')
    const outcome = await deed()
    if (uses >= death.at) throw new Error('died')
    return outcome
  }
  return {
    get: (...asked) => use(() => store.get(...asked)),
    range: (...asked) => use(() => store.range(...asked)),
    commit: (...asked) => use(() => store.commit(...asked)),
    close: () => store.close(),
  }
}

/** What was consented to, by person and kind: each tap once, and nothing that the role does not get. */
class Taps {
  readonly #seen = new Set<string>()
  readonly #counts = new Map<string, number>()

  /** @returns the kinds of a tap that is new */
  add(person: string, tap: number, kinds: readonly MessageKind[]): readonly MessageKind[] {
    if (this.#seen.has(`${person} ${tap}`)) return []
    this.#seen.add(`${person} ${tap}`)
    for (const kind of kinds) this.#counts.set(`${person} ${kind}`, this.of(person, kind) + 1)
    return kinds
  }

  of(person: string, kind: MessageKind): number {
    return this.#counts.get(`${person} ${kind}`) ?? 0
  }
}

async function perform(bench: MessageBench, taps: Taps, decide: Decide, step: Step): Promise<void> {
  const { messenger, school } = bench
  switch (step.do) {
    case 'consent': {
      const consented = taps.add(step.who, step.tap, step.kinds)
      for (const kind of consented) messenger.consent(openIdFor(step.who), kind)
      const input = { kinds: [...step.kinds], consentKey: keyOf(`${step.who} ${step.tap}`) }
      await bench.ask(openIdFor(step.who), 'keep-consents', input)
      return
    }
    case 'tick':
    case 'ticks': {
      const count = step.do === 'tick' ? 1 : 2
      const ticks = Array.from({ length: count }, () =>
        bench.tick(school.now, mortal(bench.server.store, step.dies)),
      )
      for (const tick of await Promise.allSettled(ticks)) {
        if (tick.status === 'rejected') expect(tick.reason).toMatchObject({ message: 'died' })
      }
      return
    }
    case 'wait':
      school.now += step.minutes * MINUTE
      return
    case 'fault':
      messenger.failNext(step.fault)
      return
    case 'withdraw':
      messenger.withdraw(openIdFor(step.who))
      return
    case 'leave':
      await bench.ask(openIdFor(step.who), 'sign-out', {})
      return
    case 'return':
      await bench.signIn(step.who)
      return
    case 'come':
    case 'go':
      if (step.who !== 'i1')
        await school.tap(
          step.who,
          step.do === 'come' ? 'start' : 'end',
          school.now,
          `${step.do} ${school.now}`,
        )
      await judgeAll(school)
      return
    case 'decide':
      await decide(step.traineeId, step.n)
  }
}

type Decide = (traineeId: string | null, n: number) => Promise<void>

it('no message is sent twice, and none without a consent, whatever happens and whatever dies', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
      const bench = await MessageBench.open(...PEOPLE)
      bench.school.now = at(DATE, '07:30')
      const taps = new Taps()
      await bench.signIn('supervisor', 'oWX-supervisor-0')
      // Each decision has words of its own, by which its messages are known.
      const decide: Decide = async (traineeId, n) => {
        const ruling = {
          classId: 'C1',
          date: DATE,
          verdict: 'accepted',
          reason: `核对 ${traineeId} ${n}`,
          seen: 1_000,
        } as const
        const input = {
          ...ruling,
          decisionKey: keyOf(`d ${traineeId} ${n}`),
          ...(traineeId && { traineeId }),
        }
        await bench.ask('oWX-supervisor-0', 'decide', input)
      }
      const gone = new Set<string>()
      for (const one of steps) {
        if (one.do === 'return') gone.delete(one.who)
        const before = bench.sent().length
        await perform(bench, taps, decide, one)
        if (one.do === 'leave') gone.add(one.who)
        const reached = bench.sent().slice(before)
        expect(reached.filter(message => gone.has(message.split(' ')[0] ?? ''))).toEqual([])
      }
      // What waits is worked off, and what was claimed is given up.
      for (let n = 0; n < 3; n++) await bench.tick(bench.school.now + 11 * MINUTE).catch(() => {})
      const { messenger } = bench
      for (const person of PEOPLE) {
        for (const kind of MESSAGE_KINDS) {
          const theirs = messenger.sent.filter(one => one.openId === openIdFor(person) && one.kind === kind)
          expect([person, kind, theirs.length <= taps.of(person, kind)]).toEqual([person, kind, true])
        }
      }
      const told = messenger.sent.map(({ openId, kind, content }) => JSON.stringify([openId, kind, content]))
      expect(new Set(told).size).toBe(told.length)
      sent += told.length
      for (const { claims, state } of await bench.documents()) {
        if (state === 'sent' || state === 'unknown') expect(claims).toBeGreaterThan(0)
      }
      await bench.close()
    }),
    { numRuns: casesHere(40), examples: [[ORDINARY]] },
  )
  // Or nothing was shown.
  expect(sent).toBeGreaterThan(0)
}, 120_000)

it('a process may die at any of its uses of the store: what it left is worked off, each message at most once', async () => {
  const outcomes = new Map<string, number>()
  for (const when of ['before', 'after'] as const) {
    for (let place = 1; place <= 30; place++) {
      const bench = await MessageBench.open('t1', 'i1')
      bench.school.now = at(DATE, '07:00')
      await bench.consent('t1', 'session-reminder')
      await bench.consent('i1', 'session-reminder')
      const dying = bench.tick(at(DATE, '07:30'), mortal(bench.server.store, { at: place, when }))
      const died = await dying.then(
        () => false,
        () => true,
      )
      for (const time of ['07:35', '07:41', '07:45']) await bench.tick(at(DATE, time))
      await bench.tick(at(DATE, '07:30') + DAY)
      const [messages, arrived] = [
        await bench.documents(),
        bench.sent().filter(one => one.startsWith('t1')).length,
      ]
      expect(arrived).toBeLessThanOrEqual(1)
      expect(messages.filter(({ open }) => open === 1)).toEqual([])
      const mine = messages.find(({ accountId }) => accountId === 'A-t1')
      if (mine?.state === 'sent') expect(arrived).toBe(1)
      const outcome = `${died ? 'died' : 'lived'}: ${mine?.state}, arrived ${arrived}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      await bench.close()
    }
  }
  // It died before the claim, between claim and sending, and between sending and recording.
  expect([...outcomes.keys()].sort()).toEqual([
    'died: sent, arrived 1',
    'died: unknown, arrived 0',
    'died: unknown, arrived 1',
    'lived: sent, arrived 1',
  ])
}, 120_000)
