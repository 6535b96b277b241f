import { insert, put, remove, replace, type Store, StoreError } from '../../../cloudfunctions/ports/store'
import { BOXES, type Box, box, CARDS, LOOSE, TEST_COLLECTIONS } from './boxes'
import { type RawDatabase, rejection } from './raw'
import { type Bench, benches } from './workbench'

/** Each trap of the SDK and the database by its name: what it does to whoever walks into it, and to this store. */
const newBench = benches(TEST_COLLECTIONS)

let bench: Bench
let store: Store
let db: RawDatabase
beforeEach(async () => {
  bench = await newBench()
  store = bench.open()
  db = bench.raw()
})

const boxes = () => db.collection('boxes')
const add = (...all: Box[]) => store.commit(all.map(one => insert(BOXES, one)))
const DONE = { committed: true }
const all = async () => (await store.range(BOXES, { index: 'byPlace', equal: [], limit: 1_000 })).items

describe('a condition with a field that is undefined', () => {
  it('is dropped by the SDK, and more is found than was asked for', async () => {
    await boxes().add({
      data: [
        { _id: 'a', n: 1 },
        { _id: 'b', n: 2 },
      ],
    })
    expect(
      (
        await boxes()
          .where({ n: undefined, _id: db.command.gte('a') })
          .get()
      ).data,
    ).toHaveLength(2)
  })

  it.each([
    ['equal', { equal: [undefined as never] }],
    ['equal, not a number', { equal: [Number.NaN] }],
    ['from', { equal: [], from: null as never }],
    ['to', { equal: [], to: Number.POSITIVE_INFINITY }],
  ])('is no range: %s', async (_, part) => {
    const asked = store.range(BOXES, { index: 'byPlace', limit: 5, ...part })
    await expect(asked).rejects.toThrow('not a key')
    expect(bench.actions()).toEqual([])
  })
})

describe('two or() in one condition', () => {
  it('become one, and more is found than was asked for', async () => {
    await boxes().add({
      data: [
        { _id: 'both', a: 1, b: 1 },
        { _id: 'one', a: 1, b: 9 },
      ],
    })
    const either = (field: string) => ({
      [field]: db.command.or([db.command.eq(1), db.command.eq(2)] as never),
    })
    const asked = boxes().where({ ...either('a'), ...either('b') })
    expect((await asked.get()).data).toHaveLength(2)
  })

  it('never meet here: a range is one and(), whatever is in it', async () => {
    await add(...[1, 2, 3, 4, 5].map(n => box(`${n}`, n, n % 2 === 0 ? 2 : 3)))
    const first = await store.range(BOXES, { index: 'byPlace', equal: [], from: 2, to: 3, limit: 2 })
    let sent = ''
    bench.gateway.onRequest = ({ params }) => {
      sent = String(params.query)
    }
    const rest = { index: 'byPlace', equal: [], from: 2, to: 3, limit: 9, after: first.next! }
    const { items } = await store.range(BOXES, rest)
    expect(items.map(({ document }) => document.id)).toEqual(['1', '3', '5'])
    expect(Object.keys(JSON.parse(sent))).toEqual(['$and'])
  })
})

describe('an object in an update', () => {
  it('is merged into the one that is there, and dropped when it is empty', async () => {
    await boxes().add({ data: { _id: 'a', at: { x: 1 } } })
    await boxes()
      .doc('a')
      .update({ data: { at: { y: 2 } } })
    expect((await boxes().doc('a').get()).data).toEqual({ _id: 'a', at: { x: 1, y: 2 } })
    await boxes()
      .doc('a')
      .update({ data: { at: {}, n: 1 } })
    expect((await boxes().doc('a').get()).data).toEqual({ _id: 'a', at: { x: 1, y: 2 }, n: 1 })
  })

  it.each(['replace', 'put'] as const)('takes the place of the old one, whole: %s', async kind => {
    const [before, after] = [
      { ...box('a'), more: { x: 1 } },
      { ...box('a'), more: {} },
    ]
    await store.commit([insert(BOXES, before), insert(LOOSE, { id: 'a' })])
    const changes = [
      kind === 'put' ? put(BOXES, after) : replace(BOXES, after, 1),
      kind === 'put' ? put(LOOSE, { id: 'a', text: 'b' }) : replace(LOOSE, { id: 'a', text: 'b' }, 1),
    ]
    for (const change of changes) expect(await store.commit([change])).toEqual(DONE)
    expect((await store.get(BOXES, 'a'))?.document).toEqual(after)
    expect((await store.get(LOOSE, 'a'))?.document).toEqual({ id: 'a', text: 'b' })
  })
})

