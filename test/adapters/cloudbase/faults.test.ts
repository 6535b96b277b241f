import {
  type Commit,
  insert,
  put,
  remove,
  replace,
  type Store,
  StoreError,
} from '../../../cloudfunctions/ports/store'
import type { Fault } from '../../support/cloudbase-gateway/faults'
import { BOXES, box, TEST_COLLECTIONS } from './boxes'
import { type Bench, benches } from './workbench'

const newBench = benches(TEST_COLLECTIONS)
const DONE: Commit = { committed: true }
/** Long enough for a request on this machine, and short enough to be waited for. */
const TIMEOUT_MS = 150

let bench: Bench
let store: Store
beforeEach(async () => {
  bench = await newBench()
  store = bench.open(TIMEOUT_MS)
  await store.commit([insert(BOXES, box('kept', 1))])
  bench.actions()
})

const kept = async (id = 'kept') => {
  bench.gateway.faults.clear()
  return (await bench.open().get(BOXES, id)) ?? null
}

async function failureOf(asked: Promise<unknown>): Promise<StoreError> {
  const outcome = await asked.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (outcome instanceof StoreError) return outcome
  throw new Error(`expected a StoreError, not ${String(outcome)}`)
}

const PASSING: readonly Fault['how'][] = [
  'cut',
  'cut-short',
  'unavailable',
  'throttled',
  'conflict',
  { code: 'SYS_ERR', message: 'something is out of order' },
]
const LASTING: readonly Fault['how'][] = ['silence', 'server-timeout', 'expired-signature']

const nameOf = (how: Fault['how']) => (typeof how === 'string' ? how : how.code)
const rows = (all: readonly Fault['how'][]) => all.map(how => [nameOf(how), how] as const)

describe('a question', () => {
  it.each(rows(PASSING))('is asked again after %s', async (_, how) => {
    bench.gateway.faults.add({ how, times: 2 })
    expect(await store.get(BOXES, 'kept')).toEqual({ document: box('kept', 1), version: 1 })
    bench.gateway.faults.add({ how, times: 2 })
    expect((await store.range(BOXES, { index: 'byPlace', equal: [1], limit: 5 })).items).toHaveLength(1)
  })

  it.each(rows(PASSING))('is given up when it is always %s, with the cause', async (_, how) => {
    bench.gateway.faults.add({ how, times: 99 })
    const failure = await failureOf(store.get(BOXES, 'kept'))
    expect([failure.message, failure.cause]).toEqual(['could not read boxes', expect.anything()])
  })

  it.each(rows(LASTING))('is not asked again after %s', async (_, how) => {
    bench.gateway.faults.add({ how })
    expect((await failureOf(store.get(BOXES, 'kept'))).cause).toBeDefined()
    expect((await store.get(BOXES, 'kept'))?.version).toBe(1)
  })
})

const WRITES = [
  ['insert', () => insert(BOXES, box('new', 5)), 'new', 1],
  ['replace', () => replace(BOXES, box('kept', 5), 1), 'kept', 2],
  ['put', () => put(BOXES, box('kept', 5)), 'kept', 2],
] as const
const LOST = ['cut', 'cut-short', 'unavailable', 'silence', 'server-timeout'] as const

describe.each(WRITES)('a lone %s', (_, write, id, version) => {
  it.each(['throttled', 'conflict'] as const)('is tried again when it was %s', async how => {
    bench.gateway.faults.add({ how, times: 2 })
    expect(await store.commit([write()])).toEqual(DONE)
    expect(await kept(id)).toEqual({ document: box(id, 5), version })
  })

  it('is done all the same when it arrives twice', async () => {
    bench.gateway.faults.add({ how: 'twice' })
    expect(await store.commit([write()])).toEqual(DONE)
    expect((await kept(id))?.document).toEqual(box(id, 5))
  })

  it.each(LOST)('is known to be done when only its answer was lost: %s', async how => {
    bench.gateway.faults.add({ how, when: 'after' })
    expect(await store.commit([write()])).toEqual(DONE)
    expect(await kept(id)).toEqual({ document: box(id, 5), version })
  })

  it.each(['cut', 'unavailable', 'silence', 'expired-signature'] as const)(
    'is not said to be done when it never arrived: %s',
    async how => {
      const before = await kept(id)
      bench.gateway.faults.add({ how })
      const failure = await failureOf(store.commit([write()]))
      expect(failure.cause).toBeDefined()
      expect(await kept(id)).toEqual(before)
    },
  )

  it('is not said to be anything when nobody answers any more', async () => {
    bench.gateway.faults.add({ how: 'cut', when: 'after', times: 99 })
    expect((await failureOf(store.commit([write()]))).message).toContain('did not say whether')
  })
})

