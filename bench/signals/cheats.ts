import type { MarkedCheck, MarkedDay, MarkedTap } from '../../cloudfunctions/domain/signals/marked-day'
import type { SignalKind } from '../../cloudfunctions/domain/signals/signal'
import { SECOND } from '../../cloudfunctions/domain/time'
import { codedAnew } from './looks'
import type { Random } from './random'

type Days = readonly MarkedDay[]

/** A cheat: what it makes of classes' days, and the sign that ought to be seen. */
export interface Cheat {
  readonly name: string
  /** Null: no sign is made for it, and the share tells how often another one is seen. */
  readonly sign: SignalKind | null
  /** @returns the days of those of the city's classes in which somebody cheats, from the first on */
  readonly make: (city: readonly Days[], random: Random) => readonly Days[]
}

/** Of people of one class alone. */
interface CheatOfAClass extends Pick<Cheat, 'name' | 'sign'> {
  readonly make: (days: Days, random: Random) => Days
}

function inTheFirst({ name, sign, make }: CheatOfAClass): Cheat {
  return { name, sign, make: ([first = []], random) => [make(first, random)] }
}

const CHEATERS = 8

type TapChange = (tap: MarkedTap, n: number, i: number) => MarkedTap

/** Changes the taps of some of the class's people. @param change with the day's number and the person's */
function taps(days: Days, change: TapChange): MarkedDay[] {
  const who = someOf(days)
  return days.map((day, n) => ({
    ...day,
    taps: day.taps.map(tap => (who.has(tap.person) ? change(tap, n, who.get(tap.person)!) : tap)),
  }))
}

function checks(days: Days, change: (check: MarkedCheck, n: number) => MarkedCheck): MarkedDay[] {
  const who = someOf(days)
  return days.map((day, n) => ({
    ...day,
    checks: day.checks.map(check => (who.has(check.person) ? change(check, n) : check)),
  }))
}

/** Those of the class who have checks, else taps, by the first day. */
function someOf([first]: Days): ReadonlyMap<string, number> {
  const people = [...new Set([...(first?.checks ?? []), ...(first?.taps ?? [])].map(({ person }) => person))]
  return new Map(people.slice(0, CHEATERS).map((person, i) => [person, i]))
}

/** From the second day on, each shows again what was shown on the first. */
function replayed(days: Days, how: (check: MarkedCheck) => MarkedCheck): MarkedDay[] {
  const first = new Map((days[0]?.checks ?? []).map(check => [check.person, check]))
  return checks(days, (check, n) => {
    const old = first.get(check.person)
    return n === 0 || old === undefined ? check : how({ ...check, frames: old.frames })
  })
}

/** All starts of the class, one after the other, at intervals. */
function scripted(days: Days, interval: () => number): MarkedDay[] {
  return days.map(day => {
    let at = day.firstStart - 1_200 * SECOND
    const changed = day.taps.map(tap => {
      if (tap.kind !== 'start') return tap
      at += Math.round(interval())
      return { ...tap, at, way: tap.way === 'late' ? ('without' as const) : tap.way }
    })
    return { ...day, taps: changed }
  })
}

const POINT = { latitude: 43.880123, longitude: 125.320456 }

