import type { DateText } from '../model'
import type { SignalKind } from './signal'

/** A threshold of ours: no law and no policy names one. */
export interface Threshold {
  readonly value: number
  readonly unit: string
  /** What it says, for people. */
  readonly meaning: string
}

/**
 * What `npm run bench -- signals` found with these thresholds: of the ordinary classes, so many had the sign at least
 * once in their 20 days.
 */
export interface Measured {
  readonly alarmed: number
  readonly ordinaryClasses: number
}

/** Names of ours by which something is told: parts of a name in small letters and without blanks. */
export interface NameList {
  readonly names: readonly string[]
  readonly meaning: string
}

type Rule<T extends string> = { readonly [K in T]: Threshold } & { readonly measured: Measured }

interface Rules {
  readonly 'device-of-many': Rule<'withinDays' | 'people' | 'regularPeople' | 'regularDays'>
  readonly 'many-devices': Rule<'withinDays' | 'devices'>
  readonly 'same-picture': Rule<
    | 'withinDays'
    | 'exactFrames'
    | 'nearBits'
    | 'nearLooks'
    | 'nearPercent'
    | 'ownBits'
    | 'ownLooks'
    | 'ownPercent'
    | 'stillPeople'
  >
  readonly 'virtual-camera': Rule<never> & { readonly programs: NameList; readonly honest: NameList }
  readonly 'strange-frames': Rule<'stillFrames' | 'cameAgain'>
  readonly 'even-frame-times': Rule<'withinDays' | 'intervals' | 'spreadMs' | 'checks' | 'percent'>
  readonly 'same-coordinates': Rule<'withinDays' | 'dates' | 'people'>
  readonly 'outside-china': Rule<'south' | 'north' | 'west' | 'east'>
  readonly 'impossible-speed': Rule<'withinDays' | 'kmPerHour' | 'leastMeters'>
  readonly 'even-gaps': Rule<'gaps' | 'spreadPercent' | 'leastGapMs'>
  readonly 'same-seconds': Rule<'lastDays' | 'days' | 'withinMs' | 'people' | 'percent'>
  readonly 'without-face': Rule<'withinDays' | 'without' | 'points' | 'others'>
}

export type RuleOf<K extends SignalKind> = Rules[K]

/** Thresholds of one time. Others come beside them, never in their place: a day is looked at by those of its date. */
export interface SignalFigures {
  readonly id: string
  /** The first date whose class-days are looked at by these; those of the first edition also at what was before. */
  readonly from: DateText
  readonly rules: Rules
}

function threshold(value: number, unit: string, meaning: string): Threshold {
  return { value, unit, meaning }
}

const ORDINARY_CLASSES = 600

function measured(alarmed: number): Measured {
  return { alarmed, ordinaryClasses: ORDINARY_CLASSES }
}