describe('the field of an index that was given up', () => {
  it('goes with the next write of a document, and is not merged into it', async () => {
    await add(box('a'))
    expect((await boxes().doc('a').get()).data).toMatchObject({ key: { place: 1 } })
    await store.commit([replace({ ...BOXES, indexes: {} }, box('a'), 1)])
    expect((await boxes().doc('a').get()).data?.key).toEqual({})
  })
})

describe('what the SDK takes for something else', () => {
  it.each([
    ['a place on earth', { type: 'Point', coordinates: [125.3, 43.8] }],
    ['a date', { $date: 0 }],
    ['a number', { $numberLong: '1' }],
    ['an operator', { $set: { a: 1 } }],
    ['a path', { 'a.b': { '': 1, 'c.': null } }],
    ['a prototype', JSON.parse('{"__proto__":{"a":1}}')],
    ['half a character', '\ud83d'],
    ['numbers at the ends', [Number.MAX_SAFE_INTEGER, -0.1, 1e300, 5e-324]],
    ['nothing', [null, [], {}, '']],
  ])('is kept as it is: %s', async (_, more) => {
    const document = { ...box('a'), more }
    await store.commit([insert(BOXES, document)])
    await store.commit([replace(BOXES, document, 1)])
    await store.commit([put(BOXES, document), put(LOOSE, { id: 'beside' })])
    expect(JSON.stringify((await store.get(BOXES, 'a'))?.document)).toBe(JSON.stringify(document))
    expect(JSON.stringify((await all())[0]?.document)).toBe(JSON.stringify(document))
  })
})

describe('a field of an index that is not there', () => {
  it('counts as null, for which a unique index has room once', async () => {
    await db.collection('cards').add({ data: { _id: 'a' } })
    expect((await rejection(db.collection('cards').add({ data: { _id: 'b' } }))).errMsg).toContain('byHolder')
  })

  it.each([
    ['missing', { id: 'a', count: 1 }],
    ['null', { ...box('a'), place: null }],
    ['not a number', box('a', 1, Number.NaN)],
    ['half a character', box('a', 1, 'x\udc00')],
    ['a list', { ...box('a'), place: [1] }],
  ])('is refused before it is sent: %s', async (_, document) => {
    await expect(store.commit([insert(BOXES, document as Box)])).rejects.toThrow('place is neither')
    expect(bench.actions()).toEqual([])
  })
})

describe('an id', () => {
  it('of digits alone is a text, and not the number', async () => {
    const ids = ['12', '012', '12.0', '1e1', '-0']
    await add(...ids.map((id, n) => box(id, n)))
    for (const [n, id] of ids.entries()) expect((await store.get(BOXES, id))?.document).toEqual(box(id, n))
    expect(await store.get(BOXES, '10')).toBeNull()
    expect(await store.commit([replace(BOXES, box('12', 9), 1), remove(BOXES, '012', 1)])).toEqual(DONE)
    expect((await all()).map(({ document }) => document.id)).toEqual(['-0', '12', '12.0', '1e1'])
  })

  it.each(['', 'half \ud800', '\udfff'])('that the database could not hold is refused: %j', async id => {
    await expect(add(box(id))).rejects.toThrow('not an id')
  })
})

