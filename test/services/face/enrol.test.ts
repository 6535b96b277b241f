import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing, withNewKey } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Input } from '../../../cloudfunctions/contract/app'
import { type FaceEngine, FaceVerifierError } from '../../../cloudfunctions/ports/face-verifier'
import { SecretsError } from '../../../cloudfunctions/ports/secrets'
import { replace } from '../../../cloudfunctions/ports/store'
import { FACE_CONSENTS, FACE_TEMPLATES } from '../../../cloudfunctions/services/documents/face-consents'
import { read } from '../../../cloudfunctions/services/documents/read'
import { consentText } from '../../../cloudfunctions/services/face/consent-text'
import { openTemplate, sealTemplate } from '../../../cloudfunctions/services/face/templates'
import { SEALINGS } from '../../../cloudfunctions/services/keys/sealed'
import { engineSaying, MODEL } from '../face-engine'
import { accessesOf, everything } from '../kept'
import { at, School } from '../school'

let school: School
let engine: FaceEngine
beforeEach(async () => {
  school = await School.open()
  engine = engineSaying('passed')
  school.face = engine
  school.now = at('2024-06-03', '08:00')
})
afterEach(() => school.close())

const PHOTO = Buffer.from('a picture that nobody keeps').toString('base64')
const NUMBERS = Buffer.from('numbers of a face').toString('base64')
const question = (more: Partial<Input<'enrol-face'>> = {}): Input<'enrol-face'> => ({
  classId: 'C1',
  traineeId: 'T1',
  photos: [PHOTO, PHOTO, PHOTO],
  basis: 'frames',
  ...more,
})
const enrol = (who = 'i1', more: Partial<Input<'enrol-face'>> = {}) =>
  school.answer(who, 'enrol-face', question(more))
const consent = (who = 't1') =>
  school.answer(who, 'give-face-consent', { version: consentText('frames').version })
const kept = () => read(school.store, FACE_TEMPLATES, 'T1')
const eventsOf = async () => (await read(school.store, FACE_CONSENTS, 'T1'))?.events ?? []

describe('enrolling', () => {
  it('keeps what the engine made, sealed, until thirty days after the class’s last lesson', async () => {
    await consent()
    expect(await enrol()).toEqual({ enrolled: true, at: school.now, keptUntil: '2024-07-04' })
    const record = await kept()
    expect(record).toMatchObject({ id: 'T1', classId: 'C1', model: MODEL, keptUntil: '2024-07-04' })
    expect(await openTemplate(school.server, 'T1')).toEqual({
      model: MODEL,
      basis: 'frames',
      numbers: NUMBERS,
    })
    expect(await eventsOf()).toMatchObject([
      { type: 'consent-given' },
      { type: 'face-enrolled', by: 'i1 的姓名', accountId: 'A-i1', basis: 'frames', model: MODEL },
    ])
  })

  it('shows the engine the photos as they were taken, and on which day', async () => {
    await consent()
    const shown = jest.spyOn(engine, 'enrol')
    await enrol('supervisor', { photos: [PHOTO], basis: 'id-photo' })
    expect(shown).toHaveBeenCalledWith([Buffer.from(PHOTO, 'base64')], 'id-photo', '2024-06-03')
  })

  it('keeps no photo, and nothing readable of the numbers', async () => {
    await consent()
    await enrol()
    const all = await everything(school.store)
    for (const text of [PHOTO, 'a picture that nobody keeps', NUMBERS, 'numbers of a face']) {
      expect(all).not.toContain(text)
    }
  })

  it('names both people in the record of accesses', async () => {
    await consent()
    await enrol()
    expect(await accessesOf(school, 'i1')).toMatchObject([
      { type: 'act', operation: 'enrol-face', objects: { classId: 'C1', traineeId: 'T1', basis: 'frames' } },
    ])
  })

  it('anew takes the place of the template before, and says that it is gone', async () => {
    await consent()
    await enrol()
    const before = await kept()
    school.now += 60_000
    await enrol('supervisor')
    expect((await kept())?.sealed).not.toBe(before?.sealed)
    expect((await eventsOf()).slice(2)).toMatchObject([
      { type: 'face-destroyed', because: 'enrolled-anew' },
      { type: 'face-enrolled', by: 'supervisor 的姓名' },
    ])
  })

  it('by two people at once keeps one template, and the event of the other’s end', async () => {
    await consent()
    await Promise.all([enrol('i1'), enrol('supervisor')])
    expect((await eventsOf()).map(({ type }) => type)).toEqual([
      'consent-given',
      'face-enrolled',
      'face-destroyed',
      'face-enrolled',
    ])
  })
})

