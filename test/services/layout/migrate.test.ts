import { type Collection, put, type Stored } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { JUDGED_DAYS, type JudgedDay } from '../../../cloudfunctions/services/documents/judged-days'
import { keysOf, LAYOUT, LAYOUTS, type Layout } from '../../../cloudfunctions/services/documents/layouts'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { layoutTrouble } from '../../../cloudfunctions/services/layout/hold'
import { type Migrated, migrateLayout, type Rewriting } from '../../../cloudfunctions/services/layout/migrate'
import { type LocalCloud, openLocalCloud } from '../../support/local-cloud'
import { judgeAll } from '../kept'
import { School } from '../school'

const NOW: Layout = { id: 'layout', layout: LAYOUT, keys: keysOf(COLLECTIONS), unkeyed: [] }

let cloud: LocalCloud
let school: School
beforeEach(async () => {
  cloud = await openLocalCloud()
  const opened = cloud.open()
  const close = async () => {
    await opened.close()
    await cloud.close()
  }
  school = await School.open({ store: opened, close })
  for (const date of ['2024-06-03', '2024-06-04']) await school.ordinaryDay(date, 60)
  await judgeAll(school)
})
afterEach(() => school.close())

const store = () => school.store
const judged = () => readAll(store(), JUDGED_DAYS, { index: 'byDate', equal: [] })
const layout = async () => (await store().get(LAYOUTS, 'layout'))?.document

/** As the program of layout 3 had judged days: found by less, and without what has come since. */
const OLD_DAYS: Collection<Stored & Pick<JudgedDay, 'closesAt' | 'date'>> = {
  name: JUDGED_DAYS.name,
  unique: {},
  indexes: { byClosing: ['closesAt'], byDate: ['date'] },
}

async function age(): Promise<void> {
  for (const { ways: _, appeals: __, decidedAt: ___, taps: ____, ...old } of await judged()) {
    await store().commit([put(OLD_DAYS, old)])
  }
  const keys = { ...NOW.keys, [OLD_DAYS.name]: ['closesAt', 'date'] }
  await store().commit([put(LAYOUTS, { ...NOW, layout: 3, keys })])
}

/** @param pieces after which it is stopped */
function migrate(pieces = Number.POSITIVE_INFINITY): Promise<Migrated> {
  let done = 0
  const rewriting: Rewriting = {
    rekey: cloud.rekey,
    begins: () => {},
    between: async () => {
      done += 1
      return done < pieces
    },
  }
  return migrateLayout(store(), rewriting)
}

describe('a cloud’s store of an older layout', () => {
  it('becomes what this program would have written, to the byte, and is found by all of its keys', async () => {
    const before = await judged()
    await age()
    expect(await layoutTrouble(store())).toMatchObject({ why: 'older' })
    expect(await migrate()).toBe('done')
    expect(await judged()).toEqual(before)
    expect(JSON.stringify(await judged())).toBe(JSON.stringify(before))
    for (const index of Object.keys({ ...JUDGED_DAYS.unique, ...JUDGED_DAYS.indexes })) {
      expect([index, (await readAll(store(), JUDGED_DAYS, { index, equal: [] })).length]).toEqual([
        index,
        before.length,
      ])
    }
    expect(await layout()).toEqual(NOW)
    expect(await layoutTrouble(store())).toBeNull()
    expect(await migrate()).toBe('nothing-to-do')
  })

  it.each([1, 2, 5])(
    'stopped after every %i pieces it comes to the same end, and is refused until then',
    async pieces => {
      const before = await judged()
      await age()
      let runs = 0
      for (let most = pieces; (await migrate(most)) === 'stopped'; most += pieces) {
        expect(await layoutTrouble(store())).toMatchObject({ why: 'older' })
        runs += 1
      }
      expect(runs).toBeGreaterThan(1)
      expect(await judged()).toEqual(before)
      expect(await layout()).toEqual(NOW)
    },
  )

  it('is left alone where a newer program has written it', async () => {
    await store().commit([put(LAYOUTS, { ...NOW, layout: LAYOUT + 1 })])
    await expect(migrate()).rejects.toMatchObject({ why: 'newer' })
  })
})

it('documents of before a new index are found along it, and nothing else of them changes', async () => {
  const found = await store().range(JUDGED_DAYS, { index: 'byDate', equal: [], limit: 1 })
  await store().commit([put(OLD_DAYS, found.items[0]!.document)])
  const before = await store().get(JUDGED_DAYS, found.items[0]!.document.id)
  const lost = await readAll(store(), JUDGED_DAYS, { index: 'byClass', equal: ['C1'] })
  await store().commit([
    put(LAYOUTS, { ...NOW, keys: { ...NOW.keys, [OLD_DAYS.name]: ['closesAt', 'date'] } }),
  ])
  expect(await migrate()).toBe('done')
  expect(await store().get(JUDGED_DAYS, found.items[0]!.document.id)).toEqual(before)
  expect((await readAll(store(), JUDGED_DAYS, { index: 'byClass', equal: ['C1'] })).length).toBe(
    lost.length + 1,
  )
})
