import type { MyDay, MyDays } from '../../cloudfunctions/contract/app'
import {
  blanksBefore,
  datesOf,
  monthInWords,
  monthsOf,
  weekdayOf,
} from '../../miniprogram/components/calendar/months'
import { ringImage, turnOf } from '../../miniprogram/components/ring/stops'
import { appealStanding } from '../../miniprogram/trainee/appeal/words'
import { outlooks, prospectInWords } from '../../miniprogram/trainee/days/forecast-words'
import { calendarDays, firstChosen, signMeanings } from '../../miniprogram/trainee/days/marks'
import { partsOf } from '../../miniprogram/trainee/days/parts'
import { whatNext } from '../../miniprogram/trainee/days/reason'

const PROVIDER = '启航学校'

const day = (more: Partial<MyDay>): MyDay => ({
  date: '2024-06-03',
  open: false,
  status: 'clean',
  classDayStatus: 'compliant',
  start: 1,
  end: 2,
  flags: [],
  scheduledHours: 8,
  provisionalHours: 8,
  confirmedHours: 8,
  appeals: [],
  mayAppeal: [],
  ...more,
})

type Prospect = Parameters<typeof prospectInWords>[0]

const withinReach = (more: object = {}): Prospect => ({
  kind: 'within-reach',
  fullDays: 3,
  on: '2024-06-07',
  mayMiss: 0,
  oneMoreMissed: 'surely-lost',
  ...more,
})

const sentence = (prospect: Prospect, percent: number, isOver = false) =>
  prospectInWords(prospect, percent, isOver).clauses.join('')

describe('what to do about a day', () => {
  const makeUp = [{ kind: 'make-up', until: 9 }] as const
  const appeal = [{ kind: 'appeal', until: 9 }] as const

  it('names the request where one may be made, and whom to tell where none may', () => {
    const forgotten = day({ status: 'flagged', flags: ['missing-end'], confirmedHours: 0 })
    expect(whatNext(forgotten, PROVIDER)).toContain('请告诉任课教师')
    expect(whatNext({ ...forgotten, mayAppeal: makeUp }, PROVIDER)).toContain('请申请补签')
    const absent = day({ status: 'absent', flags: ['absent'], confirmedHours: 0 })
    expect(whatNext(absent, PROVIDER)).toContain('请告诉任课教师')
    expect(whatNext({ ...absent, mayAppeal: makeUp }, PROVIDER)).toContain('请申请补签')
    expect(whatNext({ ...absent, mayAppeal: appeal }, PROVIDER)).toContain('申诉')
    const rejected = day({ status: 'rejected', confirmedHours: 0 })
    expect(whatNext(rejected, PROVIDER)).toContain(PROVIDER)
    expect(whatNext({ ...rejected, mayAppeal: appeal }, PROVIDER)).toContain('申诉')
  })

  it('is nothing while a request waits', () => {
    const asked = { appealId: 'a', kind: 'make-up', at: 1, text: '忘了', answer: null } as const
    const waiting = day({ status: 'flagged', flags: ['missing-end'], appeals: [asked] })
    expect(whatNext(waiting, PROVIDER)).toBe('等监管人员处理您提交的申请，现在不用您做什么。')
  })

  it('tells how a request stands', () => {
    const answer = { verdict: 'accepted', hours: 6, by: '周敏', at: 2, reason: '核实' } as const
    expect(appealStanding({ answer: null })).toEqual({ text: '已提交，等待监管人员处理', tone: 'wait' })
    expect(appealStanding({ answer })).toEqual({ text: '已处理：认可 6 学时', tone: 'good' })
    expect(appealStanding({ answer: { ...answer, hours: null, verdict: 'rejected' } })).toEqual({
      text: '已处理：不予认可',
      tone: 'bad',
    })
  })
})

