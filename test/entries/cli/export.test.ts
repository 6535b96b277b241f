import path from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { insert, type Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { CLASSES, PROJECTS } from '../../../cloudfunctions/services/documents/classes'
import { Folder, jineng } from './run'

const folder = new Folder()
const data = path.join(folder.path, 'data')
let store: Store

beforeAll(async () => {
  store = await openSqliteStore(data, COLLECTIONS)
  const training = { id: 'C1', projectId: 'P1', occupationCode: '6-31-07-03', cameras: [], lessons: [] }
  const record = {
    id: 'C1',
    title: '1 班',
    occupation: 'o',
    provider: 'S',
    room: null,
    training,
    lessonTitles: {},
  }
  const project = { id: 'P1', employer: 'E', provider: 'S', plannedTrainees: 3, employmentDemand: 5 }
  await store.commit([insert(PROJECTS, project), insert(CLASSES, record)])
})
afterAll(async () => {
  await store.close()
  folder.remove()
})

describe('jineng export', () => {
  it('gives a dataset file while another process holds the store, and evaluate takes it', async () => {
    const { status, err, out } = await jineng(['export', '--data', data])
    expect([status, err]).toEqual([0, ''])
    expect(out.trim().split('\n')).toHaveLength(2)
    expect(await jineng(['evaluate', '-'], { input: out })).toMatchObject({ status: 0, err: '' })
  })

  it.each([
    ['a class that the store lacks', ['--data', data, '--class', 'C9'], '没有可导出的班级'],
    ['a folder without a store', ['--data', path.join(data, 'none')], 'there is no store in'],
    ['an option that it does not know', ['--all'], '参数有误'],
  ])('refuses %s with exit status 2 and nothing on standard output', async (_, args, said) => {
    const { status, err, out } = await jineng(['export', ...args])
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(said)
  })
})