describe('half a character', () => {
  it('is in no id and no key, so nothing is found by it, and nothing else instead', async () => {
    await add(box('a \ufffd', 0, '\ufffd'))
    expect(await store.get(BOXES, 'a \ud800')).toBeNull()
    expect(await store.range(BOXES, { index: 'byPlace', equal: ['\ud800'], limit: 5 })).toEqual({
      items: [],
      next: null,
    })
  })

  it('is a bound all the same', async () => {
    await add(box('a', 0, 'a'), box('b', 0, '\uffff'))
    const { items } = await store.range(BOXES, { index: 'byPlace', equal: [], from: '\ud800', limit: 5 })
    expect(items.map(({ document }) => document.id)).toEqual(['b'])
  })
})

describe('texts in an order', () => {
  it('go by their bytes, forwards, backwards and over pages, whatever JavaScript says', async () => {
    const places = ['', 'A', 'a', '一', '\uffee', '\u{1f600}']
    await add(...places.map((place, n) => box(`${9 - n}`, 0, place)))
    for (const descending of [false, true]) {
      const read: unknown[] = []
      let after: string | null = null
      do {
        const query = { index: 'byPlace', equal: [], limit: 2, descending, ...(after !== null && { after }) }
        const page: Awaited<ReturnType<typeof store.range<Box>>> = await store.range(BOXES, query)
        read.push(...page.items.map(({ document }) => document.place))
        after = page.next
      } while (after !== null)
      expect(read).toEqual(descending ? [...places].reverse() : places)
    }
  })
})

describe('a query for more than 1,000 rows', () => {
  it('gives 1,000, without a word', async () => {
    await boxes().add({ data: [...Array(1_001).keys()].map(n => ({ _id: `${n}` })) })
    expect((await boxes().limit(1_001).get()).data).toHaveLength(1_000)
  })

  it('is several, so that a page of 1,000 knows whether there is another', async () => {
    const many = [...Array(1_001).keys()].map(n => box(String(n).padStart(4, '0'), n))
    for (const from of [0, 500]) await add(...many.slice(from, from + 500))
    const asked = { index: 'byPlace', equal: [1], limit: 1_000 }
    const last = await store.range(BOXES, asked)
    expect([last.items.length, last.next]).toEqual([1_000, null])
    await add(many[1_000]!)
    const first = await store.range(BOXES, asked)
    expect(first.items.map(({ document }) => document)).toEqual(many.slice(0, 1_000))
    const second = await store.range(BOXES, { ...asked, after: first.next! })
    expect([second.items[0]?.document, second.next]).toEqual([many[1_000], null])
  }, 20_000)
})

describe('an answer of more than 1 MB', () => {
  /** What a text takes in it: it is quoted in its document, with that in its row, and with that in the answer. */
  const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(JSON.stringify(JSON.stringify(text))))
  const filling = (unit: string, bytes: number) =>
    unit.repeat(Math.floor(bytes / (bytesOf(unit.repeat(2)) - bytesOf(unit))))
  const UNITS = [
    ['plain', 'x'],
    ['Chinese', '技'],
    ['quotation marks', '"'],
    ['JSON', '{"id":"a\\b"}'],
  ]

  it.each(UNITS)('is asked for again in smaller pieces, and then no more: %s', async (_, unit) => {
    const large = [1, 2, 3, 4, 5, 6].map(n => ({ ...box(`${n}`), more: filling(unit!, 400_000) }))
    for (const one of large) await store.commit([insert(BOXES, one)])
    bench.actions()
    expect((await all()).map(({ document }) => document)).toEqual(large)
    const first = bench.actions().length
    expect(await all()).toHaveLength(6)
    expect(first).toBeGreaterThan(bench.actions().length)
  })

  it('is not asked for twice in the same size', async () => {
    for (const n of [1, 2, 3])
      await store.commit([insert(BOXES, { ...box(`${n}`), more: filling('x', 600_000) })])
    bench.actions()
    expect(await all()).toHaveLength(3)
    // 25 and 6 are too many, then each by itself, and one question more that finds nothing.
    expect(bench.actions()).toHaveLength(2 + 3 + 1)
  })

  it.each(UNITS)('could never be read, so no document is written that is one: %s', async (_, unit) => {
    const fits = { id: 'a', text: filling(unit!, 999_000) }
    expect(await store.commit([insert(LOOSE, fits)])).toEqual(DONE)
    expect((await store.get(LOOSE, 'a'))?.document).toEqual(fits)
    const tooLarge = store.commit([insert(LOOSE, { id: 'b', text: filling(unit!, 1_001_000) })])
    await expect(tooLarge).rejects.toThrow('the cloud gives 1000000')
  })
})

