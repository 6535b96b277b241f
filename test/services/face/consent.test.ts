import type { FaceVerifier } from '../../../cloudfunctions/ports/face-verifier'
import { insert } from '../../../cloudfunctions/ports/store'
import {
  emptyFaceConsents,
  FACE_CONSENTS,
  FACE_TEMPLATES,
} from '../../../cloudfunctions/services/documents/face-consents'
import { read } from '../../../cloudfunctions/services/documents/read'
import { withEvents } from '../../../cloudfunctions/services/face/change'
import { consentText, hashOfText } from '../../../cloudfunctions/services/face/consent-text'
import { termsOn } from '../../../cloudfunctions/services/face/terms'
import { engineSaying } from '../face-engine'
import { everything } from '../kept'
import { at, School } from '../school'

let school: School
beforeEach(async () => {
  school = await School.open()
  school.face = engineSaying('passed')
  school.now = at('2024-06-03', '08:00')
})
afterEach(() => school.close())

const { version } = consentText('frames')
const consent = (who = 't1') => school.answer(who, 'give-face-consent', { version })
const withdraw = (who = 't1') => school.answer(who, 'withdraw-face-consent', {})
const standing = (who = 't1') => school.answer(who, 'face-standing', {})
const PHOTO = Buffer.from('photo').toString('base64')
const enrol = (traineeId = 'T1') =>
  school.answer('i1', 'enrol-face', {
    classId: 'C1',
    traineeId,
    photos: [PHOTO, PHOTO, PHOTO],
    basis: 'frames',
  })
const eventsOf = async (traineeId = 'T1') =>
  (await read(school.store, FACE_CONSENTS, traineeId))?.events ?? []
const typesOf = async () => (await eventsOf()).map(({ type }) => type)
const NOBODY: FaceVerifier = { way: 'none', because: '没有人脸识别' }
const SERVICE: FaceVerifier = {
  way: 'service',
  open: async () => ({ verifyId: 'v', number: 'n', expiresAt: 0 }),
  verdict: async () => null,
}

describe('the text of the consent', () => {
  /** Whoever changes a word changes the version, and then this. */
  it.each([
    ['frames', 'frames-2026-12-01', '2237ffae702c7ec547e48f5b376887174c74adc7700035651592204a3427cbe7'],
    ['service', 'service-2026-12-01', '42a10382967865cc381ded2adb6289feca6c0b234d645613f9238eaeadcd5fd0'],
  ] as const)('of the way %s is, as %s, the one that was agreed upon', (way, name, hash) => {
    expect([consentText(way).version, hashOfText(consentText(way))]).toEqual([name, hash])
  })

  it('says of either way what the law wants to be said, in paragraphs short enough to be read aloud', () => {
    for (const way of ['frames', 'service'] as const) {
      const { paragraphs } = consentText(way)
      expect(paragraphs.map(({ heading }) => heading)).toEqual([
        '收集什么',
        '为什么收集',
        '依据是什么',
        '保存多久',
        '在哪里处理，谁能看到',
        '不同意也可以',
        '不用人脸怎么打卡',
        '怎样撤回',
        '有疑问找谁',
      ])
      for (const { text } of paragraphs) {
        expect(text.length).toBeLessThanOrEqual(140)
        expect(text).toMatch(/。$/)
      }
    }
  })

  it('promises the term by which templates are removed', () => {
    const { days } = termsOn('2026-11-22').kinds.template.term
    expect(JSON.stringify(consentText('frames'))).toContain(`最后一次课后 ${days} 天`)
  })

  it('promises of the way without face no more than R6 and R9 give: a supervisor looks first, and no hour is lost', () => {
    for (const way of ['frames', 'service', 'none'] as const) {
      const without = consentText(way).paragraphs.find(({ heading }) => heading === '不用人脸怎么打卡')
      expect(without?.text).toMatch(/监管人员会先看一看.*待确认.*一个学时也不会少/)
      expect(JSON.stringify(consentText(way))).not.toContain('效力')
    }
  })

  it('says that nothing is collected where nobody looks at faces, and takes no consent then', async () => {
    school.face = NOBODY
    const { text } = await standing()
    expect(text.paragraphs[0]?.text).toContain('不收集任何人脸信息')
    expect(await school.ask('t1', 'give-face-consent', { version: text.version })).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'no-face-check' },
    })
    expect(await eventsOf()).toEqual([])
  })
})