describe('the forecast in a sentence', () => {
  it('says how many full days bring it, and how many missed days lose it', () => {
    expect(sentence(withinReach(), 90)).toBe('再满 3 天可达 90%，最早 6月7日；再缺 1 天将低于 90%')
    expect(sentence(withinReach({ mayMiss: 1 }), 70)).toBe(
      '再满 3 天可达 70%，最早 6月7日；再缺 2 天将低于 70%',
    )
  })

  it('warns as soon as no day may be missed any more, and not before', () => {
    expect(prospectInWords(withinReach({ mayMiss: 1 }), 70, false).tone).toBe('quiet')
    expect(prospectInWords(withinReach({ mayMiss: 0 }), 70, false).tone).toBe('wait')
  })

  it('says perhaps where only a long day would lose it', () => {
    expect(sentence(withinReach({ oneMoreMissed: 'perhaps-lost' }), 70)).toContain('再缺 1 天可能低于 70%')
  })

  it('says what is reached, what is out of reach and by how much, before and after the last day', () => {
    const out: Prospect = { kind: 'out-of-reach', mostHours: 76, hoursShort: 22 }
    expect(sentence({ kind: 'reached' }, 90)).toBe('已达到 90%')
    expect(sentence(out, 90)).toBe('已够不到 90%，后面全勤也还差 22 学时')
    expect(sentence(out, 90, true)).toBe('没有达到 90%，差 22 学时')
  })

  it('is told once where waiting hours change nothing, and twice where they do', () => {
    const threshold = { kind: 'whole-cost', percent: 90, hoursNeeded: 36 } as const
    const same = { ...threshold, ifNoneConfirmed: withinReach(), ifAllConfirmed: withinReach() }
    expect(outlooks(same, 8, false).map(outlook => outlook.if)).toEqual([''])
    const differing: typeof same = { ...same, ifAllConfirmed: { kind: 'reached' } }
    expect(outlooks(differing, 8, false)).toEqual([
      { if: '待确认的 8 学时都通过', clauses: ['已达到 90%'], tone: 'good' },
      expect.objectContaining({ if: '都没有通过', tone: 'wait' }),
    ])
  })
})

describe('what to do about a day', () => {
  it.each<[string, Partial<MyDay>, string]>([
    ['in order', {}, ''],
    ['accepted, whatever was flagged', { status: 'accepted', flags: ['missing-end'] }, ''],
    ['forgotten to check out', { status: 'flagged', flags: ['missing-end'] }, '告诉任课教师您当天几点离开'],
    ['forgotten to check in', { status: 'flagged', flags: ['missing-start'] }, '告诉任课教师您当天几点到的'],
    ['absent', { status: 'absent', flags: ['absent'] }, '告诉任课教师'],
    ['rejected', { status: 'rejected' }, `请找${PROVIDER}`],
    ['of a rejected class-day', { classDayStatus: 'rejected' }, `请找${PROVIDER}`],
    ['witnessed', { status: 'flagged', flags: ['witnessed'] }, '不用您做什么'],
    ['tapped outside', { status: 'flagged', flags: ['outside-site'] }, '下次请到了教室再打卡'],
    ['without a location', { status: 'flagged', flags: ['no-location'] }, '允许使用位置'],
    ['in order, the recordings not known', { classDayStatus: 'waiting' }, '不用您做什么'],
    ['under way, not yet checked in', { open: true, start: null, end: null }, '别忘了签到和签退'],
    ['under way', { open: true, end: null }, '下课后请签退'],
  ])('%s', (_, more, said) => {
    const told = whatNext(day(more), PROVIDER)
    if (said === '') expect(told).toBe('')
    else expect(told).toContain(said)
  })
})

const answer = (more: Partial<MyDays>): MyDays => ({
  class: { classId: 'C1', title: '1 班', occupation: '', provider: PROVIDER, room: null },
  today: '2024-06-05',
  days: [],
  ahead: [],
  scheduledHours: 0,
  provisionalHours: 0,
  confirmedHours: 0,
  confirmedRate: 0,
  forecast: { scheduledHours: 0, hoursToCome: 0, thresholds: [] },
  ...more,
})