describe('a transaction that is too much', () => {
  it.each([
    [500, true],
    [501, false],
  ])('is refused before it begins: %i writes', async (count, isKept) => {
    const written = add(...[...Array(count).keys()].map(n => box(`${n}`)))
    if (isKept) expect(await written).toEqual(DONE)
    else await expect(written).rejects.toThrow('no transaction')
  })

  it('is refused before it begins: 17 MB', async () => {
    const writes = [...Array(17).keys()].map(n => insert(LOOSE, { id: `${n}`, text: 'x'.repeat(990_000) }))
    await expect(store.commit(writes)).rejects.toThrow('no transaction')
    expect(bench.actions()).toEqual([])
  })
})

describe('a duplicate', () => {
  const card = (id: string, holder: string, day = 1) => ({ id, holder, day })

  it.each(['E11000', 'DATABASE_DUPLICATE_WRITE'] as const)(
    'is known by its text, not its number: %s',
    async spelling => {
      const other = (await newBench({ spelling })).open()
      await other.commit([insert(CARDS, card('a', 'x'))])
      const taken = (why: string, at = 0) => ({ committed: false, at, why })
      expect(await other.commit([insert(CARDS, card('a', 'y'))])).toEqual(taken('exists'))
      expect(await other.commit([insert(CARDS, card('b', 'x'))])).toEqual(taken('not-unique'))
      const more = insert(CARDS, card('c', 'z'))
      expect(await other.commit([more, insert(CARDS, card('a', 'y'))])).toEqual(taken('exists', 1))
      expect(await other.commit([more, insert(CARDS, card('b', 'x'))])).toEqual(taken('not-unique', 1))
      expect(await other.commit([more, insert(CARDS, card('c', 'y'))])).toEqual(taken('exists', 1))
      expect(await other.commit([more, insert(CARDS, card('d', 'z'))])).toEqual(taken('not-unique', 1))
      expect(await other.commit([more, put(CARDS, card('d', 'z'))])).toEqual(taken('not-unique', 1))
      expect(await other.commit([more])).toEqual(DONE)
      expect(await other.commit([replace(CARDS, card('c', 'x'), 1)])).toEqual(taken('not-unique'))
      expect(await other.commit([put(LOOSE, { id: 'l' }), replace(CARDS, card('c', 'x'), 1)])).toEqual(
        taken('not-unique', 1),
      )
    },
  )

  it('of an id is known even when its text is a new one', async () => {
    await add(box('a', 1))
    bench.gateway.faults.add({
      action: 'database.insertDocument',
      how: { code: 'SOMETHING_NEW', message: 'no such text was ever seen' },
    })
    expect(await add(box('a', 2))).toEqual({ committed: false, at: 0, why: 'exists' })
  })

  it.each(['TransactionConflict', 'EXCEED_REQUEST_LIMIT', 'INVALID_PARAM', 'request timeout'])(
    'is one even where somebody has written of something else in its key: %s',
    async holder => {
      await store.commit([insert(CARDS, card('a', holder))])
      bench.actions()
      const taken = (at: number) => ({ committed: false, at, why: 'not-unique' })
      expect(await store.commit([insert(CARDS, card('b', holder))])).toEqual(taken(0))
      expect(await store.commit([put(LOOSE, { id: 'l' }), put(CARDS, card('b', holder))])).toEqual(taken(1))
      expect(bench.actions().filter(action => action === 'startTransaction')).toHaveLength(1)
    },
  )

  it('that has gone when it is looked for is tried again', async () => {
    await store.commit([insert(CARDS, card('a', 'x'))])
    let isRemoved = false
    bench.gateway.onRequest = async ({ action }) => {
      if (action !== 'database.getDocument' || isRemoved) return
      isRemoved = true
      await db.collection('cards').doc('a').remove()
    }
    expect(await store.commit([insert(CARDS, card('b', 'x'))])).toEqual(DONE)
  })
})

