import { REMEMBERED_FOR_MS, remembering } from '../../cloudfunctions/entries/remembering'
import { type Collection, insert, put, type Store } from '../../cloudfunctions/ports/store'
import { CLASSES, type ClassRecord } from '../../cloudfunctions/services/documents/classes'
import { School } from '../services/school'

interface Note {
  readonly id: string
}
const MARKS: Collection<Note> = { name: 'rebuilds', unique: {}, indexes: { byId: ['id'] } }

let school: School
let now: number
let get: jest.SpyInstance
let range: jest.SpyInstance
let store: Store
beforeEach(async () => {
  school = await School.open()
  now = 1_000
  get = jest.spyOn(school.store, 'get')
  range = jest.spyOn(school.store, 'range')
  store = remembering(school.store, [CLASSES], { now: () => now })
})
afterEach(() => school.close())

const all = () => store.range(CLASSES, { index: 'byId', equal: [], limit: 10 })
async function classOf(id: string): Promise<ClassRecord> {
  const found = await store.get(CLASSES, id)
  if (found === null) throw new Error(`no class ${id}`)
  return found.document
}

describe('what hardly changes', () => {
  it('is asked for once, as the very same object', async () => {
    expect(await classOf('C1')).toBe(await classOf('C1'))
    expect(get).toHaveBeenCalledTimes(1)
  })

  it('is asked for once by many at the same moment', async () => {
    await Promise.all([classOf('C1'), classOf('C1'), all(), all()])
    expect([get.mock.calls.length, range.mock.calls.length]).toEqual([1, 1])
  })

  it('is remembered as long as it is told', async () => {
    store = remembering(school.store, [CLASSES], { now: () => now }, 1_000)
    await classOf('C1')
    now += 999
    await classOf('C1')
    expect(get).toHaveBeenCalledTimes(1)
    now += 1
    await classOf('C1')
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('is asked for again after five minutes, not a moment earlier', async () => {
    await classOf('C1')
    now += REMEMBERED_FOR_MS - 1
    await classOf('C1')
    expect(get).toHaveBeenCalledTimes(1)
    now += 1
    await classOf('C1')
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('is asked for each time while it is not there', async () => {
    expect(await store.get(CLASSES, 'C9')).toBeNull()
    await store.commit([insert(CLASSES, { ...(await classOf('C1')), id: 'C9' })])
    expect(await classOf('C9')).toMatchObject({ id: 'C9' })
  })

  it('is known anew to whoever has written it', async () => {
    const before = await classOf('C1')
    await all()
    await store.commit([put(CLASSES, { ...before, title: '另一个名称' })])
    expect(await classOf('C1')).toMatchObject({ title: '另一个名称' })
    expect((await all()).items[0]?.document.title).toBe('另一个名称')
  })

  it('is not remembered as an outage', async () => {
    get.mockRejectedValueOnce(new Error('no line'))
    await expect(classOf('C1')).rejects.toThrow('no line')
    expect(await classOf('C1')).toMatchObject({ id: 'C1' })
  })
})

it('everything else is asked for each time', async () => {
  await store.commit([insert(MARKS, { id: 'derived' })])
  await store.get(MARKS, 'derived')
  await store.get(MARKS, 'derived')
  expect(get).toHaveBeenCalledTimes(2)
})