describe('a consent', () => {
  it('is kept with the version and the hash of the text that was shown', async () => {
    expect(await standing()).toMatchObject({ consent: null, readiness: 'no-consent', text: { version } })
    expect(await consent()).toMatchObject({
      consent: { version, at: school.now },
      readiness: 'not-enrolled',
      way: 'face',
    })
    const textHash = hashOfText(consentText('frames'))
    expect(await eventsOf()).toMatchObject([{ type: 'consent-given', version, textHash, accountId: 'A-t1' }])
  })

  it('given twice stands as it was given first', async () => {
    const first = await consent()
    school.now += 1_000
    expect(await consent()).toEqual(first)
    expect(await typesOf()).toEqual(['consent-given'])
  })

  it('to another version than the one in force is none', async () => {
    expect(await school.ask('t1', 'give-face-consent', { version: 'frames-2020-01-01' })).toEqual({
      done: false,
      refusal: { code: 'conflict', what: 'other-consent-text' },
    })
    expect(await eventsOf()).toEqual([])
  })

  it('to one way of looking at faces is none to another', async () => {
    await consent()
    school.face = SERVICE
    expect(await standing()).toMatchObject({ consent: null, readiness: 'no-consent' })
    await school.answer('t1', 'give-face-consent', { version: consentText('service').version })
    expect(await standing()).toMatchObject({ readiness: 'ready', enrolled: null })
  })

  it('to another way ends what was kept for the one before, in the same commit', async () => {
    await consent()
    await enrol()
    school.face = SERVICE
    // The school’s going over is nobody’s consent: until the trainee says so, it stands as it was agreed upon.
    expect(await read(school.store, FACE_TEMPLATES, 'T1')).not.toBeNull()
    const answer = await school.answer('t1', 'give-face-consent', { version: consentText('service').version })
    expect(answer).toMatchObject({ enrolled: null, destroyed: { because: 'other-way', at: school.now } })
    expect(await read(school.store, FACE_TEMPLATES, 'T1')).toBeNull()
    expect((await typesOf()).slice(-2)).toEqual(['consent-given', 'face-destroyed'])
    school.face = engineSaying('passed')
    expect(await consent()).toMatchObject({ readiness: 'not-enrolled' })
  })

  it('is one’s own: nobody else’s is touched', async () => {
    await consent('t1')
    expect(await standing('t2')).toMatchObject({ consent: null })
    await withdraw('t2')
    expect(await standing('t1')).toMatchObject({ consent: { version } })
  })
})

