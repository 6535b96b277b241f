import type { Write } from '../../cloudfunctions/ports/store'
import { DATE } from './kept'
import { at, keyOf, School } from './school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at(DATE, '08:21')
  await school.answer('t1', 'trainee-today', {})
})
afterEach(() => {
  jest.restoreAllMocks()
  return school.close()
})

/** Who asks, and when the class meets: documents that hardly change. */
const IDENTITY = ['sessions', 'accounts', 'trainees', 'classes']

const named = ({ kind, collection }: Write) => `${kind} ${collection.name}`

/** What is read and written on the way of one question, identity and timetable left out. */
async function documentsOf(question: () => Promise<unknown>): Promise<string[]> {
  const get = jest.spyOn(school.store, 'get')
  const commit = jest.spyOn(school.store, 'commit')
  const range = jest.spyOn(school.store, 'range')
  await question()
  expect(range).not.toHaveBeenCalled()
  const reads = get.mock.calls.map(([{ name }]) => name).filter(name => !IDENTITY.includes(name))
  const writes = commit.mock.calls.map(([one]) => one.map(named).join(' with '))
  jest.restoreAllMocks()
  return [...reads.map(name => `get ${name}`), ...writes]
}

const tap = (kind: 'start' | 'end', key: string) =>
  documentsOf(() => school.answer('t1', 'check-in', { kind, attemptKey: keyOf(key) }))

describe('a check-in touches three documents, in one commit, and asks for no list', () => {
  it('the first of the day', async () => {
    expect(await tap('start', 'a')).toEqual(['get trainee-days', 'insert trainee-days with put dirty-days'])
  })

  it('a later one', async () => {
    await tap('start', 'a')
    expect(await tap('end', 'b')).toEqual(['get trainee-days', 'replace trainee-days with put dirty-days'])
  })

  it('one sent again, which writes nothing', async () => {
    await tap('start', 'a')
    expect(await tap('start', 'a')).toEqual(['get trainee-days'])
  })

  it('one that is refused, which marks no day', async () => {
    school.now = at(DATE, '07:00')
    expect(await tap('start', 'a')).toEqual(['get trainee-days', 'insert trainee-days'])
  })

  it('and who asks is four documents at most', async () => {
    const get = jest.spyOn(school.store, 'get')
    await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a') })
    const read = get.mock.calls.map(([{ name }]) => name)
    expect(read.filter(name => IDENTITY.includes(name)).sort()).toEqual([...IDENTITY].sort())
  })
})

it('the trainee’s screen reads one document and writes none', async () => {
  expect(await documentsOf(() => school.answer('t1', 'trainee-today', {}))).toEqual(['get trainee-days'])
})

it('the mark and the attempt are kept together or not at all', async () => {
  const commit = jest.spyOn(school.store, 'commit')
  await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a') })
  expect(commit).toHaveBeenCalledTimes(1)
})