const OF_A_CLASS: readonly CheatOfAClass[] = [
  {
    name: '一部手机替 8 人打卡',
    sign: 'device-of-many',
    make: days => taps(days, tap => ({ ...tap, deviceId: 'one phone' })),
  },
  {
    name: '每次打卡换一个设备编号',
    sign: 'many-devices',
    make: (days, random) => taps(days, tap => ({ ...tap, deviceId: random.hex16() })),
  },
  {
    name: '重放同一段视频，逐字节相同',
    sign: 'same-picture',
    make: days => replayed(days, check => check),
  },
  {
    name: '重放同一段视频，重新压缩',
    sign: 'same-picture',
    make: (days, random) =>
      replayed(days, check => ({ ...check, frames: codedAnew(check.frames, 'compressed', random) })),
  },
  {
    name: '重放同一段视频，调亮 15 %',
    sign: 'same-picture',
    make: (days, random) =>
      replayed(days, check => ({ ...check, frames: codedAnew(check.frames, 'brightened', random) })),
  },
  {
    name: '重放同一段视频，缩小到 160 像素',
    sign: 'same-picture',
    make: (days, random) =>
      replayed(days, check => ({ ...check, frames: codedAnew(check.frames, 'shrunk', random) })),
  },
  {
    name: '重放同一段视频，四边各裁去 1 %',
    sign: 'same-picture',
    make: (days, random) =>
      replayed(days, check => ({ ...check, frames: codedAnew(check.frames, 'cropped', random) })),
  },
  {
    name: '虚拟摄像头，名字没改',
    sign: 'virtual-camera',
    make: days => checks(days, check => ({ ...check, camera: 'ManyCam Virtual Webcam' })),
  },
  {
    name: '一张照片当画面',
    sign: 'strange-frames',
    make: days =>
      checks(days, check => ({
        ...check,
        frames: check.frames.map(frame => ({ ...frame, ...check.frames[0] })),
      })),
  },
  {
    name: '循环播放三帧',
    sign: 'strange-frames',
    make: days =>
      checks(days, check => ({
        ...check,
        frames: check.frames.map((frame, i) => ({ ...check.frames[i % 3]!, takenAt: frame.takenAt ?? 0 })),
      })),
  },
  {
    name: '程序按固定节拍送画面',
    sign: 'even-frame-times',
    make: days =>
      checks(days, check => ({
        ...check,
        frames: check.frames.map((frame, i) => ({ ...frame, takenAt: i * 250 })),
      })),
  },
  {
    name: '虚拟定位，固定一点',
    sign: 'same-coordinates',
    make: days => taps(days, tap => ({ ...tap, location: POINT })),
  },
  {
    name: '虚拟定位，每人一个固定点',
    sign: 'same-coordinates',
    make: days =>
      taps(days, (tap, _, i) => ({
        ...tap,
        location: { ...POINT, latitude: Math.round((POINT.latitude + i / 10_000) * 1e6) / 1e6 },
      })),
  },
  {
    name: '虚拟定位，每次随机偏 10 米',
    sign: null,
    make: (days, random) =>
      taps(days, tap => ({
        ...tap,
        location: {
          latitude: Math.round((POINT.latitude + random.normal() / 10_000) * 1e6) / 1e6,
          longitude: Math.round((POINT.longitude + random.normal() / 10_000) * 1e6) / 1e6,
        },
      })),
  },
  {
    name: '经纬度填反或填 0',
    sign: 'outside-china',
    make: days =>
      taps(days, (tap, _, i) => ({
        ...tap,
        location: i % 2 === 0 ? { latitude: 0, longitude: 0 } : { latitude: 80.5, longitude: 43.9 },
      })),
  },
  {
    name: '早上在外地，几分钟后“到”教室再打一次',
    sign: 'impossible-speed',
    make: days =>
      days.map(day => {
        const first = day.taps.find(tap => tap.kind === 'start' && tap.location !== null)
        if (first === undefined) return day
        const away = { latitude: 41.8, longitude: 123.43 }
        const before = {
          ...first,
          attemptId: `${first.attemptId} before`,
          at: first.at - 600 * SECOND,
          location: away,
        }
        return { ...day, taps: [...day.taps, before] }
      }),
  },
  {
    name: '脚本逐人打卡，间隔 3 秒（网络抖动 2 %）',
    sign: 'even-gaps',
    make: (days, random) => scripted(days, () => 3_000 + random.normal() * 60),
  },
  {
    name: '脚本逐人打卡，间隔随机 2–8 秒',
    sign: null,
    make: (days, random) => scripted(days, () => random.between(2_000, 8_000)),
  },
  {
    name: '定时任务，每天同一时刻前后 3 秒',
    sign: 'same-seconds',
    make: (days, random) => {
      const own = new Map(days.flatMap(day => day.taps.map(tap => [tap.person, random.between(60, 1_800)])))
      return days.map(day => ({
        ...day,
        taps: day.taps.map(tap =>
          tap.kind === 'start'
            ? {
                ...tap,
                at: Math.round(
                  day.firstStart - own.get(tap.person)! * SECOND + random.between(-3, 3) * SECOND,
                ),
                way: tap.way === 'late' ? ('without' as const) : tap.way,
              }
            : tap,
        ),
      }))
    },
  },
  {
    name: '七成不刷脸',
    sign: 'without-face',
    make: (days, random) =>
      days.map(day => ({
        ...day,
        taps: day.taps.map(tap => (random.happens(0.7) ? { ...tap, way: 'without' as const } : tap)),
      })),
  },
]

