import { type RawDatabase, rejection } from '../raw'
import { benches } from '../workbench'

const newBench = benches([])
const BY_CARD = { name: 'byCard', fields: ['key.card', 'key.day'] }

async function open(spelling: 'E11000' | 'DATABASE_DUPLICATE_WRITE' = 'E11000'): Promise<RawDatabase> {
  const bench = await newBench({ spelling, collections: { visits: [BY_CARD], others: [] } })
  return bench.raw()
}

const visit = (id: string, card: string | undefined, day = 1) => ({
  _id: id,
  key: { ...(card !== undefined && { card }), day },
})

describe('a unique index', () => {
  it.each([
    ['E11000', -502001],
    // The SDK has no number for a code that it doesn't know, and keeps of the code only what the text says.
    ['DATABASE_DUPLICATE_WRITE', -501001],
  ] as const)('refuses a key that is taken, spelt %s', async (spelling, number) => {
    const db = await open(spelling)
    const visits = db.collection('visits')
    await visits.add({ data: visit('a', 'card 1') })
    for (const data of [visit('b', 'card 1'), visit('a', 'card 2')]) {
      const failure = await rejection(visits.add({ data }))
      expect([failure.errCode, failure.code]).toEqual([number, undefined])
      expect(failure.errMsg).toContain(spelling)
    }
    await visits.add({ data: visit('b', 'card 1', 2) })
  })

  it('has room for one document that lacks a field', async () => {
    const visits = (await open()).collection('visits')
    await visits.add({ data: visit('a', undefined) })
    expect((await rejection(visits.add({ data: visit('b', undefined) }))).errMsg).toContain('index: byCard')
    expect((await rejection(visits.add({ data: visit('b', null as never) }))).errMsg).toContain('E11000')
  })

  it('is kept by updates and sets too, and gives a key back that is given up', async () => {
    const db = await open()
    const visits = db.collection('visits')
    await visits.add({ data: [visit('a', 'card 1'), visit('b', 'card 2')] })
    const take = () => visits.doc('b').update({ data: { key: { card: 'card 1' } } })
    expect((await rejection(take())).errMsg).toContain('E11000')
    const { key } = visit('c', 'card 1')
    expect((await rejection(visits.doc('c').set({ data: { key } }))).errMsg).toContain('E11000')
    await visits.doc('a').update({ data: { key: { card: 'card 3' } } })
    await take()
    await visits.doc('a').remove()
    await visits.add({ data: visit('d', 'card 3') })
  })

  it('is of one collection', async () => {
    const db = await open()
    await db.collection('visits').add({ data: visit('a', 'card 1') })
    await db.collection('others').add({ data: [visit('a', 'card 1'), visit('b', 'card 1')] })
    expect((await db.collection('others').count()).total).toBe(2)
  })
})
