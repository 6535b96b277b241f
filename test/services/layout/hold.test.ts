import { insert, put, remove } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { CLASSES } from '../../../cloudfunctions/services/documents/classes'
import { keysOf, LAYOUT, LAYOUTS } from '../../../cloudfunctions/services/documents/layouts'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { holdingLayout, holdLayout, layoutTrouble } from '../../../cloudfunctions/services/layout/hold'
import { openStoreOf, type TemporaryStore } from '../../support/stores'
import { School } from '../school'

const NOW = { id: 'layout' as const, layout: LAYOUT, keys: keysOf(COLLECTIONS), unkeyed: [] }
const noted = async ({ store }: Pick<TemporaryStore, 'store'>) =>
  (await store.get(LAYOUTS, 'layout'))?.document

it('a layout is one more than there are migrations', () => {
  expect(LAYOUT).toBe(MIGRATIONS.length + 1)
})

describe('of an empty store', () => {
  let kept: TemporaryStore
  beforeEach(async () => {
    kept = await openStoreOf('cloudbase')
  })
  afterEach(() => kept.close())

  it('the layout is what the first program notes that uses it', async () => {
    expect(await layoutTrouble(kept.store)).toBeNull()
    expect(await noted(kept)).toBeUndefined()
    await holdLayout(kept.store)
    expect(await noted(kept)).toEqual(NOW)
  })

  it('it is noted once, by however many at once, and with collections that are new', async () => {
    const { accounts: _, ...others } = { accounts: [], ...NOW.keys }
    await kept.store.commit([insert(LAYOUTS, { ...NOW, keys: others })])
    await Promise.all(Array.from({ length: 5 }, () => holdLayout(kept.store)))
    expect(await kept.store.get(LAYOUTS, 'layout')).toEqual({ document: NOW, version: 2 })
  })
})

describe('a program', () => {
  let school: School
  beforeEach(async () => {
    school = await School.open(await openStoreOf('cloudbase'))
  })
  afterEach(() => school.close())

  it('uses documents without a note, which are of the first layout that was noted', async () => {
    await holdLayout(school.store)
    expect(await noted(school)).toEqual(NOW)
  })

  it.each([
    ['older', { ...NOW, layout: LAYOUT - 1 }],
    ['older', { ...NOW, keys: { ...NOW.keys, classes: ['id', 'other'] } }],
    ['older', { ...NOW, keys: { ...NOW.keys, classes: [] } }],
    ['older', { ...NOW, unkeyed: ['classes'] }],
    ['newer', { ...NOW, layout: LAYOUT + 1 }],
  ] as const)('refuses to read and to write what is laid out for another: %s', async (why, layout) => {
    await school.store.commit([put(LAYOUTS, layout)])
    const held = holdingLayout(school.store)
    await expect(held.get(CLASSES, 'C1')).rejects.toMatchObject({ why })
    await expect(held.range(CLASSES, { index: 'byId', equal: [], limit: 1 })).rejects.toMatchObject({ why })
    await expect(held.commit([remove(CLASSES, 'C1', 1)])).rejects.toMatchObject({ why })
    expect(await school.store.get(CLASSES, 'C1')).not.toBeNull()
    expect(await layoutTrouble(school.store)).toMatchObject({ why })
  })

  it('goes on as soon as they are laid out for it', async () => {
    await school.store.commit([put(LAYOUTS, { ...NOW, layout: LAYOUT - 1 })])
    const held = holdingLayout(school.store)
    await expect(held.get(CLASSES, 'C1')).rejects.toMatchObject({ why: 'older' })
    await school.store.commit([put(LAYOUTS, NOW)])
    expect((await held.get(CLASSES, 'C1'))?.document.id).toBe('C1')
  })

  it('asks for the layout once, beside its first question', async () => {
    const asked: string[] = []
    const held = holdingLayout({
      get: (collection, id) => {
        asked.push(collection.name)
        return school.store.get(collection, id)
      },
      range: (collection, query) => school.store.range(collection, query),
      commit: writes => school.store.commit(writes),
      close: async () => {},
    })
    await school.store.commit([put(LAYOUTS, NOW)])
    for (let n = 0; n < 3; n++) await held.get(CLASSES, 'C1')
    expect(asked).toEqual(['classes', 'layouts', 'classes', 'classes'])
  })
})
