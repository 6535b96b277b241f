import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import { FACE_CONSENTS, FACE_TEMPLATES } from '../../../cloudfunctions/services/documents/face-consents'
import { PURGES } from '../../../cloudfunctions/services/documents/purges'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { ROOM_CODES } from '../../../cloudfunctions/services/documents/room-codes'
import { dueForPurge, purge } from '../../../cloudfunctions/services/face/purge'
import { datesOver, RETAINED_KINDS, termsOn } from '../../../cloudfunctions/services/face/terms'
import { nightWork } from '../../../cloudfunctions/services/night'
import { installFaces } from '../face-engine'
import { everything } from '../kept'
import { at, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at('2024-06-03', '08:00')
  await installFaces(school, 'passed')
})
afterEach(() => school.close())

const always = async () => true
const templates = async () =>
  (await readAll(school.store, FACE_TEMPLATES, { index: 'byTerm', equal: [] })).map(({ id }) => id)
const showers = async () => (await readAll(school.store, ROOM_CODES, { index: 'byDate', equal: [] })).length
const purgesOn = async (date: string) => (await read(school.store, PURGES, `purge ${date}`))?.events ?? []
const LAST_DAY = '2024-07-04'
const AFTER = '2024-07-05'

describe('a template', () => {
  it('is kept for all of its last day, and removed on the next', async () => {
    school.now = at(LAST_DAY, '23:59')
    await purge(school.server, always)
    expect(await templates()).toEqual(['T1', 'T2', 'T3'])
    school.now = at(AFTER, '00:00')
    expect(await dueForPurge(school.server)).toMatchObject({ template: 3 })
    expect(await purge(school.server, always)).toBe(true)
    expect(await templates()).toEqual([])
  })

  it('leaves the event of its end, and the count in the record of the date', async () => {
    school.now = at(AFTER, '00:00')
    await purge(school.server, always)
    for (const id of ['T1', 'T2', 'T3']) {
      expect((await read(school.store, FACE_CONSENTS, id))?.events.at(-1)).toMatchObject({
        type: 'face-destroyed',
        because: 'term-over',
        at: school.now,
      })
    }
    expect(await purgesOn(AFTER)).toMatchObject([
      { type: 'purged', kind: 'template', count: 3, terms: 'retention-1', at: school.now },
    ])
    expect(await verifyAudit(school.store, null, () => {})).toMatchObject({ broken: null })
  })

  it('that was withdrawn before is not counted', async () => {
    await school.answer('t2', 'withdraw-face-consent', {})
    school.now = at(AFTER, '00:00')
    await purge(school.server, always)
    expect(await purgesOn(AFTER)).toMatchObject([{ count: 2 }])
  })
})

it('who showed the room’s code goes thirty days after the day', async () => {
  await school.answer('i1', 'room-code', { classId: 'C1' })
  school.now = at('2024-07-03', '23:59')
  await purge(school.server, always)
  expect(await showers()).toBe(1)
  school.now = at(LAST_DAY, '00:00')
  await purge(school.server, always)
  expect(await showers()).toBe(0)
  expect(await purgesOn(LAST_DAY)).toMatchObject([{ kind: 'room-codes', count: 1 }])
})

describe('the purge', () => {
  beforeEach(() => {
    school.now = at(AFTER, '00:00')
  })

  it('done again changes nothing', async () => {
    await purge(school.server, always)
    const before = await everything(school.store)
    await purge(school.server, always)
    expect(await everything(school.store)).toBe(before)
  })

  it('that is stopped before anything does nothing, and says so', async () => {
    expect(await purge(school.server, async () => false)).toBe(false)
    expect(await templates()).toHaveLength(3)
  })

  it('by two processes at once removes each once, and counts it once', async () => {
    await Promise.all([purge(school.server, always), purge(school.server, always)])
    expect(await templates()).toEqual([])
    const counted = (await purgesOn(AFTER)).reduce((sum, { count }) => sum + count, 0)
    expect(counted).toBe(3)
  })

  it('meets a withdrawal of the same moment: one of them destroys, both are through', async () => {
    await Promise.all([
      purge(school.server, always),
      school.answer('t1', 'withdraw-face-consent', {}),
      school.answer('t2', 'withdraw-face-consent', {}),
    ])
    expect(await templates()).toEqual([])
    for (const id of ['T1', 'T2', 'T3']) {
      const events = (await read(school.store, FACE_CONSENTS, id))?.events ?? []
      expect(events.filter(({ type }) => type === 'face-destroyed')).toHaveLength(1)
    }
  })

  it('is part of the night’s work, in whose slices it goes on', async () => {
    let slices = 0
    // A breath at a time: each slice is stopped after one.
    for (let done = false; !done; slices += 1) {
      let breaths = 0
      done = await nightWork(school.server, async () => breaths++ < 1)
      expect(slices).toBeLessThan(50)
    }
    expect(await templates()).toEqual([])
    expect(await purgesOn(AFTER)).toMatchObject([{ kind: 'template', count: 3 }])
  })
})

describe('a changed term', () => {
  const first = termsOn('2024-06-01')
  const shorter = {
    ...first,
    version: 'shorter',
    from: '2024-07-01',
    kinds: {
      ...first.kinds,
      'room-codes': { ...first.kinds['room-codes'], term: { ...first.kinds['room-codes'].term, days: 5 } },
    },
  }
  const over = (today: string) => datesOver('room-codes', today, [first, shorter])

  it('leaves what is older its own, and holds for what comes after', () => {
    expect(over('2024-06-30')).toEqual([{ to: '2024-05-30', terms: 'retention-1' }])
    expect(over('2024-07-06')).toEqual([{ to: '2024-06-05', terms: 'retention-1' }])
    expect(over('2024-07-07')).toEqual([
      { to: '2024-06-06', terms: 'retention-1' },
      { from: '2024-07-01', to: '2024-07-01', terms: 'shorter' },
    ])
  })

  it('holds for nothing before its first day, however long ago that is', () => {
    expect(over('2024-12-31')).toEqual([
      { to: '2024-06-30', terms: 'retention-1' },
      { from: '2024-07-01', to: '2024-12-25', terms: 'shorter' },
    ])
  })
})

it('has for each kind of data a purpose, a term and its ground', () => {
  const { kinds } = termsOn('2026-11-22')
  expect(Object.keys(kinds)).toEqual([...RETAINED_KINDS])
  for (const { what, purpose, basis } of Object.values(kinds)) {
    expect(Math.min(what.length, purpose.length, basis.length)).toBeGreaterThan(1)
  }
  expect(termsOn('1999-01-01').version).toBe('retention-1')
})