describe('the ring', () => {
  it('has four parts that are all hours of the class', () => {
    const parts = partsOf(
      answer({
        scheduledHours: 80,
        provisionalHours: 71,
        confirmedHours: 48,
        forecast: { scheduledHours: 108, hoursToCome: 28, thresholds: [] },
      }),
    )
    expect(parts.map(({ name, size }) => [name, size])).toEqual([
      ['已确认', 48],
      ['待确认', 23],
      ['未计入', 9],
      ['还没上', 28],
    ])
  })

  it('is one colour without a gap where there is but one part', () => {
    const parts = [
      { name: 'a', size: 0, look: 'full' },
      { name: 'b', size: 5, look: 'open' },
    ] as const
    expect(ringImage(parts)).toMatch(/^conic-gradient\(var\(--line\) 0deg 360deg\), /)
  })

  it('gives each part its share, a gap after it, and hatches what waits', () => {
    const parts = [
      { name: 'a', size: 3, look: 'full' },
      { name: 'b', size: 1, look: 'hatched' },
    ] as const
    expect(ringImage(parts)).toMatch(
      /^conic-gradient\(var\(--accent\) 0deg 268.4deg, var\(--ground\) 268.4deg 270deg, transparent 270deg 358.4deg, var\(--ground\) 358.4deg 360deg\), repeating-conic-gradient\(/,
    )
  })

  it('has its thresholds where their share of the whole lies', () => {
    expect([turnOf(70), turnOf(90)]).toEqual([252, 324])
  })
})

describe('the calendar', () => {
  it('lays a month out from Monday on, leap years too', () => {
    // 1 June 2024 was a Saturday.
    expect(blanksBefore('2024-06')).toBe(5)
    expect(weekdayOf('2024-06-02')).toBe('日')
    expect(datesOf('2024-02')).toHaveLength(29)
    expect(datesOf('2026-12').at(-1)).toBe('2026-12-31')
    expect(monthInWords('2026-09')).toBe('2026 年 9 月')
  })

  it('has the months in which there are lessons, each once', () => {
    expect(monthsOf(['2024-12-30', '2024-11-04', '2025-01-02', '2024-12-02'])).toEqual([
      '2024-11',
      '2024-12',
      '2025-01',
    ])
  })

  it('tells each day by a sign and in words, those ahead too', () => {
    const days = calendarDays(
      answer({
        days: [
          day({}),
          day({ date: '2024-06-04', status: 'flagged', flags: ['witnessed'], confirmedHours: 0 }),
          day({ date: '2024-06-05', open: true }),
        ],
        ahead: [{ date: '2024-06-06', scheduledHours: 8 }],
      }),
    )
    expect(days.map(({ sign, label }) => [sign, label])).toEqual([
      ['✓', '6月3日 周一，正常，8 / 8 学时'],
      ['!', '6月4日 周二，待核查，0 / 8 学时，待确认 8 学时'],
      ['–', '6月5日 周三，今天，进行中，8 学时的课'],
      ['○', '6月6日 周四，还没上，8 学时的课'],
    ])
    expect(signMeanings(days)).toEqual(['✓ 正常', '! 待核查', '– 进行中', '○ 还没上'])
    expect(signMeanings(days.slice(0, 1))).toEqual(['✓ 正常'])
  })

  it('opens with the newest day that was held, before the class has begun with its first', () => {
    const ahead = [{ date: '2024-06-06', scheduledHours: 8 }]
    expect(firstChosen({ days: [day({}), day({ date: '2024-06-04' })], ahead })).toBe('2024-06-04')
    expect(firstChosen({ days: [], ahead })).toBe('2024-06-06')
    expect(firstChosen({ days: [], ahead: [] })).toBeNull()
  })
})
