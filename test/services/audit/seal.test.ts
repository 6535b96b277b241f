import { put, remove } from '../../../cloudfunctions/ports/store'
import { closedDays, hashOfSeal, sealDated, sealDay } from '../../../cloudfunctions/services/audit/seal'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import type { BrokenLink } from '../../../cloudfunctions/services/audit/walk'
import { FACE_CONSENTS } from '../../../cloudfunctions/services/documents/face-consents'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { PURGES } from '../../../cloudfunctions/services/documents/purges'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { SEALS, type Seal } from '../../../cloudfunctions/services/documents/seals'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { nightWork } from '../../../cloudfunctions/services/night'
import { keepPlatformMessage } from '../../../cloudfunctions/services/platform-message'
import { installFaces } from '../face-engine'
import { allDocuments, DATE, everything, judgeAll, NEXT_DATE } from '../kept'
import { at, keyOf, School } from '../school'

const CLOSES = at(DATE, '12:40')
const NIGHT = at(NEXT_DATE, '00:10')

let school: School
beforeEach(async () => {
  school = await School.open()
})
afterEach(() => school.close())

/** A day with check-ins, witnessings, recordings, a message of the platform, a decision and reads of it. */
async function fullDay(): Promise<void> {
  await school.ordinaryDay(DATE, 25)
  const happened = { type: 'ys.onoffline', deviceSerial: 'CAM1', channelNo: 1, at: at(DATE, '10:00') }
  await keepPlatformMessage(school.server, {
    messageId: 'm1',
    kind: 'camera-offline',
    ...happened,
    taskId: null,
    problem: null,
  })
  const day = { classId: 'C1', date: DATE }
  const { revision: seen } = await school.answer('supervisor', 'class-day', day)
  const ruling = { ...day, verdict: 'accepted' as const, reason: '核对', seen, decisionKey: keyOf('d') }
  await school.answer('supervisor', 'decide', ruling)
  await judgeAll(school)
}

/** Seals all that has closed by then. @returns how many seals that takes */
async function seal(now = NIGHT): Promise<number> {
  school.now = now
  let count = 0
  for (const day of await closedDays(school.server, '0000-01-01')) {
    if (await sealDay(school.server, day)) count += 1
  }
  const before = (await seals()).length
  await sealDated(school.server, 'access', { from: '0000-01-01', beyond: null }, async () => true)
  return count + (await seals()).length - before
}
const seals = () => readAll(school.store, SEALS, { index: 'bySequence', equal: [] })
const verify = (witness: string | null = null) => verifyAudit(school.store, witness, () => {})
const broken = async (witness: string | null = null): Promise<BrokenLink | null> =>
  (await verify(witness)).broken

describe('a class-day is sealed when its window has closed', () => {
  it.each([
    ['a millisecond before', CLOSES - 1, 0],
    ['when it closes', CLOSES, 1],
  ])('%s', async (_, now, count) => {
    await school.tap('t1', 'start', at(DATE, '08:21'), 'a')
    await judgeAll(school)
    expect(await seal(now)).toBe(count)
  })

  it('with the heads of all its streams', async () => {
    await fullDay()
    await seal()
    const [first] = (await seals()).filter(({ of }) => of === `C1 ${DATE}`)
    expect(first?.heads.map(({ collection, id, count }) => [collection, id, count])).toEqual([
      ['trainee-days', `T1 ${DATE}`, 4],
      ['camera-days', `CAM1 1 ${DATE}`, 1],
      ['camera-lines', `CAM1 ${DATE}`, 1],
      ['class-days', `C1 ${DATE}`, 1],
    ])
  })

  it('and judged by what is sealed, though nobody has looked for its taps yet', async () => {
    await judgeDirtyDays(school.store, async () => true)
    await school.tap('t1', 'start', at(DATE, '08:21'), 'a')
    expect(await read(school.store, JUDGED_DAYS, `C1 ${DATE}`)).toMatchObject({ taps: 0 })
    expect(await seal(CLOSES)).toBe(1)
    expect(await read(school.store, JUDGED_DAYS, `C1 ${DATE}`)).toMatchObject({ taps: 1 })
  })

  it('also one that was never judged', async () => {
    await school.tap('t1', 'start', at(DATE, '08:21'), 'a')
    expect(await seal(CLOSES)).toBe(1)
    expect(await read(school.store, JUDGED_DAYS, `C1 ${DATE}`)).toMatchObject({ taps: 1 })
  })

  it('and one on which nothing happened is not', async () => {
    await judgeAll(school)
    expect(await seal()).toBe(0)
  })

  it('the accesses of a date are sealed when the date is over', async () => {
    await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    expect(await seal(at(NEXT_DATE, '00:00') - 1)).toBe(0)
    expect(await seal(at(NEXT_DATE, '00:00'))).toBe(1)
    expect(await seals()).toMatchObject([{ of: `access ${DATE}`, heads: [{ collection: 'access-days' }] }])
  })
})

