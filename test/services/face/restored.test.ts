import fc from 'fast-check'
import { put, remove, type Store, StoreError, type Write } from '../../../cloudfunctions/ports/store'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import {
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceConsentStream,
  type FaceTemplateRecord,
} from '../../../cloudfunctions/services/documents/face-consents'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { consentText } from '../../../cloudfunctions/services/face/consent-text'
import { choicesOf, type FaceChoices } from '../../../cloudfunctions/services/face/readiness'
import { proofLine, proofLines, settleRestored } from '../../../cloudfunctions/services/face/restored'
import { casesHere } from '../../support/stores'
import { engineSaying, installFaces } from '../face-engine'
import { at, School } from '../school'

const PHOTO = Buffer.from('photo').toString('base64')

let school: School
beforeEach(async () => {
  school = await School.open()
  school.now = at('2024-06-03', '08:00')
})
afterEach(() => school.close())

interface Kept {
  readonly streams: readonly FaceConsentStream[]
  readonly templates: readonly FaceTemplateRecord[]
}

/** All that is kept of faces. */
const kept = async (): Promise<Kept> => ({
  streams: await readAll(school.store, FACE_CONSENTS, { index: 'byClass', equal: [] }),
  templates: await readAll(school.store, FACE_TEMPLATES, { index: 'byTerm', equal: [] }),
})

/** Everything of faces as it was, as a backup that is restored has it. */
async function bringBack({ streams, templates }: Kept): Promise<void> {
  const now = await kept()
  const writes: Write[] = []
  for (const { id } of now.streams) {
    const found = await school.store.get(FACE_CONSENTS, id)
    if (!streams.some(stream => stream.id === id)) writes.push(remove(FACE_CONSENTS, id, found!.version))
  }
  for (const { id } of now.templates) {
    const found = await school.store.get(FACE_TEMPLATES, id)
    if (!templates.some(template => template.id === id))
      writes.push(remove(FACE_TEMPLATES, id, found!.version))
  }
  writes.push(...streams.map(stream => put(FACE_CONSENTS, stream)))
  writes.push(...templates.map(template => put(FACE_TEMPLATES, template)))
  await school.store.commit(writes)
}

const consent = (who: string) =>
  school.answer(who, 'give-face-consent', { version: consentText('frames').version })
const withdraw = (who: string) => school.answer(who, 'withdraw-face-consent', {})
const enrol = (traineeId: string) =>
  school.answer('i1', 'enrol-face', { classId: 'C1', traineeId, photos: [PHOTO], basis: 'id-photo' })
const settle = (lines: readonly string[]) => settleRestored(school.server, lines)
const enrolledOnes = async () => (await kept()).templates.map(({ id }) => id).sort()
async function choices(id: string): Promise<FaceChoices> {
  return choicesOf((await kept()).streams.find(stream => stream.id === id) ?? null)
}
const typesSince = async (id: string, from: number) =>
  (await kept()).streams
    .find(stream => stream.id === id)
    ?.events.slice(from)
    .map(({ type }) => type)

