import {
  type Collection,
  type Commit,
  insert,
  put,
  type Range,
  remove,
  replace,
  type Store,
  StoreError,
} from '../../cloudfunctions/ports/store'

interface Note {
  readonly id: string
  readonly shelf: string
  readonly place: number
  readonly title: string
}

const NOTES: Collection<Note> = {
  name: 'notes',
  unique: { byTitle: ['title'] },
  indexes: { byShelf: ['shelf', 'place'] },
}

const SHREDDED: Collection<Note> = { ...NOTES, name: 'shredded-notes', shreds: true }

/** What a store under test has to hold. */
export const CONTRACT_COLLECTIONS = [NOTES, SHREDDED]

const note = (id: string, shelf = 'a', place = 1): Note => ({ id, shelf, place, title: `title ${id}` })

/** What every engine promises. @param open gives a store that is empty */
export function describeStore(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const add = async (...notes: Note[]): Promise<Commit> =>
    store.commit(notes.map(document => insert(NOTES, document)))
  const idsOf = (page: { items: readonly { document: Note }[] }) => page.items.map(item => item.document.id)

  describe('a document', () => {
    it('is found by its id at version 1, whole', async () => {
      const document = { ...note('一'), title: 'it\'s "so" \\ 𠮷 \u0000' }
      expect(await add(document)).toEqual({ committed: true })
      expect(await store.get(NOTES, '一')).toEqual({ document, version: 1 })
    })

    it('is null when nobody put it', async () => {
      expect(await store.get(NOTES, 'x')).toBeNull()
    })

    it('is put once: a second insert says so and changes nothing', async () => {
      await add(note('x', 'a', 1))
      expect(await add(note('x', 'b', 2))).toEqual({ committed: false, at: 0, why: 'exists' })
      expect((await store.get(NOTES, 'x'))?.document.shelf).toBe('a')
    })

    it('keeps a unique key from a second document', async () => {
      await add(note('x'))
      const second = { ...note('y'), title: 'title x' }
      expect(await add(second)).toEqual({ committed: false, at: 0, why: 'not-unique' })
      expect(await store.get(NOTES, 'y')).toBeNull()
    })
  })

  describe('a put', () => {
    it('inserts what is not there, at version 1', async () => {
      expect(await store.commit([put(NOTES, note('x'))])).toEqual({ committed: true })
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x'), version: 1 })
    })

    it('overwrites whatever is there, counts the version up and moves it along the indexes', async () => {
      await add(note('x', 'a'))
      await store.commit([put(NOTES, note('x', 'b'))])
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x', 'b'), version: 2 })
      const shelf = (equal: string) => store.range(NOTES, { index: 'byShelf', equal: [equal], limit: 10 })
      expect([idsOf(await shelf('a')), idsOf(await shelf('b'))]).toEqual([[], ['x']])
    })

    it('takes no unique key from another document, new or not', async () => {
      await add(note('x'), note('y'))
      for (const id of ['y', 'z']) {
        const clash = { ...note(id), title: 'title x' }
        expect(await store.commit([put(NOTES, clash)])).toEqual({
          committed: false,
          at: 0,
          why: 'not-unique',
        })
      }
      expect(await store.get(NOTES, 'y')).toEqual({ document: note('y'), version: 1 })
      expect(await store.get(NOTES, 'z')).toBeNull()
    })
  })

  describe('compare and set', () => {
    it('replaces at the version read and counts it up', async () => {
      await add(note('x', 'a'))
      expect(await store.commit([replace(NOTES, note('x', 'b'), 1)])).toEqual({ committed: true })
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x', 'b'), version: 2 })
    })

    it.each([0, 1, 3])('refuses version %i of a document at version 2', async version => {
      await add(note('x', 'a'))
      await store.commit([replace(NOTES, note('x', 'b'), 1)])
      const late = await store.commit([replace(NOTES, note('x', 'c'), version)])
      expect(late).toEqual({ committed: false, at: 0, why: 'changed' })
      expect((await store.get(NOTES, 'x'))?.document.shelf).toBe('b')
    })

    it('lets one of many racing writers through', async () => {
      await add(note('x', 'a'))
      const race = [1, 2, 3, 4, 5].map(n => store.commit([replace(NOTES, note('x', 'a', n), 1)]))
      expect((await Promise.all(race)).filter(({ committed }) => committed)).toHaveLength(1)
    })

    it('removes at the version read and at no other', async () => {
      await add(note('x'))
      expect(await store.commit([remove(NOTES, 'x', 2)])).toEqual({ committed: false, at: 0, why: 'changed' })
      expect(await store.commit([remove(NOTES, 'x', 1)])).toEqual({ committed: true })
      expect(await store.get(NOTES, 'x')).toBeNull()
    })
  })

  describe('a commit', () => {
    it('writes all of it or nothing, and says which write stood in the way', async () => {
      await add(note('x', 'a'))
      const writes = [replace(NOTES, note('x', 'b'), 1), insert(NOTES, note('y')), insert(NOTES, note('x'))]
      expect(await store.commit(writes)).toEqual({ committed: false, at: 2, why: 'exists' })
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x', 'a'), version: 1 })
      expect(await store.get(NOTES, 'y')).toBeNull()
    })

    it('of nothing is done at once', async () => {
      expect(await store.commit([])).toEqual({ committed: true })
    })
  })

  describe('commits at once', () => {
    const fives = [...Array(50).keys()].map(n => note(`n${n}`, 'a', n))

    it('leave exactly what those wrote that were not refused, each answered for itself', async () => {
      await add(...fives.filter(({ place }) => place % 5 === 0))
      const outcomes = await Promise.all(fives.map(document => add(note(`${document.id}-too`), document)))
      for (const { id, place } of fives) {
        const refused = place % 5 === 0
        expect(outcomes[place]).toEqual(
          refused ? { committed: false, at: 1, why: 'exists' } : { committed: true },
        )
        expect(await store.get(NOTES, id)).not.toBeNull()
        expect((await store.get(NOTES, `${id}-too`)) === null).toBe(refused)
      }
    })

    it('take effect in the order in which they were asked for', async () => {
      const outcomes = await Promise.all([
        add(note('x', 'a')),
        store.commit([replace(NOTES, note('x', 'b'), 1)]),
        store.commit([replace(NOTES, note('x', 'c'), 2), remove(NOTES, 'x', 3)]),
        add(note('x', 'd')),
      ])
      expect(outcomes).toEqual([1, 2, 3, 4].map(() => ({ committed: true })))
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x', 'd'), version: 1 })
    })

    it('do not suffer from one of them that fails, of which nothing stays', async () => {
      const stranger: Collection<Note> = { ...NOTES, name: 'strangers' }
      const failing = [
        replace(NOTES, note('x', 'b'), 1),
        insert(NOTES, note('z')),
        insert(stranger, note('s')),
      ]
      const outcomes = await Promise.allSettled([
        add(note('x')),
        store.commit(failing),
        store.commit([insert(stranger, note('s'))]),
        add(note('y')),
      ])
      const failed = { status: 'rejected', reason: expect.any(StoreError) }
      const done = { status: 'fulfilled', value: { committed: true } }
      expect(outcomes).toEqual([done, failed, failed, done])
      expect(await store.get(NOTES, 'x')).toEqual({ document: note('x'), version: 1 })
      expect(await store.get(NOTES, 'y')).not.toBeNull()
      expect(await store.get(NOTES, 'z')).toBeNull()
    })

    it('are all finished by closing', async () => {
      const other = await open()
      const asked = Promise.all([1, 2, 3].map(n => other.commit([insert(NOTES, note(`n${n}`))])))
      await other.close()
      expect(await asked).toEqual([1, 2, 3].map(() => ({ committed: true })))
    })
  })

  describe('a collection that shreds', () => {
    it('is written and read like any other', async () => {
      await store.commit([insert(SHREDDED, note('x', 'a')), insert(SHREDDED, note('y', 'a'))])
      expect(await store.commit([insert(SHREDDED, { ...note('z'), title: 'title x' })])).toEqual({
        committed: false,
        at: 0,
        why: 'not-unique',
      })
      expect(await store.commit([replace(SHREDDED, note('x', 'b'), 1), remove(SHREDDED, 'y', 1)])).toEqual({
        committed: true,
      })
      expect(await store.commit([remove(SHREDDED, 'x', 1)])).toMatchObject({ why: 'changed' })
      expect(await store.get(SHREDDED, 'x')).toEqual({ document: note('x', 'b'), version: 2 })
      const shelf = (equal: string) => store.range(SHREDDED, { index: 'byShelf', equal: [equal], limit: 10 })
      expect([idsOf(await shelf('a')), idsOf(await shelf('b'))]).toEqual([[], ['x']])
    })

    it('holds nothing any more of what was removed, and takes the id again', async () => {
      await store.commit([insert(SHREDDED, note('x'))])
      await store.commit([remove(SHREDDED, 'x', 1), insert(NOTES, note('beside'))])
      expect(await store.get(SHREDDED, 'x')).toBeNull()
      expect(idsOf(await store.range(SHREDDED, { index: 'byTitle', equal: [], limit: 10 }))).toEqual([])
      expect(await store.get(NOTES, 'beside')).not.toBeNull()
      await store.commit([insert(SHREDDED, note('x', 'c'))])
      expect(await store.get(SHREDDED, 'x')).toEqual({ document: note('x', 'c'), version: 1 })
    })
  })

  describe('what is read', () => {
    it('is what was given when the commit was asked for, whatever the giver does to it then', async () => {
      const document = { ...note('x'), shelf: 'a' }
      const asked = store.commit([insert(NOTES, document)])
      document.shelf = 'b'
      await asked
      expect((await store.get(NOTES, 'x'))?.document.shelf).toBe('a')
    })

    it('is plain JSON: a field without a value is not there', async () => {
      const given = { ...note('x'), extra: undefined }
      await store.commit([insert(NOTES, given)])
      expect(Object.keys((await store.get(NOTES, 'x'))?.document ?? {})).toEqual(Object.keys(note('x')))
    })

    it('is the last that was committed, after each kind of write', async () => {
      const steps = [
        [insert(NOTES, note('x', 'a')), 'a', 1],
        [replace(NOTES, note('x', 'b'), 1), 'b', 2],
        [put(NOTES, note('x', 'c')), 'c', 3],
        [replace(NOTES, note('x', 'd'), 3), 'd', 4],
        [replace(NOTES, note('x', 'refused'), 3), 'd', 4],
        [remove(NOTES, 'x', 4), undefined, undefined],
        [put(NOTES, note('x', 'e')), 'e', 1],
      ] as const
      for (const [write, shelf, version] of steps) {
        await store.commit([write])
        const read = await store.get(NOTES, 'x')
        expect([read?.document.shelf, read?.version]).toEqual([shelf, version])
      }
    })
  })

  describe('a range', () => {
    beforeEach(() =>
      add(note('e', 'b', 1), note('d', 'a', 10), note('c', 'a', 9), note('b', 'a', 9), note('a', 'a', 2)),
    )

    const shelf = { index: 'byShelf', equal: ['a'] }
    const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url')

    it('goes by the index, numbers as numbers, ties by id', async () => {
      expect(idsOf(await store.range(NOTES, { ...shelf, limit: 10 }))).toEqual(['a', 'b', 'c', 'd'])
    })

    it('goes backwards too', async () => {
      const page = await store.range(NOTES, { ...shelf, descending: true, limit: 10 })
      expect(idsOf(page)).toEqual(['d', 'c', 'b', 'a'])
    })

    it('includes both bounds', async () => {
      expect(idsOf(await store.range(NOTES, { ...shelf, from: 9, to: 10, limit: 10 }))).toEqual([
        'b',
        'c',
        'd',
      ])
      expect(idsOf(await store.range(NOTES, { ...shelf, from: 3, to: 9, limit: 10 }))).toEqual(['b', 'c'])
      expect(idsOf(await store.range(NOTES, { ...shelf, from: 11, limit: 10 }))).toEqual([])
    })

    it('goes along the whole index when nothing is fixed', async () => {
      const page = await store.range(NOTES, { index: 'byShelf', equal: [], limit: 10 })
      expect(idsOf(page)).toEqual(['a', 'b', 'c', 'd', 'e'])
    })

    it('goes along a unique key as well', async () => {
      const page = await store.range(NOTES, { index: 'byTitle', equal: ['title c'], limit: 1 })
      expect(idsOf(page)).toEqual(['c'])
    })

    it.each([false, true])(
      'is read to its end page by page, none twice (descending: %s)',
      async descending => {
        const whole = idsOf(await store.range(NOTES, { ...shelf, descending, limit: 10 }))
        const read: string[] = []
        let after: string | null = null
        do {
          const page: Awaited<ReturnType<typeof store.range<Note>>> = await store.range(NOTES, {
            ...shelf,
            descending,
            limit: 1,
            ...(after !== null && { after }),
          })
          expect(page.items).toHaveLength(1)
          read.push(...idsOf(page))
          after = page.next
        } while (after !== null)
        expect(read).toEqual(whole)
      },
    )

    it('has no next page when the last one is just full', async () => {
      expect((await store.range(NOTES, { ...shelf, limit: 4 })).next).toBeNull()
      expect((await store.range(NOTES, { ...shelf, limit: 3 })).next).not.toBeNull()
    })

    it.each([
      ['an index that is not declared', { index: 'byPlace', equal: [], limit: 1 }],
      ['no limit', { ...shelf, limit: 0 }],
      ['a limit above a page', { ...shelf, limit: 1_001 }],
      ['more values than fields', { index: 'byTitle', equal: ['a', 'b'], limit: 1 }],
      ['a bound with no field left', { index: 'byTitle', equal: ['a'], from: 1, limit: 1 }],
      ['a value that is not there', { index: 'byShelf', equal: [undefined], limit: 1 }],
      ['a value that is no number', { index: 'byShelf', equal: ['a', Number.NaN], limit: 1 }],
      ['a value that is no key', { index: 'byShelf', equal: [{}], limit: 1 }],
      ['a bound that is no number', { ...shelf, from: Number.POSITIVE_INFINITY, limit: 1 }],
      ['a bound that is no key', { ...shelf, to: null, limit: 1 }],
      ['a cursor that is none', { ...shelf, limit: 1, after: 'x' }],
      ['a cursor of another range', { ...shelf, limit: 1, after: cursor([1]) }],
      ['a cursor of what is no key', { ...shelf, limit: 1, after: cursor([null, 'x']) }],
    ])('refuses %s', async (_, query) => {
      await expect(store.range(NOTES, query as Range)).rejects.toThrow(StoreError)
    })
  })

  it('says that it is closed instead of answering', async () => {
    const other = await open()
    await other.close()
    await expect(other.get(NOTES, 'x')).rejects.toThrow(StoreError)
    await expect(other.commit([insert(NOTES, note('x'))])).rejects.toThrow(StoreError)
  })
}
