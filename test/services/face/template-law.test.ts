import fc from 'fast-check'
import { DAY } from '../../../cloudfunctions/domain/time'
import { FACE_CONSENTS, FACE_TEMPLATES } from '../../../cloudfunctions/services/documents/face-consents'
import { read } from '../../../cloudfunctions/services/documents/read'
import { consentText, covers } from '../../../cloudfunctions/services/face/consent-text'
import { purge } from '../../../cloudfunctions/services/face/purge'
import { choicesOf } from '../../../cloudfunctions/services/face/readiness'
import { casesHere } from '../../support/stores'
import { engineSaying } from '../face-engine'
import { at, School } from '../school'

const PHOTO = Buffer.from('photo').toString('base64')
const STEPS = [
  'consent',
  'withdraw',
  'enrol',
  'without',
  'face',
  'service',
  'frames',
  'nobody',
  'purge',
  'later',
] as const
type Step = (typeof STEPS)[number]

let school: School
beforeEach(async () => {
  school = await School.open()
  school.face = engineSaying('passed')
})
afterEach(() => school.close())

const deeds: { readonly [S in Step]: () => Promise<unknown> } = {
  consent: () => school.ask('t1', 'give-face-consent', { version: consentText(school.face.way).version }),
  withdraw: () => school.ask('t1', 'withdraw-face-consent', {}),
  enrol: () =>
    school.ask('i1', 'enrol-face', { classId: 'C1', traineeId: 'T1', photos: [PHOTO], basis: 'id-photo' }),
  without: () => school.ask('t1', 'choose-way', { way: 'without' }),
  face: () => school.ask('t1', 'choose-way', { way: 'face' }),
  service: async () => {
    school.face = {
      way: 'service',
      open: async () => ({ verifyId: 'v', number: 'n', expiresAt: 0 }),
      verdict: async () => null,
    }
  },
  frames: async () => {
    school.face = engineSaying('passed')
  },
  nobody: async () => {
    school.face = { way: 'none', because: '没有人脸识别' }
  },
  purge: () => purge(school.server, async () => true),
  later: async () => {
    school.now += 9 * DAY
  },
}

it('whatever is done, one by one or at once, a template is there only while a consent to it is in force', async () => {
  const step = fc.constantFrom(...STEPS)
  const together = fc.array(step, { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.array(together, { maxLength: 8 }), async sequence => {
      school.now = at('2024-06-03', '08:00')
      for (const steps of sequence) {
        await Promise.all(steps.map(one => deeds[one]()))
        const stream = await read(school.store, FACE_CONSENTS, 'T1')
        const template = await read(school.store, FACE_TEMPLATES, 'T1')
        const { consent, enrolled } = choicesOf(stream)
        if (template !== null) expect(covers(consent?.version ?? '', 'frames')).toBe(true)
        // And the events tell the truth of it.
        expect(template !== null).toBe(enrolled !== null)
        expect(template?.keptUntil ?? null).toBe(enrolled?.keptUntil ?? null)
      }
      await deeds.withdraw()
      expect(await read(school.store, FACE_TEMPLATES, 'T1')).toBeNull()
    }),
    { numRuns: casesHere(60) },
  )
})
