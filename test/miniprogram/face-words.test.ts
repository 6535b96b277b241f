import type { DestructionReason, FaceReadiness, FaceStanding } from '../../cloudfunctions/contract/face'
import { MOST_FRAMES } from '../../cloudfunctions/contract/face'
import { FACE_STEPS } from '../../cloudfunctions/domain/evidence/face'
import { consentText } from '../../cloudfunctions/services/face/consent-text'
import { FIRST, firstOf } from '../../miniprogram/trainee/face/first-of'
import { standingLines, wayNow, withdrawalWillDo } from '../../miniprogram/trainee/face/standing-words'
import { type EndKind, endedBy, endWords } from '../../miniprogram/trainee/today/face/ends'
import { stretchesOf } from '../../miniprogram/trainee/today/face/pace'

const kinds: Record<EndKind, true> = {
  uncertain: true,
  'not-same-person': true,
  'not-live': true,
  'no-face': true,
  'several-faces': true,
  'too-far': true,
  blurred: true,
  'too-dark': true,
  'too-bright': true,
  'turned-away': true,
  unreadable: true,
  cancelled: true,
  hidden: true,
  stopped: true,
  busy: true,
  'timed-out': true,
  'no-permission': true,
  'no-camera': true,
  unsupported: true,
  unavailable: true,
  'no-verdict': true,
  'not-answered': true,
  refused: true,
  'too-many-checks': true,
  none: true,
  'no-consent': true,
  'not-enrolled': true,
  without: true,
}
const all = Object.keys(kinds) as EndKind[]
const wordsOf = (kind: EndKind, left: number | null = null) =>
  endWords({ kind, left, ...(kind === 'refused' && { sentence: '照片太大了。' }) })

test.each(all)('%s has a title and a sentence of its own, and a way on', kind => {
  const { title, sentence, again } = wordsOf(kind)
  expect([title.length > 0, sentence.length > 0]).toEqual([true, true])
  expect(again || /教师|签到码/.test(sentence)).toBe(true)
})

test('no two sentences of what was seen of a face are the same', () => {
  const seen = all.map(kind => `${wordsOf(kind).title} ${wordsOf(kind).sentence}`)
  expect(new Set(seen).size).toBe(all.length)
})

test.each([
  [4, false, true],
  [3, true, true],
  [1, true, true],
])('with %i checks left they are told: %s, and there is another try: %s', (left, isTold, again) => {
  const words = wordsOf('too-dark', left)
  expect([words.sentence.includes(`还可以试 ${left} 次`), words.again]).toEqual([isTold, again])
})

test('with no check left there is no other try, and the way without is named', () => {
  const { again, sentence } = wordsOf('too-dark', 0)
  expect(again).toBe(false)
  expect(sentence).toMatch(/次数用完了.*教师.*签到码/)
})

test('whatever breaks a check off is told to the server in its words, and never as passed', () => {
  expect(Object.values(endedBy)).not.toContain('passed')
})

describe('a clip', () => {
  const pairs = FACE_STEPS.flatMap(one =>
    FACE_STEPS.filter(two => two !== one).map(two => [one, two] as const),
  )

  /** As long as the server asked for. */
  const LASTS = [700, 1_150, 1_150]
  const total = (stretches: ReturnType<typeof stretchesOf>) =>
    stretches.reduce((sum, { lasts }) => sum + lasts, 0)

  test.each(pairs)(
    'of %s and %s lasts as long as was drawn, and has no more pictures than are taken',
    (...steps) => {
      const stretches = stretchesOf({ steps, lasts: LASTS }, false)
      expect(stretches.map(({ lasts }) => lasts)).toEqual(LASTS)
      expect(total(stretches)).toBe(3_000)
      expect(stretches.flatMap(({ shots }) => shots)).toHaveLength(15)
      expect(stretches.map(({ step }) => step)).toEqual([null, 0, 1])
      expect(new Set(stretches.map(({ sentence }) => sentence)).size).toBe(3)
    },
  )

  test('in elder mode gives more time to each, and takes more pictures of it', () => {
    const challenge = { steps: ['turn-left', 'nearer'], lasts: LASTS } as const
    const [usual, elder] = [false, true].map(isElder => stretchesOf(challenge, isElder))
    for (const [place, { lasts, shots }] of elder!.entries()) {
      expect(lasts).toBeGreaterThan(2 * usual![place]!.lasts)
      expect(shots.length).toBeGreaterThanOrEqual(usual![place]!.shots.length)
    }
    expect(elder!.flatMap(({ shots }) => shots).length).toBeLessThanOrEqual(MOST_FRAMES)
  })

  test.each([1, 2, 3, 4])('of %i steps takes its pictures within each, in order, never too many', count => {
    for (const elder of [false, true]) {
      const steps = FACE_STEPS.slice(0, count)
      const stretches = stretchesOf({ steps, lasts: [500, ...steps.map(() => 1_000)] }, elder)
      for (const { lasts, shots } of stretches) {
        expect(shots).toEqual([...shots].sort((a, b) => a - b))
        expect(shots.every(shot => shot >= 0 && shot <= lasts)).toBe(true)
        // Two are the fewest in which anything can be seen to move.
        expect(shots.length).toBeGreaterThanOrEqual(2)
      }
      expect(stretches.flatMap(({ shots }) => shots).length).toBeLessThanOrEqual(MOST_FRAMES)
    }
  })
})