describe('of a backup that is put in the place of the store', () => {
  let backup: Kept
  beforeEach(async () => {
    await installFaces(school, 'passed')
    backup = await kept()
    school.now += 3_600_000
  })

  it('all stays where nothing was said since', async () => {
    const lines = await proofLines(school.store)
    await bringBack(backup)
    expect(await settle(lines)).toEqual({ kept: 3, removed: 0, enrolAnew: 0, askedAnew: 0 })
    expect(await kept()).toEqual(backup)
  })

  it('what was taken back since is gone, and that it was taken back is known again', async () => {
    await withdraw('t1')
    const lines = await proofLines(school.store)
    await bringBack(backup)
    expect(await enrolledOnes()).toContain('T1')
    expect(await settle(lines)).toEqual({ kept: 2, removed: 1, enrolAnew: 0, askedAnew: 0 })
    expect(await enrolledOnes()).toEqual(['T2', 'T3'])
    expect(await typesSince('T1', 2)).toEqual(['consent-withdrawn', 'face-destroyed'])
    expect(await choices('T1')).toMatchObject({ consent: null, way: 'without' })
  })

  it('a template that was made anew since has no use for the one before, and is lost itself', async () => {
    await enrol('T1')
    const lines = await proofLines(school.store)
    await bringBack(backup)
    expect(await settle(lines)).toEqual({ kept: 2, removed: 1, enrolAnew: 1, askedAnew: 0 })
    expect(await enrolledOnes()).toEqual(['T2', 'T3'])
    expect((await choices('T1')).destroyed).toMatchObject({ because: 'restored' })
    expect((await choices('T1')).consent).not.toBeNull()
  })

  it('whoever came since is known, and must enrol anew', async () => {
    const before: Kept = { streams: [], templates: [] }
    const lines = await proofLines(school.store)
    await bringBack(before)
    expect(await settle(lines)).toEqual({ kept: 0, removed: 0, enrolAnew: 3, askedAnew: 0 })
    expect(await enrolledOnes()).toEqual([])
    expect((await choices('T3')).consent).not.toBeNull()
  })

  it('nothing stays that nothing proves, and no consent holds', async () => {
    await bringBack(backup)
    expect(await settle([])).toEqual({ kept: 0, removed: 3, enrolAnew: 3, askedAnew: 3 })
    expect(await enrolledOnes()).toEqual([])
    expect(await choices('T2')).toMatchObject({ consent: null, enrolled: null, withdrawn: null })
    expect(await school.answer('t2', 'face-standing', {})).toMatchObject({
      readiness: 'no-consent',
      destroyed: { because: 'restored' },
    })
    expect(await verifyAudit(school.store, null, () => {})).toMatchObject({ broken: null })
  })

  it('a proof that ends before the backup proves nothing, and neither does another story', async () => {
    const [one] = backup.streams
    const early = { ...one!, events: one!.events.slice(0, 1) }
    await withdraw('t2')
    const other = (await kept()).streams.find(({ id }) => id === 'T2')
    await bringBack(backup)
    // Of T2 two stories are told: one goes on with a withdrawal, the other with an enrolment.
    await enrol('T2')
    const fork = (await kept()).streams.find(({ id }) => id === 'T2')
    await bringBack(backup)
    await settle([early, other!, fork!].map(proofLine))
    expect(await enrolledOnes()).toEqual([])
    expect((await choices('T1')).consent).toBeNull()
    expect((await choices('T2')).consent).toBeNull()
  })

  it('of several proofs that tell one story the longest holds', async () => {
    const earlier = await proofLines(school.store)
    await withdraw('t1')
    const later = await proofLines(school.store)
    await bringBack(backup)
    await settle([...later, ...earlier])
    expect(await enrolledOnes()).toEqual(['T2', 'T3'])
  })

  it('lines that were changed are refused, and nothing is', async () => {
    const [one] = backup.streams
    const changed = { ...one!, classId: 'C9' }
    await bringBack(backup)
    for (const line of [proofLine(changed), 'no line', '{}'])
      await expect(settle([line])).rejects.toBeInstanceOf(StoreError)
    expect(await kept()).toEqual(backup)
  })
})

const STEPS = ['consent', 'withdraw', 'enrol', 'join', 'without', 'face', 'later'] as const
const deeds: { readonly [S in (typeof STEPS)[number]]: (who: '1' | '2') => Promise<unknown> } = {
  consent: who => consent(`t${who}`),
  withdraw: who => withdraw(`t${who}`),
  enrol: who => enrol(`T${who}`),
  join: async who => {
    await consent(`t${who}`)
    await enrol(`T${who}`)
  },
  without: who => school.answer(`t${who}`, 'choose-way', { way: 'without' }),
  face: who => school.answer(`t${who}`, 'choose-way', { way: 'face' }),
  later: async () => {
    school.now += 60_000
  },
}

/** A store whose process dies before one of its commits. */
function dying(commits: number): Store {
  let left = commits
  const { store } = school
  return {
    get: (...asked) => store.get(...asked),
    range: (...asked) => store.range(...asked),
    close: () => store.close(),
    commit: async writes => {
      if (left-- === 0) throw new StoreError('killed')
      return store.commit(writes)
    },
  }
}

it('whatever was done before and after a backup, a template survives it only where it is in force, once and for all', async () => {
  school.face = engineSaying('passed')
  const step = fc.tuple(fc.constantFrom(...STEPS), fc.constantFrom('1', '2'))
  const steps = fc.array(step, { maxLength: 8 })
  const proof = fc.constantFrom('all', 'none', 'twice')
  await fc.assert(
    fc.asyncProperty(steps, steps, proof, fc.nat({ max: 1 }), async (before, after, known, kill) => {
      await bringBack({ streams: [], templates: [] })
      for (const [what, who] of before) await deeds[what](who)
      const backup = await kept()
      const early = await proofLines(school.store)
      for (const [what, who] of after) await deeds[what](who)
      const live = await kept()
      const all = await proofLines(school.store)
      const lines = known === 'none' ? [] : known === 'all' ? all : [...all, ...early]
      await bringBack(backup)

      await settleRestored({ ...school.server, store: dying(kill) }, lines).catch(() => {})
      await settle(lines)
      const settled = await kept()
      await settle(lines)
      expect(await kept()).toEqual(settled)

      for (const template of settled.templates) expect(live.templates).toContainEqual(template)
      for (const stream of settled.streams) {
        const { consent, enrolled } = choicesOf(stream)
        const wasLive = choicesOf(live.streams.find(({ id }) => id === stream.id) ?? null)
        if (consent !== null) expect(wasLive.consent).toEqual(consent)
        expect(enrolled !== null).toBe(settled.templates.some(({ id }) => id === stream.id))
      }
      if (known !== 'none') {
        // What was in force and is in the backup as it was is not lost.
        const unchanged = live.templates.filter(({ sealed }) =>
          backup.templates.some(template => template.sealed === sealed),
        )
        expect(settled.templates).toEqual(unchanged)
      }
    }),
    { numRuns: casesHere(100) },
  )
})
