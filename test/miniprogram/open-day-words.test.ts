import type { ClassDayRow, TraineeDayRow } from '../../cloudfunctions/contract/app'
import { findingsInWords, standingOf } from '../../miniprogram/supervisor/row-words'
import { flagsInWords, presenceInWords } from '../../miniprogram/supervisor/trainee-words'
import { at } from '../support/timetable'
import { classDayRow } from '../support/views'

const row = (changed: Partial<ClassDayRow>) => classDayRow({ open: true, segmentCount: 0, ...changed })

describe('a class-day that goes on', () => {
  it('has nobody absent, only some who have not come yet', () => {
    const going = row({ status: 'flagged', flags: ['too-few-segments'], segmentCount: 1, traineesAbsent: 15 })
    expect(standingOf(going).text).toBe('进行中')
    expect(findingsInWords(going)).toBe('1 段录像 · 15 人还没签到或等待见证')
    expect(findingsInWords({ ...going, open: false })).toBe('录像不足 2 段 · 1 段录像 · 15 人缺勤')
  })

  it('is not called in order before it is over', () => {
    expect(findingsInWords(row({}))).toBe('都已签到')
    expect(findingsInWords(row({ open: false }))).toBe('录像合格')
  })

  it('tells what is wanted and what is wrong whatever still comes', () => {
    const going = row({
      openQuestions: 1,
      silent: [{ deviceSerial: 'D1', channelNo: 1, silence: 'camera-offline' }],
      deletedSince: [{ deviceSerial: 'D1', channelNo: 1 }],
      traineesAbsent: 2,
    })
    expect(findingsInWords(going)).toBe(
      '1 条说明要求待答 · 摄像头离线，还没查到 · 查到过的录像后来被删除 · 2 人还没签到或等待见证',
    )
  })
})

describe('a trainee on a day that goes on', () => {
  const day = (changed: Partial<TraineeDayRow>) => ({
    open: true,
    start: at('08:41'),
    end: null,
    flags: [] as TraineeDayRow['flags'],
    ...changed,
  })

  it('has forgotten nothing', () => {
    expect(presenceInWords(day({}), false)).toBe('08:41 起')
    expect(presenceInWords(day({ start: null }), false)).toBe('还没签到')
    expect(presenceInWords(day({ start: null }), true)).toBe('等待见证')
    expect(presenceInWords(day({ start: null, end: at('11:00') }), false)).toBe('还没签到 – 11:00')
    expect(presenceInWords(day({ open: false }), false)).toBe('08:41 – 未签退')
    expect(presenceInWords(day({ open: false, start: null }), false)).toBe('未签到 – 未签退')
  })

  it('is held nothing against that a later tap may put right', () => {
    const flags: TraineeDayRow['flags'] = [
      'late',
      'missing-start',
      'missing-end',
      'left-early',
      'absent',
      'witnessed',
    ]
    expect(flagsInWords(day({ flags }))).toEqual(['迟到', '由教师见证打卡'])
    expect(flagsInWords(day({ flags, open: false }))).toHaveLength(6)
  })
})
