import type { RawDatabase } from '../raw'
import { rejection } from '../raw'
import { benches } from '../workbench'

const newBench = benches([])
let db: RawDatabase
beforeEach(async () => {
  const bench = await newBench({ collections: { things: [] } })
  db = bench.raw()
})

const things = () => db.collection('things')
const addRows = (count: number) =>
  things().add({ data: [...Array(count).keys()].map(n => ({ _id: `id ${n}`, n, half: n % 2 })) })
const ids = (rows: readonly { _id?: unknown }[]) => rows.map(({ _id: id }) => id)

describe('what is written', () => {
  it('is read as it was, with an id of its own or a new one', async () => {
    const data = {
      int: 3,
      long: 2 ** 40,
      double: 1.5,
      text: '一 \u0000',
      at: new Date(7),
      none: null,
      list: ['a', { b: 1 }],
    }
    expect(await things().add({ data: { _id: 'x', ...data } })).toMatchObject({ _id: 'x' })
    expect((await things().doc('x').get()).data).toEqual({ _id: 'x', ...data })
    const { _id: made } = await things().add({ data })
    expect(made).toMatch(/^[0-9a-f]{32}$/)
  })

  it('keeps ids that are all digits apart from numbers', async () => {
    await things().add({ data: [{ _id: '12' }, { _id: '012' }] })
    expect((await things().doc('12').get()).data).toEqual({ _id: '12' })
    expect((await things().where({ _id: '012' }).get()).data).toEqual([{ _id: '012' }])
  })

  it('tells a document that was set from one that was made by it', async () => {
    expect(
      (
        await things()
          .doc('x')
          .set({ data: { n: 1 } })
      ).stats,
    ).toEqual({ updated: 0, created: 1 })
    expect(
      (
        await things()
          .doc('x')
          .set({ data: { m: 2 } })
      ).stats,
    ).toEqual({ updated: 1, created: 0 })
    expect((await things().doc('x').get()).data).toEqual({ _id: 'x', m: 2 })
  })

  it('counts what an update changed, not what it found', async () => {
    await things().add({ data: { _id: 'x', n: 1 } })
    const updated = async (id: string, n: number) => {
      const { stats } = await things().doc(id).update({ data: { n } })
      return stats.updated
    }
    expect(await updated('x', 1)).toBe(0)
    expect(await updated('x', 2)).toBe(1)
    expect(await updated('none', 2)).toBe(0)
  })

  it('is not found by an update through null', async () => {
    await things().add({ data: { _id: 'x', place: null } })
    const failure = await rejection(
      things()
        .doc('x')
        .update({ data: { place: { lat: 1 } } }),
    )
    expect(failure.errMsg).toContain("Cannot create field 'lat'")
    await things()
      .doc('x')
      .update({ data: { place: db.command.set({ lat: 1 }) } })
    expect((await things().doc('x').get()).data).toEqual({ _id: 'x', place: { lat: 1 } })
  })

  it('takes the gateway’s clock for a server date', async () => {
    const before = Date.now()
    await things().add({ data: { _id: 'x', at: db.serverDate({ offset: 60_000 }) } })
    const at = (await things().doc('x').get()).data?.at as Date
    expect(at.getTime()).toBeGreaterThanOrEqual(before + 60_000)
  })
})

describe('a query', () => {
  it('gives 100 rows when nobody says how many, and 1,000 at most', async () => {
    await addRows(1_001)
    expect((await things().get()).data).toHaveLength(100)
    expect((await things().limit(0).get()).data).toHaveLength(100)
    expect((await things().limit(1_000).get()).data).toHaveLength(1_000)
    expect((await things().limit(2_000).get()).data).toHaveLength(1_000)
    expect((await things().count()).total).toBe(1_001)
  })

  it('goes by several fields, each in its own direction, and skips', async () => {
    await addRows(4)
    const { data } = await things().orderBy('half', 'desc').orderBy('n', 'asc').skip(1).limit(2).get()
    expect(ids(data)).toEqual(['id 3', 'id 0'])
  })

  it('knows texts by their bytes, not by their halves of characters', async () => {
    const texts = ['a', '\uff5e', '\u{20bb7}']
    await things().add({ data: texts.map(text => ({ _id: text })) })
    expect(ids((await things().orderBy('_id', 'desc').get()).data)).toEqual([...texts].reverse())
    const past = await things()
      .where({ _id: db.command.gt('\uff5e') })
      .get()
    expect(ids(past.data)).toEqual(['\u{20bb7}'])
  })

  it('compares within a kind alone', async () => {
    await things().add({ data: [{ _id: 'a', n: 5 }, { _id: 'b', n: '5' }, { _id: 'c' }] })
    expect(
      ids(
        (
          await things()
            .where({ n: db.command.gte(0) })
            .get()
        ).data,
      ),
    ).toEqual(['a'])
  })

  it('gives the fields asked for, and the id', async () => {
    await addRows(1)
    expect((await things().field({ n: true }).get()).data).toEqual([{ _id: 'id 0', n: 0 }])
    expect((await things().field({ n: false, _id: false }).get()).data).toEqual([{ half: 0 }])
  })

  it('fails as a whole when its rows have more than 1 MB', async () => {
    const text = 'x'.repeat(300_000)
    await things().add({ data: [1, 2, 3, 4].map(n => ({ _id: `${n}`, text })) })
    expect((await things().limit(3).get()).data).toHaveLength(3)
    expect((await rejection(things().limit(4).get())).errMsg).toContain('EXCEED_MAX_RESPONSE_SIZE')
  })

  it('changes and removes all that it finds, or one', async () => {
    await addRows(5)
    const [even, odd] = [() => things().where({ half: 0 }), () => things().where({ half: 1 })]
    const seen = { data: { seen: true } }
    const updates = [await odd().update(seen), await even().update({ ...seen, multi: false })]
    expect(updates.map(({ stats }) => stats.updated)).toEqual([2, 1])
    const removals = [await odd().remove({ multi: false }), await odd().remove()]
    expect(removals.map(({ stats }) => stats.removed)).toEqual([1, 1])
    expect((await things().count()).total).toBe(3)
  })
})

describe('a pipeline', () => {
  it('gives 20 rows when nobody says how many, and more when somebody does', async () => {
    await addRows(30)
    expect((await things().aggregate().end()).list).toHaveLength(20)
    const { list } = await things().aggregate().sort({ n: -1 }).limit(25).end()
    expect(list).toHaveLength(25)
    expect(list[0]).toMatchObject({ n: 29 })
  })

  it('groups what it matches', async () => {
    await addRows(5)
    const sum = { $sum: '$n' }
    const { list } = await things().aggregate().match({ half: 0 }).group({ _id: null, sum }).end()
    expect(list).toEqual([{ _id: null, sum: 6 }])
  })

  it('gives no more than 10,000 rows', async () => {
    expect((await rejection(things().aggregate().limit(10_001).end())).code).toBe('INVALID_PARAM')
    expect((await things().aggregate().limit(10_000).end()).list).toEqual([])
  })
})

describe('a collection', () => {
  it('is there once somebody has made it, and is made once', async () => {
    expect((await rejection(db.collection('more').get())).errCode).toBe(-502005)
    await db.createCollection('more')
    expect((await db.collection('more').get()).data).toEqual([])
    expect((await rejection(db.createCollection('more'))).errMsg).toContain('Table exist')
  })
})
