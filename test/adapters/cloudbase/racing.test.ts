import {
  type Commit,
  insert,
  put,
  replace,
  type Store,
  StoreError,
} from '../../../cloudfunctions/ports/store'
import type { GatewayOptions } from '../../support/cloudbase-gateway'
import type { Fault } from '../../support/cloudbase-gateway/faults'
import { BOXES, box, CARDS, TEST_COLLECTIONS } from './boxes'
import { benches } from './workbench'

/** Several SDK instances on one database, as the instances of a cloud function are. */
const newBench = benches(TEST_COLLECTIONS)
const WRITERS = 4
const numbers = (count: number) => [...Array(count).keys()]

const CLOUDS: readonly GatewayOptions[] = [{ conflictsAt: 'operation' }, { conflictsAt: 'commit' }]

describe.each(CLOUDS)('writers that race on a cloud with %p', options => {
  const opened = async () => {
    const bench = await newBench(options)
    return { bench, stores: numbers(WRITERS).map(() => bench.open()) }
  }

  it('lose no update of a document that all of them count up', async () => {
    const { stores } = await opened()
    await stores[0]!.commit([insert(BOXES, box('sum'))])
    await Promise.all(stores.flatMap(store => numbers(5).map(() => countUp(store, 'sum'))))
    expect(await stores[0]!.get(BOXES, 'sum')).toEqual({ document: box('sum', 20), version: 21 })
  })

  it('let one of them put a document that all of them insert', async () => {
    const { stores } = await opened()
    for (const id of numbers(10).map(String)) {
      const commits = await Promise.all(stores.map((store, n) => store.commit([insert(BOXES, box(id, n))])))
      const winner = commits.findIndex(({ committed }) => committed)
      expect(commits.filter(({ committed }) => committed)).toHaveLength(1)
      expect((await stores[0]!.get(BOXES, id))?.document).toEqual(box(id, winner))
    }
  })

  it('let one of them have a unique key, alone and among other writes', async () => {
    const { stores } = await opened()
    for (const day of numbers(5)) {
      const commits = await Promise.all(
        stores.map((store, n) => {
          const card = insert(CARDS, { id: `${day} ${n}`, holder: 'x', day })
          return store.commit(n % 2 === 0 ? [card] : [put(BOXES, box(`mark ${day} ${n}`)), card])
        }),
      )
      expect(commits.filter(({ committed }) => committed)).toHaveLength(1)
      const marks = await stores[0]!.range(BOXES, { index: 'byPlace', equal: [], limit: 1_000 })
      const isMarked = commits.flatMap(({ committed }, n) =>
        committed && n % 2 === 1 ? [`mark ${day} ${n}`] : [],
      )
      const marked = marks.items
        .map(({ document }) => document.id)
        .filter(id => id.startsWith(`mark ${day} `))
      expect(marked).toEqual(isMarked)
    }
  })

  it('count every one of their puts', async () => {
    const { stores } = await opened()
    await Promise.all(
      stores.flatMap((store, n) => numbers(5).map(() => store.commit([put(BOXES, box('mark', n))]))),
    )
    expect((await stores[0]!.get(BOXES, 'mark'))?.version).toBe(20)
  })

  it('neither make nor lose what they move between documents', async () => {
    const { stores } = await opened()
    const ids = ['a', 'b', 'c']
    await stores[0]!.commit(ids.map(id => insert(BOXES, box(id, 100))))
    const moves = stores.flatMap((store, n) =>
      numbers(4).map(m => move(store, ids[(n + m) % 3]!, ids[(n + m + 1) % 3]!, n + 1)),
    )
    await Promise.all(moves)
    const { items } = await stores[0]!.range(BOXES, { index: 'byPlace', equal: [], limit: 5 })
    expect(items.reduce((sum, { document }) => sum + document.count, 0)).toBe(300)
    // Each move wrote two of the three.
    expect(items.reduce((sum, { version }) => sum + version - 1, 0)).toBe(2 * moves.length)
  })

  it('know of each update whether it is done, though one request in five goes wrong', async () => {
    const { bench, stores } = await opened()
    await stores[0]!.commit([insert(BOXES, box('sum')), insert(BOXES, box('twin'))])
    const weather = storm(7)
    bench.gateway.onRequest = () => {
      const fault = weather()
      if (fault !== null) bench.gateway.faults.add(fault)
    }
    const outcomes = await Promise.all(
      stores.flatMap(store => numbers(10).map(() => countBothUp(store, 'sum', 'twin').catch(unknownIfLost))),
    )
    bench.gateway.onRequest = null
    bench.gateway.faults.clear()
    const [sum, twin] = [await stores[0]!.get(BOXES, 'sum'), await stores[0]!.get(BOXES, 'twin')]
    const done = outcomes.filter(outcome => outcome === 'done').length
    const unknown = outcomes.filter(outcome => outcome === 'unknown').length
    expect(sum?.document.count).toBeGreaterThanOrEqual(done)
    expect(sum?.document.count).toBeLessThanOrEqual(done + unknown)
    expect([twin?.document.count, twin?.version]).toEqual([sum?.document.count, sum?.version])
    expect(done).toBeGreaterThan(unknown)
  }, 30_000)
})

/** Reads, adds one and writes, until nobody was faster. */
async function countUp(store: Store, id: string): Promise<void> {
  for (;;) {
    const read = (await store.get(BOXES, id))!
    const counted = { ...read.document, count: read.document.count + 1 }
    if ((await store.commit([replace(BOXES, counted, read.version)])).committed) return
  }
}

async function countBothUp(store: Store, ...ids: readonly string[]): Promise<'done'> {
  for (;;) {
    const read = await Promise.all(ids.map(async id => (await store.get(BOXES, id))!))
    const writes = read.map(({ document, version }) =>
      replace(BOXES, { ...document, count: document.count + 1 }, version),
    )
    if ((await store.commit(writes)).committed) return 'done'
  }
}

async function move(store: Store, from: string, to: string, hours: number): Promise<Commit> {
  for (;;) {
    const [giver, taker] = [(await store.get(BOXES, from))!, (await store.get(BOXES, to))!]
    const commit = await store.commit([
      replace(BOXES, { ...giver.document, count: giver.document.count - hours }, giver.version),
      replace(BOXES, { ...taker.document, count: taker.document.count + hours }, taker.version),
    ])
    if (commit.committed) return commit
  }
}

/** An update that failed may have been done only where the store says that it doesn't know. */
function unknownIfLost(cause: unknown): 'undone' | 'unknown' {
  if (!(cause instanceof StoreError)) throw cause
  return cause.message.includes('did not say whether') ? 'unknown' : 'undone'
}

/** Faults for the requests to come, one in five, the same for the same seed. */
function storm(seed: number): () => Fault | null {
  const kinds: readonly Fault[] = [
    { how: 'cut', when: 'after' },
    { how: 'cut', when: 'before' },
    { how: 'unavailable', when: 'after' },
    { how: 'throttled' },
    { how: 'cut-short' },
  ]
  let state = seed
  const drawn = (below: number) => {
    state = (state * 48_271) % 0x7fffffff
    return state % below
  }
  return () => (drawn(5) === 0 ? kinds[drawn(kinds.length)]! : null)
}