describe('taking a consent back', () => {
  beforeEach(async () => {
    await consent()
    await enrol()
  })

  it('destroys the template at once, keeps the proof, and leaves the way without', async () => {
    expect(await read(school.store, FACE_TEMPLATES, 'T1')).not.toBeNull()
    school.now += 60_000
    expect(await withdraw()).toMatchObject({
      consent: null,
      withdrawnAt: school.now,
      enrolled: null,
      way: 'without',
      readiness: 'without',
    })
    expect(await read(school.store, FACE_TEMPLATES, 'T1')).toBeNull()
    expect((await eventsOf()).slice(-2)).toMatchObject([
      { type: 'consent-withdrawn', accountId: 'A-t1', at: school.now },
      { type: 'face-destroyed', because: 'withdrawn', at: school.now },
    ])
  })

  it('leaves nothing of what was sealed in any document', async () => {
    const sealed = (await read(school.store, FACE_TEMPLATES, 'T1'))?.sealed ?? ''
    expect(await everything(school.store)).toContain(sealed)
    await withdraw()
    expect(await everything(school.store)).not.toContain(sealed)
  })

  it('twice is answered the same, and is kept once', async () => {
    const first = await withdraw()
    const types = await typesOf()
    school.now += 60_000
    expect(await withdraw()).toEqual(first)
    expect(await typesOf()).toEqual(types)
  })

  it('by two phones at once is kept once', async () => {
    await Promise.all([withdraw(), withdraw()])
    expect(await typesOf()).toEqual(['consent-given', 'face-enrolled', 'consent-withdrawn', 'face-destroyed'])
  })

  it.each<[string, FaceVerifier]>([
    ['no engine', NOBODY],
    ['another way of looking at faces', SERVICE],
  ])(
    'needs no consent to what is done today: with %s it is offered, and destroys the template',
    async (_, face) => {
      school.face = face
      expect(await standing()).toMatchObject({
        consent: null,
        otherConsent: { version },
        mayWithdraw: true,
        enrolled: { keptUntil: '2024-07-04' },
      })
      expect(await withdraw()).toMatchObject({
        otherConsent: null,
        mayWithdraw: false,
        enrolled: null,
        destroyed: { because: 'withdrawn', at: school.now },
      })
      expect(await read(school.store, FACE_TEMPLATES, 'T1')).toBeNull()
    },
  )

  it('is offered for a consent to an earlier text, whether or not anybody was enrolled', async () => {
    const earlier = {
      type: 'consent-given',
      version: 'frames-2020-01-01',
      textHash: '0'.repeat(64),
      accountId: 'A-t2',
      at: school.now,
    } as const
    await school.store.commit([insert(FACE_CONSENTS, withEvents(emptyFaceConsents('T2', 'C1'), [earlier]))])
    expect(await standing('t2')).toMatchObject({
      consent: null,
      otherConsent: { version: 'frames-2020-01-01', at: school.now },
      mayWithdraw: true,
      readiness: 'no-consent',
    })
    expect(await withdraw('t2')).toMatchObject({
      otherConsent: null,
      mayWithdraw: false,
      withdrawnAt: school.now,
    })
  })

  it('may be followed by another consent, for which one enrols anew', async () => {
    await withdraw()
    expect(await consent()).toMatchObject({ way: 'face', readiness: 'not-enrolled', withdrawnAt: null })
    await enrol()
    expect(await standing()).toMatchObject({ readiness: 'ready' })
  })

  it('that was never given changes nothing', async () => {
    expect(await withdraw('t2')).toMatchObject({ mayWithdraw: false, withdrawnAt: null, way: 'face' })
    expect(await eventsOf('T2')).toEqual([])
  })
})

describe('the way', () => {
  const choose = (way: 'face' | 'without') => school.answer('t1', 'choose-way', { way })

  it('is chosen for good, without a reason, and chosen back', async () => {
    await consent()
    await enrol()
    expect(await choose('without')).toMatchObject({ way: 'without', readiness: 'without' })
    expect(await choose('face')).toMatchObject({ way: 'face', readiness: 'ready' })
    expect((await typesOf()).slice(2)).toEqual(['way-chosen', 'way-chosen'])
  })

  it('chosen again is kept once, and takes no consent away', async () => {
    await consent()
    await choose('without')
    await choose('without')
    expect(await typesOf()).toEqual(['consent-given', 'way-chosen'])
    expect(await standing()).toMatchObject({ consent: { version } })
  })
})

describe('the roll of a class', () => {
  it('tells of each trainee whether they consented, are enrolled, or go without', async () => {
    await consent('t1')
    const { keptUntil } = { keptUntil: '2024-07-04' }
    await enrol()
    await school.answer('t2', 'choose-way', { way: 'without' })
    for (const who of ['i1', 'supervisor']) {
      expect(await school.answer(who, 'face-roll', { classId: 'C1' })).toEqual({
        by: 'frames',
        trainees: [
          {
            traineeId: 'T1',
            name: '学员T1',
            consented: true,
            enrolledAt: school.now,
            keptUntil,
            way: 'face',
          },
          {
            traineeId: 'T2',
            name: '学员T2',
            consented: false,
            enrolledAt: null,
            keptUntil: null,
            way: 'without',
          },
        ],
      })
    }
  })
})
