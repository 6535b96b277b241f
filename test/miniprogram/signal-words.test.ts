import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import type { Signal } from '../../cloudfunctions/domain/signals/signal'
import { otherDays, signalWords } from '../../miniprogram/supervisor/signal-words'
import { at, DAY } from '../support/timetable'

const detail = {
  row: { classId: 'C1', date: DAY },
  trainees: [
    { traineeId: 'T1', name: '李明' },
    { traineeId: 'T2', name: '王芳' },
  ],
  attempts: [{ attemptId: 'a1', at: at('08:21') }],
  signals: {
    looked: true,
    awaited: false,
    signals: [],
    classes: [{ classId: 'C2', title: '焊工 2 班' }],
    others: [
      { classId: 'C2', traineeId: 'T9', maskedName: '张*' },
      { classId: 'C2', traineeId: 'T7', maskedName: '李*' },
      { classId: 'C2', traineeId: 'T6', maskedName: '李*' },
    ],
  },
} as unknown as ClassDayDetail

const seenAt = (traineeId: string, classId = 'C1') => ({ classId, date: DAY, traineeId })
const moment = (classId = 'C1', traineeId = 'T1') => ({
  ...seenAt(traineeId, classId),
  attemptId: 'a1',
  at: at('08:21'),
})

/** One of each kind. */
const SIGNALS: readonly Signal[] = [
  {
    kind: 'device-of-many',
    deviceId: 'abcdef123456',
    people: 5,
    regularly: 3,
    withinDays: 30,
    seen: [seenAt('T1'), seenAt('T2'), seenAt('T9', 'C2'), seenAt('T8', 'C3')],
  },
  {
    kind: 'many-devices',
    traineeId: 'T1',
    devices: 4,
    withinDays: 14,
    seen: [{ ...seenAt('T1'), deviceId: 'abcdef123456' }],
  },
  {
    kind: 'same-picture',
    traineeId: 'T1',
    checkId: 'k1',
    other: { ...seenAt('T9', 'C2'), checkId: 'k2', at: at('08:20'), samePerson: false },
    exact: 2,
    near: 2,
    looks: 4,
    people: 6,
  },
  {
    kind: 'same-picture',
    traineeId: 'T1',
    checkId: 'k1',
    other: { ...seenAt('T1'), checkId: 'k2', at: at('08:20'), samePerson: true },
    exact: 0,
    near: 4,
    looks: 4,
    people: 1,
  },
  { kind: 'virtual-camera', traineeId: 'T1', checkId: 'k1', label: 'OBS Virtual Camera' },
  { kind: 'strange-frames', traineeId: 'T1', checkId: 'k1', frames: 8, distinct: 1, cameAgain: 0 },
  { kind: 'strange-frames', traineeId: 'T1', checkId: 'k1', frames: 8, distinct: 3, cameAgain: 5 },
  {
    kind: 'even-frame-times',
    traineeId: 'T1',
    checkIds: ['k1', 'k2', 'k3', 'k4'],
    intervals: 6,
    everyMs: 250,
  },
  {
    kind: 'same-coordinates',
    among: 'people',
    latitude: 43.886801,
    longitude: 125.324512,
    traineeIds: ['T1', 'T2'],
    dates: [DAY],
    taps: 4,
  },
  {
    kind: 'same-coordinates',
    among: 'days',
    latitude: 43.886801,
    longitude: 125.324512,
    traineeIds: ['T1'],
    dates: ['2026-11-20', DAY],
    taps: 16,
  },
  { kind: 'outside-china', traineeId: 'T1', attemptId: 'a1', latitude: 80.5, longitude: 43.9, swapped: true },
  {
    kind: 'impossible-speed',
    traineeId: 'T1',
    from: moment('C2', 'T9'),
    to: moment(),
    meters: 113_030,
    kmPerHour: 423,
  },
  { kind: 'even-gaps', of: 'start', attemptIds: ['a1', 'a2'], shortestMs: 3_000, longestMs: 3_100 },
  { kind: 'same-seconds', of: 'end', traineeIds: ['T1', 'T2'], among: 12, days: 8, withinMs: 10_000 },
  { kind: 'without-face', without: 72, of: 120, othersWithout: 96, othersOf: 960, withinDays: 14 },
]
const words = SIGNALS.map(signal => signalWords(signal, detail))