describe('a conflict in a transaction’s operation', () => {
  it('is not tried again by the SDK, which lets its code go', async () => {
    await boxes().add({ data: { _id: 'a', n: 0 } })
    let runs = 0
    const failure = await rejection(
      db.runTransaction(async transaction => {
        runs += 1
        await transaction.collection('boxes').doc('a').get()
        await boxes()
          .doc('a')
          .update({ data: { n: runs } })
        await transaction
          .collection('boxes')
          .doc('a')
          .update({ data: { n: 9 } })
      }),
    )
    expect([runs, failure.code, failure.errCode]).toEqual([1, undefined, -501001])
  })

  it('leaves its locks behind when the SDK does try again', async () => {
    await boxes().add({
      data: [
        { _id: 'a', n: 0 },
        { _id: 'b', n: 0 },
      ],
    })
    bench.gateway.faults.add({ action: 'database.modifyDocument', how: 'conflict', skip: 1 })
    const failure = await rejection(
      db.runTransaction(async transaction => {
        for (const id of ['a', 'b']) {
          await transaction
            .collection('boxes')
            .doc(id)
            .update({ data: { n: 1 } })
            .catch(() => {
              throw Object.assign(new Error('try again'), { code: 'DATABASE_TRANSACTION_CONFLICT' })
            })
        }
      }),
    )
    // It stood in its own way, three times.
    expect([failure.code, bench.actions().filter(action => action === 'startTransaction').length]).toEqual([
      'DATABASE_TRANSACTION_CONFLICT',
      4,
    ])
  })

  it.each(['operation', 'commit'] as const)(
    'begins the whole anew here, heard at the %s',
    async conflictsAt => {
      const other = await newBench({ conflictsAt })
      const [first, raw] = [other.open(), other.raw()]
      await first.commit([insert(BOXES, box('a')), insert(BOXES, box('b'))])
      let isDisturbed = false
      other.gateway.onRequest = async ({ action, params }) => {
        if (action !== 'database.modifyDocument' || params.transactionId === undefined || isDisturbed) return
        isDisturbed = true
        await raw
          .collection('boxes')
          .doc('a')
          .update({ data: { touched: true } })
      }
      const writes = [replace(BOXES, box('a', 1), 1), replace(BOXES, box('b', 1), 1)]
      expect(await first.commit(writes)).toEqual(DONE)
      expect([isDisturbed, (await first.get(BOXES, 'a'))?.version]).toEqual([true, 2])
    },
  )

  it('is no reason to overwrite: who came first is not undone', async () => {
    await add(box('a'), box('b'))
    const rival = bench.open()
    let isDisturbed = false
    bench.gateway.onRequest = async ({ action, params }) => {
      if (action !== 'database.modifyDocument' || params.transactionId === undefined || isDisturbed) return
      isDisturbed = true
      await rival.commit([replace(BOXES, box('a', 7), 1)])
    }
    const writes = [replace(BOXES, box('b', 1), 1), replace(BOXES, box('a', 1), 1)]
    expect(await store.commit(writes)).toEqual({ committed: false, at: 1, why: 'changed' })
    expect((await all()).map(({ document }) => document)).toEqual([box('a', 7), box('b', 0)])
  })
})