describe('sealing again', () => {
  it('sets nothing new where nothing is', async () => {
    await fullDay()
    expect(await seal()).toBe(2)
    const before = await everything(school.store)
    expect(await seal(NIGHT + 1)).toBe(0)
    expect(await everything(school.store)).toBe(before)
  })

  it('seals late evidence', async () => {
    await fullDay()
    await seal()
    school.now = at(NEXT_DATE, '09:00')
    const waitedMs = school.now - at(DATE, '08:30')
    await school.answer('t2', 'check-in', { kind: 'start', attemptKey: keyOf('late'), waitedMs })
    await judgeAll(school)
    await seal(at('2024-06-05', '00:10'))
    const sealed = (await seals()).filter(({ of }) => of === `C1 ${DATE}`)
    expect(sealed.map(({ heads }) => heads.some(({ id }) => id === `T2 ${DATE}`))).toEqual([false, true])
    expect(await broken()).toBeNull()
  })

  it('by two at once is one chain', async () => {
    await fullDay()
    await Promise.all([seal(), seal(), seal()])
    const chain = await seals()
    expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, i) => i + 1))
    expect(await broken()).toBeNull()
  })
})

describe('what trainees consented to, and what was purged', () => {
  const OVER = at('2024-07-05', '00:10')
  const night = async (now: number) => {
    school.now = now
    expect(await nightWork(school.server, async () => true)).toBe(true)
  }
  const headsOf = async (of: string) =>
    (await seals())
      .filter(one => one.of === of)
      .map(({ heads }) => heads.map(({ collection, id, count }) => [collection, id, count]))
  beforeEach(async () => {
    school.now = at(DATE, '08:00')
    await installFaces(school, 'passed')
  })

  it('is sealed in the night: of each class wherever something is new', async () => {
    await night(NIGHT)
    expect(await headsOf('face-consents C1')).toEqual([
      [
        ['face-consents', 'T1', 2],
        ['face-consents', 'T2', 2],
      ],
    ])
    expect(await headsOf('face-consents C2')).toEqual([[['face-consents', 'T3', 2]]])
    await school.answer('t3', 'withdraw-face-consent', {})
    await night(at('2024-06-05', '00:10'))
    expect(await headsOf('face-consents C1')).toHaveLength(1)
    expect((await headsOf('face-consents C2')).at(-1)).toEqual([['face-consents', 'T3', 4]])
    expect(await broken()).toBeNull()
  })

  it('and a purge is, once its date is over', async () => {
    await night(OVER)
    expect(await headsOf('purge 2024-07-05')).toEqual([])
    await night(at('2024-07-06', '00:10'))
    expect(await headsOf('purge 2024-07-05')).toEqual([[['purges', 'purge 2024-07-05', 1]]])
    expect(await broken()).toBeNull()
  })

  it('is the same by the slice: stopped after each breath, every class is sealed once', async () => {
    school.now = NIGHT
    for (let done = false, slices = 0; !done; slices += 1) {
      let breaths = 0
      done = await nightWork(school.server, async () => breaths++ < 1)
      expect(slices).toBeLessThan(20)
    }
    expect(await headsOf('face-consents C1')).toHaveLength(1)
    expect(await headsOf('face-consents C2')).toHaveLength(1)
  })

  it('cannot be cut short unseen: the last two events of a consent, a consent whole, the record of a purge', async () => {
    await night(OVER)
    await night(at('2024-07-06', '00:10'))
    expect(await broken()).toBeNull()
    const one = await school.store.get(FACE_CONSENTS, 'T1')
    const cut = { ...one!.document, events: one!.document.events.slice(0, -2) }
    await school.store.commit([put(FACE_CONSENTS, cut)])
    expect(await broken()).toMatchObject({ kind: 'cut-off', head: { id: 'T1', count: 3 }, found: 1 })
    await school.store.commit([put(FACE_CONSENTS, one!.document)])
    const other = await school.store.get(FACE_CONSENTS, 'T3')
    await school.store.commit([remove(FACE_CONSENTS, 'T3', other!.version)])
    expect(await broken()).toMatchObject({ kind: 'cut-off', head: { id: 'T3' }, found: 0 })
    await school.store.commit([put(FACE_CONSENTS, other!.document)])
    const purged = await school.store.get(PURGES, 'purge 2024-07-05')
    await school.store.commit([remove(PURGES, 'purge 2024-07-05', purged!.version)])
    expect(await broken()).toMatchObject({ kind: 'cut-off', head: { collection: 'purges' }, found: 0 })
  })
})