describe('the consent', () => {
  test.each(['frames', 'service'] as const)(
    'to %s shows first what is collected, why, how long, and the way without',
    way => {
      const text = consentText(way)
      const { first, rest } = firstOf(text)
      expect(first.map(({ heading }) => heading)).toEqual(FIRST)
      expect([...first, ...rest]).toHaveLength(text.paragraphs.length)
    },
  )

  test('that is put in other words is shown whole', () => {
    const text = consentText('none')
    expect(firstOf(text)).toEqual({ first: text.paragraphs, rest: [] })
  })
})

describe('the page of the face', () => {
  const standing = (more: Partial<FaceStanding>): FaceStanding => ({
    readiness: 'ready',
    by: 'frames',
    because: null,
    text: consentText('frames'),
    consent: null,
    otherConsent: null,
    withdrawnAt: null,
    mayWithdraw: false,
    enrolled: null,
    destroyed: null,
    way: 'face',
    ...more,
  })
  const at = Date.parse('2026-05-20T08:20:00+08:00')

  test.each<FaceReadiness>(['ready', 'no-consent', 'not-enrolled', 'without', 'none'])(
    'says of %s how the next check-in goes',
    readiness => {
      const { words, note } = wayNow(standing({ readiness }))
      expect([words.text.length > 0, note.length > 0]).toEqual([true, true])
    },
  )

  test('tells the consent with its version, the enrolment with its photographer, and until when it is kept', () => {
    const lines = standingLines(
      standing({
        consent: { version: 'frames-2026-11-22', at },
        enrolled: { at, by: '孙立军', basis: 'frames', keptUntil: '2026-08-31' },
      }),
    )
    expect(lines.map(({ name, text }) => `${name} ${text}`)).toEqual([
      '同意 5月20日 08:20，2026年11月22日版',
      '登记 5月20日 08:20，孙立军（现场三张照片）',
      '保存到 2026年8月31日',
    ])
  })

  test('tells a consent to another text as an earlier one', () => {
    const lines = standingLines(standing({ otherConsent: { version: 'service-2026-05-01', at } }))
    expect(lines.map(({ name, text }) => `${name} ${text}`)).toEqual([
      '以前同意 5月20日 08:20，2026年5月1日版',
    ])
  })

  const enrolled = { at, by: '孙立军', basis: 'frames', keptUntil: '2026-08-31' } as const

  test('asks of whoever is enrolled, whoever looks today, with the word that it is destroyed', () => {
    for (const by of ['frames', 'service', 'none'] as const)
      expect(withdrawalWillDo(standing({ by, enrolled }))).toContain('马上销毁')
  })

  test('says after a withdrawal that the template is destroyed, and when', () => {
    const withdrawn = standing({
      readiness: 'without',
      way: 'without',
      withdrawnAt: at,
      destroyed: { at, because: 'withdrawn' },
    })
    expect(wayNow(withdrawn).note).toContain('已经销毁')
    expect(standingLines(withdrawn).map(({ name, text }) => `${name} ${text}`)).toEqual([
      '撤回 5月20日 08:20',
      '销毁 5月20日 08:20，您撤回了同意',
    ])
  })

  test('speaks of no template where none was here', () => {
    const withdrawn = standing({ readiness: 'without', way: 'without', withdrawnAt: at, by: 'service' })
    const told = [
      wayNow(withdrawn).note,
      ...standingLines(withdrawn).map(({ text }) => text),
      withdrawalWillDo(standing({ by: 'service' })),
    ]
    for (const text of told) expect(text).not.toContain('销毁')
  })

  test.each<DestructionReason>(['withdrawn', 'term-over', 'enrolled-anew', 'other-way', 'restored'])(
    'says why a template is gone: %s',
    because => {
      const [line] = standingLines(standing({ destroyed: { at, because } }))
      expect(line?.text.length).toBeGreaterThan('5月20日 08:20，'.length)
    },
  )
})
