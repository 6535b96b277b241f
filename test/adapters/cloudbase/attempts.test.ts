import { inAttempts } from '../../../cloudfunctions/adapters/cloudbase/attempts'
import { insert, put, remove, replace, type Store, StoreError } from '../../../cloudfunctions/ports/store'
import { BOXES, box, TEST_COLLECTIONS } from './boxes'
import { benches } from './workbench'

const newBench = benches(TEST_COLLECTIONS)

describe('waits between attempts', () => {
  async function waits(random: number, failures: number): Promise<number[]> {
    const waited: number[] = []
    const pacing = { random: () => random, pause: async (ms: number) => void waited.push(ms) }
    let left = failures
    const action = async () => {
      left -= 1
      if (left >= 0) throw new Error('not yet')
    }
    await inAttempts(action, () => true, pacing)
    return waited
  }

  it('double up to a second, each drawn from nothing to its length', async () => {
    expect(await waits(0.5, 7)).toEqual([30, 60, 120, 240, 480, 500, 500])
    expect(await waits(0, 3)).toEqual([0, 0, 0])
    expect(await waits(0.5, 0)).toEqual([])
  })

  it('end with the failure that is not to be tried again', async () => {
    const pacing = { random: () => 0, pause: async () => {} }
    let attempts = 0
    const action = async () => {
      attempts += 1
      throw new Error(`failure ${attempts}`)
    }
    await expect(inAttempts(action, (_, attempt) => attempt < 3, pacing)).rejects.toThrow('failure 3')
  })
})

describe('commits of one store', () => {
  it('wait for each other only where they touch the same document, or a collection’s unique keys', async () => {
    const bench = await newBench()
    const store = bench.open()
    let release = () => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    const order: string[] = []
    bench.gateway.onRequest = async ({ params }) => {
      const data = String((params.data as string[])[0])
      const id = String(JSON.parse(data)._id)
      order.push(`${id} comes`)
      if (id === 'slow') await held
    }
    const slow = store.commit([insert(BOXES, box('slow'))])
    const again = store.commit([insert(BOXES, box('slow'))])
    await store.commit([insert(BOXES, box('quick'))])
    expect(order).toEqual(expect.arrayContaining(['slow comes', 'quick comes']))
    expect(order).toHaveLength(2)
    bench.gateway.onRequest = null
    release()
    expect([(await slow).committed, (await again).committed]).toEqual([true, false])
  })

  it('go on after one that failed', async () => {
    const store = (await newBench()).open()
    const broken = store.commit([insert({ ...BOXES, name: 'nowhere' }, box('a'))])
    const good = store.commit([insert({ ...BOXES, name: 'boxes' }, box('a'))])
    await expect(broken).rejects.toThrow(StoreError)
    expect((await good).committed).toBe(true)
  })
})

describe('how many requests an act takes', () => {
  const ACTS: readonly (readonly [string, number, (store: Store) => Promise<unknown>])[] = [
    ['a get', 1, store => store.get(BOXES, 'a')],
    ['a page', 1, store => store.range(BOXES, { index: 'byPlace', equal: [1], limit: 50 })],
    ['an insert', 1, store => store.commit([insert(BOXES, box('b'))])],
    ['a replace', 1, store => store.commit([replace(BOXES, box('a', 1), 1)])],
    ['a put of what is there', 1, store => store.commit([put(BOXES, box('a', 1))])],
    ['a put of what is new', 2, store => store.commit([put(BOXES, box('b', 1))])],
    ['a remove', 1, store => store.commit([remove(BOXES, 'a', 1)])],
    ['two inserts', 4, store => store.commit([insert(BOXES, box('b')), insert(BOXES, box('c'))])],
    [
      'a replace and an insert',
      5,
      store => store.commit([replace(BOXES, box('a', 1), 1), insert(BOXES, box('b'))]),
    ],
  ]

  it.each(ACTS)('%s: %i', async (_, requests, act) => {
    const bench = await newBench()
    const store = bench.open()
    await store.commit([insert(BOXES, box('a'))])
    bench.actions()
    await act(store)
    expect(bench.actions()).toHaveLength(requests)
  })
})