describe('a where() that writes in a transaction', () => {
  it('leaves it, and is not undone with it', async () => {
    await boxes().add({ data: { _id: 'a', n: 0 } })
    const transaction = await db.startTransaction()
    await transaction
      .collection('boxes')
      .where({ _id: 'a' })
      .update({ data: { n: 1 } })
    await transaction.rollback()
    expect((await boxes().doc('a').get()).data).toEqual({ _id: 'a', n: 1 })
  })

  it('is none here: every request between begin and end names its transaction and one document', async () => {
    await add(box('a'), box('b'))
    const asked: unknown[] = []
    bench.gateway.onRequest = ({ action, params }) => {
      const isOne = params.queryType === 'DOC' || (Array.isArray(params.data) && params.data.length === 1)
      asked.push([action.replace('database.', ''), typeof params.transactionId === 'string', isOne])
    }
    const writes = [
      replace(BOXES, box('a', 1), 1),
      remove(BOXES, 'b', 1),
      put(BOXES, box('c')),
      insert(BOXES, box('d')),
    ]
    expect(await store.commit(writes)).toEqual(DONE)
    expect(asked).toEqual([
      ['startTransaction', false, false],
      ...['getDocument', 'modifyDocument', 'getDocument', 'removeDocument'].map(one => [one, true, true]),
      ...['modifyDocument', 'insertDocument', 'insertDocument'].map(one => [one, true, true]),
      ['commitTransaction', true, false],
    ])
  })
})

describe('a document that is not there', () => {
  it('is an error of the SDK, unless it is told otherwise', async () => {
    const strict = bench.cloud().database({ throwOnNotFound: true })
    expect((await rejection(strict.collection('boxes').doc('a').get())).errMsg).toContain('does not exist')
  })

  it('is null here, and has changed for whoever meant to write it', async () => {
    expect(await store.get(BOXES, 'a')).toBeNull()
    const late = { committed: false, at: 0, why: 'changed' }
    expect(await store.commit([replace(BOXES, box('a'), 1)])).toEqual(late)
    expect(await store.commit([remove(BOXES, 'a', 1)])).toEqual(late)
    expect(await store.commit([remove(BOXES, 'a', 1), put(BOXES, box('b'))])).toEqual(late)
  })
})

describe('a transaction of more than 30 s', () => {
  it('has ended by itself, and is begun anew', async () => {
    let now = Date.now()
    const other = await newBench({ now: () => now })
    const slow = other.open()
    let isDelayed = false
    other.gateway.onRequest = ({ action }) => {
      if (action !== 'database.insertDocument' || isDelayed) return
      isDelayed = true
      now += 30_000
    }
    expect(await slow.commit([insert(BOXES, box('a')), insert(BOXES, box('b'))])).toEqual(DONE)
    expect(isDelayed).toBe(true)
    expect(await slow.get(BOXES, 'b')).toEqual({ document: box('b'), version: 1 })
  })
})

describe('an SDK without credentials', () => {
  it('is never asked: it would take the process with it', async () => {
    const { serviceUrl, env } = bench.gateway.address
    const { openCloudbaseStore } = await import('../../../cloudfunctions/adapters/cloudbase')
    const penniless = openCloudbaseStore({ serviceUrl, env })
    await expect(penniless.get(BOXES, 'a')).rejects.toThrow(StoreError)
    await expect(penniless.commit([insert(BOXES, box('a'))])).rejects.toThrow('no credentials')
    expect(bench.actions()).toEqual([])
    Object.assign(process.env, { TENCENTCLOUD_SECRETID: 'local-id', TENCENTCLOUD_SECRETKEY: 'any' })
    expect(await penniless.get(BOXES, 'a')).toBeNull()
    delete process.env.TENCENTCLOUD_SECRETID
    delete process.env.TENCENTCLOUD_SECRETKEY
  })
})

describe('what somebody else wrote into the database', () => {
  it.each([
    ['no version', { commit: 'c', body: '{}' }],
    ['no text', { version: 1, commit: 'c', body: { id: 'a' } }],
    ['no JSON', { version: 1, commit: 'c', body: 'x' }],
  ])('is not passed on as a document: %s', async (_, data) => {
    await boxes()
      .doc('a')
      .set({ data: { ...data, key: { place: 1 } } })
    await expect(store.get(BOXES, 'a')).rejects.toThrow(StoreError)
    await expect(all()).rejects.toThrow(StoreError)
  })
})