describe('nothing is enrolled', () => {
  it('without a consent, and the engine is shown nothing', async () => {
    const shown = jest.spyOn(engine, 'enrol')
    expect(await enrol()).toEqual({ enrolled: false, why: 'no-consent' })
    await consent()
    await school.answer('t1', 'withdraw-face-consent', {})
    expect(await enrol()).toEqual({ enrolled: false, why: 'no-consent' })
    expect(shown).not.toHaveBeenCalled()
    expect(await kept()).toBeNull()
  })

  it('when the consent is taken back while the engine looks', async () => {
    await consent()
    school.face = {
      ...engine,
      enrol: async (photos, basis, on) => {
        await school.answer('t1', 'withdraw-face-consent', {})
        return engine.enrol(photos, basis, on)
      },
    }
    expect(await enrol()).toEqual({ enrolled: false, why: 'no-consent' })
    expect(await kept()).toBeNull()
  })

  it('when the engine can’t be asked: the photos may be taken again', async () => {
    await consent()
    school.face = { ...engine, enrol: () => Promise.reject(new FaceVerifierError('no worker')) }
    expect(await enrol()).toEqual({ enrolled: false, why: 'unavailable' })
    expect(await kept()).toBeNull()
  })

  it('of photos that show too little, and the answer says which and why', async () => {
    await consent()
    school.face = { ...engine, enrol: async () => ({ enrolled: false, photo: 1, fault: 'blurred' }) }
    expect(await enrol()).toEqual({ enrolled: false, why: 'photo', photo: 1, fault: 'blurred' })
  })

  it('where no engine is shown frames', async () => {
    await consent()
    school.face = { way: 'none', because: '没有人脸识别' }
    expect(await enrol()).toEqual({ enrolled: false, why: 'no-engine' })
  })

  it('of a trainee of another class, whom the instructor learns nothing of', async () => {
    await consent('t3')
    for (const traineeId of ['T3', 'nobody']) {
      expect(await school.ask('i1', 'enrol-face', question({ traineeId }))).toEqual({
        done: false,
        refusal: { code: 'not-found', what: 'trainee' },
      })
    }
  })

  it('once the term is over for which it could be kept', async () => {
    await consent()
    school.now = at('2024-07-04', '23:59')
    expect(await enrol()).toMatchObject({ enrolled: true })
    school.now = at('2024-07-05', '00:00')
    expect(await school.ask('i1', 'enrol-face', question())).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'face-term-over', keptUntil: '2024-07-04' },
    })
  })
})

describe('a sealed template', () => {
  beforeEach(async () => {
    await consent()
    await enrol()
  })

  it('opens for its own trainee alone', async () => {
    const { store } = school
    await school.answer('t2', 'give-face-consent', { version: consentText('frames').version })
    await enrol('i1', { traineeId: 'T2' })
    const [own, other] = [await store.get(FACE_TEMPLATES, 'T1'), await store.get(FACE_TEMPLATES, 'T2')]
    if (own === null || other === null) throw new Error('not enrolled')
    await store.commit([
      replace(FACE_TEMPLATES, { ...other.document, sealed: own.document.sealed }, other.version),
    ])
    await expect(openTemplate(school.server, 'T2')).rejects.toThrow(SecretsError)
  })

  it('is sealed anew with a new key, once, and opens as before', async () => {
    const { store } = school
    const template = { model: MODEL, basis: 'frames', numbers: NUMBERS } as const
    const ring = newKeyRing()
    const sealed = sealTemplate(
      createSecrets(ring),
      { traineeId: 'T1', classId: 'C1' },
      template,
      '2024-07-04',
    )
    await store.commit([replace(FACE_TEMPLATES, sealed, 1)])
    const secrets = createSecrets(withNewKey(ring))
    expect(await SEALINGS.templates.reseal(store, secrets)).toBe(1)
    expect(await SEALINGS.templates.reseal(store, secrets)).toBe(0)
    expect(await SEALINGS.templates.countByKey(store, secrets)).toEqual(new Map([[secrets.currentKeyId, 1]]))
    expect(await openTemplate({ store, secrets }, 'T1')).toEqual(template)
  })

  it('says nothing readable of what it is', () => {
    const template = { model: MODEL, basis: 'frames', numbers: NUMBERS } as const
    const { sealed } = sealTemplate(
      school.secrets,
      { traineeId: 'T1', classId: 'C1' },
      template,
      '2024-07-04',
    )
    expect(sealed).not.toContain(NUMBERS)
  })
})