describe('a lone remove', () => {
  it('is done once it is through', async () => {
    bench.gateway.faults.add({ how: 'throttled', times: 2 })
    expect(await store.commit([remove(BOXES, 'kept', 1)])).toEqual(DONE)
    expect(await kept()).toBeNull()
  })

  it('is not said to be done when its answer was lost: what is gone tells nobody who took it', async () => {
    bench.gateway.faults.add({ how: 'cut', when: 'after' })
    const failure = await failureOf(store.commit([remove(BOXES, 'kept', 1)]))
    expect(failure.message).toContain('did not say whether it has done the remove of boxes kept')
    expect(await kept()).toBeNull()
  })
})

describe('several writes', () => {
  const together = () =>
    store.commit([
      replace(BOXES, box('kept', 5), 1),
      insert(BOXES, box('new', 5)),
      put(BOXES, box('mark', 5)),
    ])
  const all = async () => [await kept('kept'), await kept('new'), await kept('mark')]
  const WRITTEN = [
    { document: box('kept', 5), version: 2 },
    { document: box('new', 5), version: 1 },
    { document: box('mark', 5), version: 1 },
  ]
  const UNWRITTEN = [{ document: box('kept', 1), version: 1 }, null, null]

  const STEPS = ['startTransaction', 'getDocument', 'modifyDocument', 'insertDocument'] as const
  const ON_THE_WAY = STEPS.flatMap(step => PASSING.map(how => [step, nameOf(how), how] as const))

  it.each(ON_THE_WAY)('are begun anew after a %s that is %s', async (step, _, how) => {
    bench.gateway.faults.add({ action: `database.${step}`, how, when: 'before', times: 2 })
    expect(await together()).toEqual(DONE)
    expect(await all()).toEqual(WRITTEN)
  })

  it.each(STEPS)('are begun anew when the answer of a %s was lost', async step => {
    bench.gateway.faults.add({ action: `database.${step}`, how: 'cut', when: 'after' })
    expect(await together()).toEqual(DONE)
    expect(await all()).toEqual(WRITTEN)
  })

  it.each([...STEPS, 'commitTransaction'] as const)('are done once when a %s arrives twice', async step => {
    bench.gateway.faults.add({ action: `database.${step}`, how: 'twice' })
    expect(await together()).toEqual(DONE)
    expect((await all()).map(one => one?.document)).toEqual(WRITTEN.map(({ document }) => document))
  })

  it.each(LOST)('are known to be done when only the commit’s answer was lost: %s', async how => {
    bench.gateway.faults.add({ action: 'database.commitTransaction', how, when: 'after' })
    expect(await together()).toEqual(DONE)
    expect(await all()).toEqual(WRITTEN)
  })

  it.each(rows(PASSING.filter(how => how !== 'cut-short')))(
    'are done at last when a commit is %s',
    async (_, how) => {
      bench.gateway.faults.add({ action: 'database.commitTransaction', how, times: 2 })
      expect(await together()).toEqual(DONE)
      expect(await all()).toEqual(WRITTEN)
    },
  )

  it('are given up after ten collisions, and leave nothing', async () => {
    bench.gateway.faults.add({ action: 'database.commitTransaction', how: 'conflict', times: 99 })
    expect((await failureOf(together())).cause).toBeDefined()
    expect(bench.actions().filter(action => action === 'startTransaction')).toHaveLength(10)
    expect(await all()).toEqual(UNWRITTEN)
  })

  it('are given up after three outages, and leave nothing', async () => {
    bench.gateway.faults.add({ action: 'database.modifyDocument', how: 'unavailable', times: 99 })
    expect((await failureOf(together())).cause).toBeDefined()
    expect(bench.actions().filter(action => action === 'startTransaction')).toHaveLength(3)
    expect(await all()).toEqual(UNWRITTEN)
  })

  it('are not said to be done, or not, when nobody answers for the commit any more', async () => {
    const faults = ['commitTransaction', 'abortTransaction'] as const
    for (const action of faults) {
      bench.gateway.faults.add({ action: `database.${action}`, how: 'cut', times: 99 })
    }
    expect((await failureOf(together())).message).toContain('did not say whether')
  })

  it('are not tried at all without a valid signature', async () => {
    bench.gateway.faults.add({ how: 'expired-signature', times: 99 })
    await failureOf(together())
    expect(bench.actions()).toEqual([])
  })
})

describe('a cloud that is not there', () => {
  it('is an outage, for reading and writing', async () => {
    const gone = await newBench()
    const orphan = gone.open(TIMEOUT_MS)
    await gone.gateway.close()
    gone.gateway.close = async () => {}
    for (const ask of [
      () => orphan.get(BOXES, 'x'),
      () => orphan.commit([insert(BOXES, box('x'))]),
      () => orphan.commit([insert(BOXES, box('x')), insert(BOXES, box('y'))]),
    ]) {
      expect((await failureOf(ask())).cause).toBeDefined()
    }
  })
})