/** So many classes, one person of each. */
const CLASSES_OF_ONE_PHOTO = 6

/** What the first person of a class who is looked at shows on a day, changed. */
function showing(days: Days, n: number, change: (check: MarkedCheck) => MarkedCheck): Days {
  const [who] = someOf(days).keys()
  return days.map((day, i) => ({
    ...day,
    checks: day.checks.map(check => (i === n && check.person === who ? change(check) : check)),
  }))
}

/** Of people of several classes, each of another institution. */
const ACROSS_CLASSES: readonly Cheat[] = [
  {
    name: '一段视频两班两人各用一次，重新压缩',
    sign: 'same-picture',
    make: ([first = [], second = []], random) => {
      const clip = first.flatMap(day => day.checks)[0]?.frames ?? []
      return [
        first,
        showing(second, 9, check => ({ ...check, frames: codedAnew(clip, 'compressed', random) })),
      ]
    },
  },
  {
    name: `一张照片 ${CLASSES_OF_ONE_PHOTO} 班 ${CLASSES_OF_ONE_PHOTO} 人各用一次，每帧重新压缩`,
    sign: 'same-picture',
    make: (city, random) => {
      const photo = city[0]?.flatMap(day => day.checks)[0]?.frames[0]
      if (photo === undefined) throw new Error('nobody is looked at')
      const still = (check: MarkedCheck) => check.frames.map(({ takenAt = 0 }) => ({ ...photo, takenAt }))
      return city.slice(0, CLASSES_OF_ONE_PHOTO).map((days, n) =>
        showing(days, 3 * n, check => ({
          ...check,
          frames: codedAnew(still(check), 'compressed', random),
        })),
      )
    },
  },
]

export const CHEATS: readonly Cheat[] = [...OF_A_CLASS.map(inTheFirst), ...ACROSS_CLASSES]

/** What is no cheat and looks like one. Whoever looks at the sign finds the reason. */
const HONEST_OF_A_CLASS: readonly CheatOfAClass[] = [
  {
    name: '教室门口一台公用平板',
    sign: 'device-of-many',
    make: days => days.map(day => ({ ...day, ...onOneDevice(day) })),
  },
  {
    name: '班里一部备用手机，没电的人轮流用',
    sign: 'device-of-many',
    make: (days, random) =>
      days.map(day => {
        const lent = day.taps[random.whole(day.taps.length)]?.attemptId
        return {
          ...day,
          taps: day.taps.map(tap => (tap.attemptId === lent ? { ...tap, deviceId: 'spare phone' } : tap)),
        }
      }),
  },
  {
    name: '一人用无痕浏览，每天一个新标识',
    sign: 'many-devices',
    make: days => {
      const who = days[0]?.taps[0]?.person
      return days.map(day => ({
        ...day,
        taps: day.taps.map(tap => (tap.person === who ? { ...tap, deviceId: `private ${day.date}` } : tap)),
      }))
    },
  },
  {
    name: '同班都选择不刷脸',
    sign: 'without-face',
    make: days =>
      days.map(day => ({
        ...day,
        taps: day.taps.map(tap => (tap.way === 'face' ? { ...tap, way: 'without' as const } : tap)),
      })),
  },
]

export const HONEST: readonly Cheat[] = HONEST_OF_A_CLASS.map(inTheFirst)

const STAND = 'the tablet at the door'

function onOneDevice({ taps: all, checks: looked }: MarkedDay): Pick<MarkedDay, 'taps' | 'checks'> {
  return {
    taps: all.map(tap => ({ ...tap, deviceId: STAND })),
    checks: looked.map(check => ({ ...check, deviceId: STAND })),
  }
}
