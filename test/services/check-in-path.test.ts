import { HOUR, MINUTE } from '../../cloudfunctions/domain/time'
import type { Write } from '../../cloudfunctions/ports/store'
import { installFaces, lookedAt } from './face-engine'
import { DATE, judgeAll, NEXT_DATE } from './kept'
import { at, keyOf, School } from './school'

const CLOSES = at(DATE, '12:40')

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
const IDENTITY = ['sessions', 'accounts', 'classes', 'sign-in-tries']

const named = ({ kind, collection }: Write) => `${kind} ${collection.name}`
const writesOf = (commits: readonly (readonly [readonly Write[]])[]) =>
  commits
    .filter(([writes]) => !writes.every(({ collection }) => IDENTITY.includes(collection.name)))
    .map(([writes]) => writes.map(named).join(' with '))

/** What is read and written on the way of one question, identity and timetable left out. */
async function documentsOf(question: () => Promise<unknown>): Promise<string[]> {
  const get = jest.spyOn(school.store, 'get')
  const commit = jest.spyOn(school.store, 'commit')
  const range = jest.spyOn(school.store, 'range')
  await question()
  expect(range).not.toHaveBeenCalled()
  const reads = get.mock.calls.map(([{ name }]) => name).filter(name => !IDENTITY.includes(name))
  const writes = writesOf(commit.mock.calls)
  jest.restoreAllMocks()
  return [...reads.map(name => `get ${name}`), ...writes]
}

const tap = (kind: 'start' | 'end', key: string, waitedMs = 0) =>
  documentsOf(() => school.answer('t1', 'check-in', { kind, attemptKey: keyOf(key), waitedMs }))

describe('a check-in reads and writes one document, and asks for no list', () => {
  it('the first of the day', async () => {
    expect(await tap('start', 'a')).toEqual(['get trainee-days', 'insert trainee-days'])
  })

  it('a later one', async () => {
    await tap('start', 'a')
    expect(await tap('end', 'b')).toEqual(['get trainee-days', 'replace trainee-days'])
  })

  it('one that waited in the phone’s queue, while the window is open', async () => {
    school.now = CLOSES
    expect(await tap('start', 'a', HOUR)).toEqual(['get trainee-days', 'insert trainee-days'])
  })

  it('but for one that comes when the window has closed: it marks the day, in the same commit', async () => {
    school.now = CLOSES + 1
    expect(await tap('start', 'a', HOUR)).toEqual([
      'get trainee-days',
      'insert trainee-days with put dirty-days',
    ])
  })

  it('one with the code of the room', async () => {
    const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
    const tapped = { kind: 'start', attemptKey: keyOf('a'), roomCode: codes[0]?.code ?? '' } as const
    expect(await documentsOf(() => school.answer('t1', 'check-in', tapped))).toEqual([
      'get trainee-days',
      'insert trainee-days',
    ])
  })

  it('one after a check of the face that took minutes, too', async () => {
    await installFaces(school, 'passed')
    const faceCheckId = await lookedAt(school, 't1', keyOf('a'))
    school.now += 4 * MINUTE
    const tapped = { kind: 'start', attemptKey: keyOf('a'), waitedMs: 4 * MINUTE, faceCheckId } as const
    expect(await documentsOf(() => school.answer('t1', 'check-in', tapped))).toEqual([
      'get trainee-days',
      'replace trainee-days',
    ])
  })

  it('one sent again, which writes nothing', async () => {
    await tap('start', 'a')
    expect(await tap('start', 'a')).toEqual(['get trainee-days'])
  })

  it('one that is refused, which marks no day', async () => {
    school.now = at(DATE, '07:00')
    expect(await tap('start', 'a')).toEqual(['get trainee-days', 'insert trainee-days'])
  })

  it('and who asks is three documents at most', async () => {
    const get = jest.spyOn(school.store, 'get')
    await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('a') })
    const read = get.mock.calls.map(([{ name }]) => name)
    expect(read.filter(name => IDENTITY.includes(name)).sort()).toEqual(['accounts', 'classes', 'sessions'])
  })
})

it('the trainee’s screen reads one document and writes none', async () => {
  expect(await documentsOf(() => school.answer('t1', 'trainee-today', {}))).toEqual(['get trainee-days'])
})

describe('a witness', () => {
  const vouch = async () => {
    const [attempt] = (await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })).attempts
    const attemptIds = [attempt?.attemptId ?? '']
    const commit = jest.spyOn(school.store, 'commit')
    await school.answer('i1', 'witness', { classId: 'C1', date: DATE, attemptIds, reason: '核对' })
    return writesOf(commit.mock.calls)
  }
  beforeEach(() => tap('start', 'a'))

  it('writes one document while the window is open', async () => {
    school.now = CLOSES
    expect(await vouch()).toEqual(['replace trainee-days'])
  })

  it('and marks the day when it has closed', async () => {
    school.now = CLOSES + 1
    expect(await vouch()).toEqual(['replace trainee-days with put dirty-days'])
  })
})

/** Every question to the store but who asks, by kind and collection. */
async function questionsOf(question: () => Promise<unknown>): Promise<string[]> {
  const get = jest.spyOn(school.store, 'get')
  const range = jest.spyOn(school.store, 'range')
  const commit = jest.spyOn(school.store, 'commit')
  await question()
  expect(commit).not.toHaveBeenCalled()
  const asked = [
    ...get.mock.calls.map(([{ name }]) => `get ${name}`),
    ...range.mock.calls.map(([{ name }]) => `range ${name}`),
  ]
  jest.restoreAllMocks()
  return asked.filter(one => !IDENTITY.includes(one.slice('get '.length)))
}

describe('a trainee’s days are the class’s rows, its marks, and the taps of young days', () => {
  const MY_DAYS = ['range dirty-days', 'range judged-days']
  const myDays = () => questionsOf(() => school.answer('t1', 'my-days', {}))
  beforeEach(async () => {
    await tap('start', 'a')
    await judgeAll(school)
  })

  it('on the day', async () => {
    expect(await myDays()).toEqual([...MY_DAYS, 'range trainee-days'])
  })

  it('on the next, while the day before is young', async () => {
    school.now = at(NEXT_DATE, '12:40')
    await school.answer('t1', 'trainee-today', {})
    expect(await myDays()).toEqual([...MY_DAYS, 'range trainee-days', 'range trainee-days'])
  })

  it('and when it is over for a day, no longer', async () => {
    school.now = at(NEXT_DATE, '12:40') + 1
    await school.answer('t1', 'trainee-today', {})
    expect(await myDays()).toEqual([...MY_DAYS, 'range trainee-days'])
  })
})

it('a class-day’s page loads its evidence once, and writes nothing where nothing is new', async () => {
  await tap('start', 'a')
  await judgeAll(school)
  await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
  const asked = await questionsOf(() =>
    school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE }),
  )
  expect(asked.filter(one => one === 'range trainee-days')).toHaveLength(1)
})