const SIGNALS_2026_11: SignalFigures = {
  id: 'signals-2026-11',
  from: '2026-11-23',
  rules: {
    'device-of-many': {
      withinDays: threshold(30, '天', '往前看这么多天，含当天'),
      people: threshold(5, '人', '同一部手机为这么多人打过卡'),
      regularPeople: threshold(3, '人', '或者为这么多人各在多天打过卡'),
      regularDays: threshold(2, '天', '“多天”指至少这么多天'),
      measured: measured(5),
    },
    'many-devices': {
      withinDays: threshold(14, '天', '往前看这么多天，含当天'),
      devices: threshold(4, '部', '同一人用过这么多部手机'),
      measured: measured(9),
    },
    'same-picture': {
      withinDays: threshold(60, '天', '往前看这么多天，含当天'),
      exactFrames: threshold(1, '帧', '两次刷脸有这么多帧逐字节相同'),
      nearBits: threshold(2, '位', '两帧的 64 位画面校验码最多差这么多位，算几乎相同'),
      nearLooks: threshold(3, '帧', '或者有这么多帧互不相同的画面都在另一次里找到几乎相同的'),
      nearPercent: threshold(75, '%', '并且占这次互不相同的画面这么多'),
      ownBits: threshold(0, '位', '同一人的两次：校验码最多差这么多位'),
      ownLooks: threshold(4, '帧', '同一人的两次：至少有这么多帧互不相同的画面'),
      ownPercent: threshold(100, '%', '同一人的两次：占这次互不相同的画面这么多'),
      stillPeople: threshold(3, '人', '或者同一个画面在这么多人的刷脸里几乎相同，含本人'),
      measured: measured(0),
    },
    'virtual-camera': {
      programs: {
        // Phones that serve a computer as its camera over a cable are among them: they play pictures just as well.
        names: [
          'altercam',
          'avatarify',
          'camtwist',
          'droidcam',
          'dummyvideo',
          'e2esoft',
          'epoccam',
          'facerig',
          'fakedevice',
          'fake_device',
          'iriun',
          'ivcam',
          'logicapture',
          'manycam',
          'mmhmm',
          'ndivideo',
          'ndiwebcam',
          'obs',
          'prismlens',
          'snapcamera',
          'splitcam',
          'unityvideocapture',
          'v4l2loopback',
          'vcam',
          'virtual',
          'vtubestudio',
          'webcamoid',
          'xsplit',
          'youcam',
          '虚拟',
        ],
        meaning: '浏览器报告的摄像头名称里有这些字样：软件以此名称充当摄像头',
      },
      honest: { names: ['obsbot'], meaning: '碰巧含有上面字样的真摄像头，先去掉' },
      measured: measured(11),
    },
    'strange-frames': {
      stillFrames: threshold(4, '帧', '至少这么多帧，全部逐字节相同'),
      cameAgain: threshold(1, '帧', '或者隔了别的画面之后，有这么多帧与更早的逐字节相同'),
      measured: measured(0),
    },
    'even-frame-times': {
      withinDays: threshold(14, '天', '往前看这么多天，含当天'),
      intervals: threshold(6, '个', '一次刷脸里至少这么多个间隔'),
      spreadMs: threshold(0, '毫秒', '最长与最短的间隔最多差这么多'),
      checks: threshold(4, '次', '同一部手机有这么多次刷脸都这样，间隔也都一样'),
      percent: threshold(75, '%', '并且占这部手机报了时间的刷脸这么多'),
      measured: measured(0),
    },
    'same-coordinates': {
      withinDays: threshold(30, '天', '往前看这么多天，含当天；全天线上的日子不看'),
      dates: threshold(8, '天', '同一人最近有定位的这么多天，每次打卡的坐标都一个数字不差'),
      people: threshold(6, '人', '或者当天这么多人的坐标一个数字不差，并且每人签到、签退都在这一点'),
      measured: measured(13),
    },
    'outside-china': {
      // A rectangle with China and its seas in it, and some of its neighbours.
      south: threshold(3, '度', '北纬小于它'),
      north: threshold(54, '度', '北纬大于它'),
      west: threshold(73, '度', '东经小于它'),
      east: threshold(136, '度', '东经大于它'),
      measured: measured(1),
    },
    'impossible-speed': {
      withinDays: threshold(2, '天', '往前看这么多天，含当天'),
      kmPerHour: threshold(400, '公里/小时', '两次打卡之间的速度超过它'),
      leastMeters: threshold(50_000, '米', '两次打卡至少相距这么远'),
      measured: measured(0),
    },
    'even-gaps': {
      gaps: threshold(7, '个', '接连这么多个间隔几乎相等'),
      spreadPercent: threshold(10, '%', '最长与最短之差最多是平均间隔的这么多'),
      leastGapMs: threshold(1_000, '毫秒', '最短的间隔至少这么长：同时点的不算'),
      measured: measured(0),
    },
    'same-seconds': {
      lastDays: threshold(10, '天', '看班级最近这么多个上课日，含当天'),
      days: threshold(8, '天', '其中这么多天落在同样的几秒里'),
      withinMs: threshold(10_000, '毫秒', '“同样的几秒”有这么宽'),
      people: threshold(5, '人', '至少这么多人如此'),
      percent: threshold(33, '%', '并且占天数够的人这么多'),
      measured: measured(0),
    },
    'without-face': {
      withinDays: threshold(14, '天', '往前看这么多天，含当天'),
      without: threshold(20, '次', '班里至少这么多次没有刷脸'),
      points: threshold(50, '个百分点', '占比高出其他班级这么多'),
      others: threshold(200, '次', '其他班级合计至少这么多次打卡，才有得比'),
      measured: measured(10),
    },
  },
}

export const SIGNAL_EDITIONS: readonly [SignalFigures, ...SignalFigures[]] = [SIGNALS_2026_11]

/** The thresholds by which a class-day of that date is looked at. */
export function signalFiguresOn(date: DateText): SignalFigures {
  return SIGNAL_EDITIONS.filter(({ from }) => from <= date).at(-1) ?? SIGNAL_EDITIONS[0]
}
