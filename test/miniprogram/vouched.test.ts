import type { AttemptView, ClassDayDetail, TraineeDayRow } from '../../cloudfunctions/contract/app'
import { MOST_DECIDED_AT_ONCE } from '../../cloudfunctions/contract/review'
import { MOST_TOGETHER, vouchedIn } from '../../miniprogram/supervisor/vouched'

const witness = {
  by: '王老师',
  at: 2,
  reason: '已核对',
  seen: 'id-card',
  byRoomCode: false,
  overFace: null,
} as const

const trainee = (more: Partial<TraineeDayRow> = {}) =>
  ({
    traineeId: 'T1',
    name: '张三',
    status: 'flagged',
    flags: ['witnessed'],
    appeals: [],
    ...more,
  }) as TraineeDayRow

const tap = (more: Partial<AttemptView> = {}) =>
  ({ traineeId: 'T1', kind: 'start', refusal: null, witness, ...more }) as AttemptView

const day = (more: object = {}) =>
  ({
    row: { open: false },
    trainees: [trainee()],
    attempts: [tap()],
    questions: [],
    ...more,
  }) as unknown as ClassDayDetail

const names = (detail: ClassDayDetail) => vouchedIn(detail).map(one => one.trainee.name)

describe('a day that waits only for a look at who vouched may be decided on with others', () => {
  it.each([
    ['nothing else', {}],
    ['that it began late', { flags: ['late', 'witnessed'] }],
    ['that it ended early', { flags: ['left-early', 'witnessed'] }],
    ['an appeal that was answered', { appeals: [{ answer: {} }] }],
  ])('with %s', (_, more) => {
    expect(names(day({ trainees: [trainee(more as Partial<TraineeDayRow>)] }))).toEqual(['张三'])
  })

  it.each([
    ['a missing end', { flags: ['missing-end', 'witnessed'] }],
    ['a missing start', { flags: ['missing-start', 'witnessed'] }],
    ['a tap elsewhere', { flags: ['outside-site', 'witnessed'] }],
    ['a tap without a place', { flags: ['no-location', 'witnessed'] }],
    ['a phone of two', { flags: ['shared-device', 'witnessed'] }],
    ['no word of a witness', { flags: ['outside-site'] }],
    ['a decision on it', { status: 'accepted' }],
    ['an appeal that waits', { appeals: [{ answer: null }] }],
  ])('not with %s', (_, more) => {
    expect(names(day({ trainees: [trainee(more as Partial<TraineeDayRow>)] }))).toEqual([])
  })

  it('not while the day goes on', () => {
    expect(names(day({ row: { open: true } }))).toEqual([])
  })

  it('not where a face had failed before somebody vouched, be it of the start or of the end', () => {
    const failed = tap({ kind: 'end', witness: { ...witness, overFace: 'not-same-person' } })
    expect(names(day({ attempts: [tap(), failed] }))).toEqual([])
    expect(names(day({ attempts: [tap(), { ...failed, traineeId: 'T2' }] }))).toEqual(['张三'])
  })

  it.each([
    ['that waits, of this trainee', 'T1', [], []],
    ['that was answered', 'T1', [{}], ['张三']],
    ['of another trainee', 'T2', [], ['张三']],
    ['of the class', null, [], ['张三']],
  ])('with a question %s', (_, traineeId, answers, who) => {
    expect(names(day({ questions: [{ traineeId, answers }] }))).toEqual(who)
  })
})

it('tells of each check-in by whose word it counts', () => {
  const end = (more: object) => tap({ kind: 'end', witness: { ...witness, ...more } })
  const words = (...attempts: AttemptView[]) => vouchedIn(day({ attempts }))[0]?.words
  expect(words(tap(), end({}))).toBe('签到、签退：王老师，看过身份证')
  expect(words(tap(), end({ byRoomCode: true, seen: null }))).toBe(
    '签到：王老师，看过身份证；签退：王老师出示的课堂签到码',
  )
  expect(words(tap({ witness: null }), end({ seen: null }))).toBe('签退：王老师见证')
  expect(words(tap(), tap({ refusal: { code: 'not-open' } as never }))).toBe('签到：王老师，看过身份证')
})

it('no more are offered together than the server decides on at once', () => {
  expect(MOST_TOGETHER).toBe(MOST_DECIDED_AT_ONCE)
})