describe('a store that nobody touched', () => {
  it('is whole, and says how far its seals go', async () => {
    await fullDay()
    await seal()
    const walked: number[] = []
    const verified = await verifyAudit(school.store, null, n => walked.push(n))
    expect(verified).toMatchObject({ broken: null, seals: 2 })
    expect(verified.lastHash).toBe((await seals()).at(-1)?.hash)
    expect(walked).toEqual(Array.from({ length: verified.streams }, (_, i) => i + 1))
  })

  it('is whole before it was ever sealed, and when it is empty', async () => {
    expect(await verify()).toEqual({ broken: null, streams: 0, events: 0, seals: 0, lastHash: null })
    await fullDay()
    expect(await verify()).toMatchObject({ broken: null, seals: 0, lastHash: null })
  })

  it('holds the hash that somebody wrote down, however much was sealed since', async () => {
    await fullDay()
    await seal()
    const { lastHash } = await verify()
    await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    await seal(at('2024-06-05', '00:10'))
    expect((await seals()).length).toBeGreaterThan(2)
    expect(await broken(lastHash)).toBeNull()
  })
})

describe('of a store that somebody touched, the first broken link is named', () => {
  beforeEach(async () => {
    await fullDay()
    await seal()
  })

  async function sealAt(sequence: number): Promise<{ document: Seal; version: number }> {
    const found = await school.store.get(SEALS, String(sequence).padStart(12, '0'))
    if (found === null) throw new Error(`there is no seal ${sequence}`)
    return found
  }

  it('an event that was changed, by its stream and place', async () => {
    const found = await school.store.get(TRAINEE_DAYS, `T1 ${DATE}`)
    if (found === null) throw new Error('no day')
    const events = found.document.events.map((event, i) => (i === 1 ? { ...event, at: event.at - 1 } : event))
    await school.store.commit([put(TRAINEE_DAYS, { ...found.document, events })])
    expect(await broken()).toEqual({
      kind: 'event',
      collection: 'trainee-days',
      stream: `T1 ${DATE}`,
      event: 2,
    })
  })

  it('whose day it is', async () => {
    const found = await school.store.get(TRAINEE_DAYS, `T1 ${DATE}`)
    if (found === null) throw new Error('no day')
    await school.store.commit([put(TRAINEE_DAYS, { ...found.document, classId: 'C2' })])
    expect(await broken()).toMatchObject({ kind: 'event', stream: `T1 ${DATE}`, event: 1 })
  })

  it('a tail that was cut off', async () => {
    const found = await school.store.get(TRAINEE_DAYS, `T1 ${DATE}`)
    if (found === null) throw new Error('no day')
    const events = found.document.events.slice(0, 2)
    await school.store.commit([put(TRAINEE_DAYS, { ...found.document, events })])
    expect(await broken()).toMatchObject({
      kind: 'cut-off',
      seal: 1,
      head: { collection: 'trainee-days', id: `T1 ${DATE}`, count: 4 },
      found: 2,
    })
  })

  it.each(['trainee-days', 'camera-days', 'camera-lines', 'class-days', 'access-days'])(
    'a stream that was taken away from %s',
    async name => {
      const streams = (await allDocuments(school.store)).filter(({ collection }) => collection.name === name)
      expect(streams.length).toBeGreaterThan(0)
      await school.store.commit(streams.map(({ collection, id, version }) => remove(collection, id, version)))
      expect(await broken()).toMatchObject({ kind: 'cut-off', found: 0, head: { collection: name } })
    },
  )

  it('a stream that was made anew, whole in itself, also when it goes on beyond the seal', async () => {
    const found = await school.store.get(TRAINEE_DAYS, `T1 ${DATE}`)
    if (found === null) throw new Error('no day')
    await school.store.commit([remove(TRAINEE_DAYS, `T1 ${DATE}`, found.version)])
    for (const [i, time] of ['08:22', '08:23', '08:24', '08:25', '08:26'].entries()) {
      await school.tap('t1', 'start', at(DATE, time), `forged${i}`)
    }
    expect(await broken()).toMatchObject({ kind: 'replaced', seal: 1, head: { id: `T1 ${DATE}` } })
  })

  it('a seal that was taken away, where another follows', async () => {
    const { document, version } = await sealAt(1)
    await school.store.commit([remove(SEALS, document.id, version)])
    expect(await broken()).toEqual({ kind: 'seal', seal: 1 })
  })

  it.each([
    ['its time', (seal: Seal) => ({ ...seal, at: seal.at - 1 })],
    ['its heads', (seal: Seal) => ({ ...seal, heads: seal.heads.slice(1) })],
    ['its subject', (seal: Seal) => ({ ...seal, of: 'C2 2024-06-03' })],
    ['what it follows', (seal: Seal) => ({ ...seal, previous: 'x' })],
  ])('a seal of which %s was changed', async (_, change) => {
    const { document } = await sealAt(1)
    await school.store.commit([put(SEALS, change(document))])
    expect(await broken()).toEqual({ kind: 'seal', seal: 1 })
  })

  it('a seal that was replaced by one that is right in itself: the next does not follow', async () => {
    const { document } = await sealAt(1)
    const forged = { ...document, heads: [] }
    await school.store.commit([put(SEALS, { ...forged, hash: hashOfSeal(forged) })])
    expect(await broken()).toEqual({ kind: 'seal', seal: 2 })
  })

  it('the last seals, taken away or made anew, by the hash that somebody wrote down', async () => {
    const { lastHash } = await verify()
    const { document, version } = await sealAt(2)
    const forged = { ...document, at: document.at + 1 }
    await school.store.commit([put(SEALS, { ...forged, hash: hashOfSeal(forged) })])
    expect(await broken()).toBeNull()
    expect(await broken(lastHash)).toEqual({ kind: 'witness', hash: lastHash })
    await school.store.commit([remove(SEALS, document.id, version + 1)])
    expect(await broken()).toBeNull()
    expect(await broken(lastHash)).toEqual({ kind: 'witness', hash: lastHash })
  })

  it('a hash that no seal ever had', async () => {
    expect(await broken('never')).toEqual({ kind: 'witness', hash: 'never' })
  })
})