describe('a sign in words', () => {
  it.each(words)('tells what was seen, and what may honestly be behind it: $title', ({ seen, maybe }) => {
    expect(seen).toMatch(/。$/)
    expect(maybe).toContain('也可能')
    expect(seen + maybe).not.toMatch(/undefined|NaN|null|\[object/)
  })

  it.each(words)('accuses nobody: $title', ({ title, seen, maybe }) => {
    expect(title + seen + maybe).not.toMatch(/作弊|造假|冒用|代打|违规|嫌疑|欺诈|伪造/)
  })

  it('names those of the class, and others by their class and masked name', () => {
    expect(words[0]?.seen).toBe(
      '手机 123456 在 30 天里为 5 人打过卡，其中 3 人在多天用它：李明、王芳、焊工 2 班的张*等 5 人。',
    )
    expect(words[2]?.seen).toContain('与焊工 2 班的张* 6月3日 08:20 的一次')
    expect(words[3]?.seen).toContain('与本人 6月3日')
  })

  it('says of which class a tap or a face of the same person was', () => {
    const samePerson = { ...seenAt('T9', 'C2'), checkId: 'k2', at: at('08:20'), samePerson: true }
    const signal = { ...SIGNALS[2], other: samePerson } as Signal
    expect(signalWords(signal, detail).seen).toContain('与本人（焊工 2 班） 6月3日 08:20 的一次')
    const fast = words.find(({ title }) => title === '两次打卡相距太远')
    expect(fast?.seen).toContain('6月3日 08:21（焊工 2 班） 与 6月3日 08:21 两次')
  })

  it('adds the number where two are masked alike, where a person is gone, and where the class is', () => {
    const seen = (...ids: string[]) =>
      signalWords(
        { ...SIGNALS[0], people: 3, seen: ids.map(id => seenAt(id, id === 'T5' ? 'C5' : 'C2')) } as Signal,
        detail,
      ).seen
    expect(seen('T9')).toContain('：焊工 2 班的张*。')
    expect(seen('T7', 'T6')).toContain('焊工 2 班的李*（编号 T7）、焊工 2 班的李*（编号 T6）。')
    expect(seen('T4')).toContain('焊工 2 班的学员（编号 T4，已不在名单里）')
    expect(seen('T5')).toContain('班级 C5 的学员（编号 T5，已不在名单里）')
  })

  it('leads to each other class once, on the first day that is told, and to none that is gone', () => {
    const later = { ...seenAt('T7', 'C2'), date: '2026-11-20' }
    const signal = {
      ...SIGNALS[0],
      seen: [seenAt('T1'), seenAt('T9', 'C2'), later, seenAt('T5', 'C5')],
    } as Signal
    expect(otherDays(signal, detail)).toEqual([{ classId: 'C2', date: DAY, title: '焊工 2 班' }])
    expect(otherDays(SIGNALS[1] as Signal, detail)).toEqual([])
    expect(SIGNALS.map(one => otherDays(one, detail).length)).toEqual([
      1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
    ])
  })

  it('of a picture that more than two people showed tells how many', () => {
    expect(words[2]?.seen).toMatch(/这样的画面一共出现在 6 人的刷脸里。$/)
    expect(words[3]?.seen).not.toContain('一共')
  })

  it('of a class without face names nobody', () => {
    expect(words.at(-1)?.seen).toBe('14 天里这个班 120 次打卡有 72 次没有刷脸（60 %），其他班级合计 10 %。')
  })
})
