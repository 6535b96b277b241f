import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import {
  placesOf,
  type Signal,
  type SignalKind,
  type SignalsView,
} from '../../cloudfunctions/contract/signals'
import { dateInWords, dayAndTime, hourMinute } from '../components/time'

/** What was seen, what may honestly be behind it, and for whom one asks. Signs say nothing of anybody's guilt. */
export interface SignalWords {
  readonly title: string
  readonly seen: string
  readonly maybe: string
}

type Of<K extends SignalKind> = Extract<Signal, { readonly kind: K }>

interface Names {
  /** Of this class by name; of another one by the class and the masked name. */
  person(traineeId: string, classId?: string): string
  /** In brackets; empty: it is this one. */
  otherClass(classId: string): string
}

type Writer<K extends SignalKind> = (signal: Of<K>, name: Names, detail: ClassDayDetail) => SignalWords

const NO_OTHERS = { classes: [], others: [] }

function namesIn({ row, trainees, signals }: ClassDayDetail): Names {
  const { classes, others } = signals ?? NO_OTHERS
  const names = new Map(trainees.map(({ traineeId, name }) => [traineeId, name]))
  const titles = new Map(classes.map(({ classId, title }) => [classId, title]))
  const titleOf = (classId: string) => titles.get(classId) ?? `班级 ${classId} `
  return {
    person: (traineeId, classId = row.classId) =>
      classId === row.classId
        ? (names.get(traineeId) ?? `已不在名单里的学员（编号 ${traineeId}）`)
        : `${titleOf(classId)}的${nameAmong(others, traineeId, classId)}`,
    otherClass: classId => (classId === row.classId ? '' : `（${titleOf(classId)}）`),
  }
}

/** With the number where a class has two who are masked alike. */
function nameAmong(others: SignalsView['others'], traineeId: string, classId: string): string {
  const ofClass = others.filter(one => one.classId === classId)
  const name = ofClass.find(one => one.traineeId === traineeId)?.maskedName
  if (name === undefined) return `学员（编号 ${traineeId}，已不在名单里）`
  return ofClass.filter(one => one.maskedName === name).length > 1 ? `${name}（编号 ${traineeId}）` : name
}

/** A day of another class that a sign names. */
export interface OtherDay {
  readonly classId: string
  readonly date: string
  readonly title: string
}

/** Of each class the first day that is told, which is its latest. */
export function otherDays(signal: Signal, { signals }: ClassDayDetail): readonly OtherDay[] {
  const places = placesOf(signal)
  return (signals?.classes ?? []).flatMap(({ classId, title }) => {
    const place = places.find(seen => seen.classId === classId)
    return place ? [{ classId, date: place.date, title }] : []
  })
}

const phone = (deviceId: string) => `手机 ${deviceId.slice(-6)}`
const kindWords = { start: '签到', end: '签退' } as const
const percent = (part: number, of: number) => (of === 0 ? '0' : ((part / of) * 100).toFixed(0))
const seconds = (ms: number) => (ms / 1_000).toFixed(1)

/** The first three and how many there are. */
function some(names: readonly string[], count = names.length): string {
  const distinct = [...new Set(names)]
  const shown = distinct.slice(0, 3).join('、')
  return count > 3 || distinct.length > 3 ? `${shown}等 ${Math.max(count, distinct.length)} 人` : shown
}

const WRITERS: { readonly [K in SignalKind]: Writer<K> } = {
  'device-of-many': ({ deviceId, people, regularly, withinDays, seen }, name) => ({
    title: '一部手机为多人打卡',
    seen: `${phone(deviceId)} 在 ${withinDays} 天里为 ${people} 人打过卡，其中 ${regularly} 人在多天用它：${some(
      seen.map(({ traineeId, classId }) => name.person(traineeId, classId)),
      people,
    )}。`,
    maybe: '也可能是教室公用的平板、家人合用的手机，或借给没电的同学。',
  }),
  'many-devices': ({ traineeId, devices, withinDays, seen }, name) => ({
    title: '一人用过多部手机',
    seen: `${name.person(traineeId)}在 ${withinDays} 天里用过 ${devices} 部手机打卡：${seen
      .slice(0, 4)
      .map(({ deviceId, date }) => `${deviceId.slice(-6)}（最近一次 ${dateInWords(date)}）`)
      .join('、')}。`,
    maybe: '也可能是换了手机、清了缓存，或用无痕方式打开网页。',
  }),
  'same-picture': ({ traineeId, other, exact, near, looks, people }, name) => ({
    title: '两次刷脸的画面相同或几乎相同',
    seen: `${name.person(traineeId)}当天的一次刷脸，与${other.samePerson ? `本人${name.otherClass(other.classId)}` : name.person(other.traineeId, other.classId)} ${dayAndTime(
      other.at,
    )} 的一次：${exact > 0 ? `${exact} 帧逐字节相同` : `${looks} 帧不同画面里有 ${near} 帧几乎相同`}。${people > 2 ? `这样的画面一共出现在 ${people} 人的刷脸里。` : ''}`,
    maybe: '也可能是每次都坐在同一处、背景和姿势都一样。逐字节相同则很少见。照片没有保存，只比对校验码。',
  }),
  'virtual-camera': ({ traineeId, label }, name) => ({
    title: '摄像头名称像软件',
    seen: `${name.person(traineeId)}刷脸时，浏览器报告的摄像头叫“${label}”。`,
    maybe: '也可能是电脑上装了会议、直播软件，被浏览器默认选中。',
  }),
  'strange-frames': ({ traineeId, frames, distinct, cameAgain }, name) => ({
    title: '刷脸画面不像摄像头拍的',
    seen:
      distinct === 1
        ? `${name.person(traineeId)}的一次刷脸共 ${frames} 帧，全部逐字节相同。`
        : `${name.person(traineeId)}的一次刷脸共 ${frames} 帧，其中 ${cameAgain} 帧在隔了别的画面之后又原样出现。`,
    maybe: '也可能是手机的相机卡住了。',
  }),
  'even-frame-times': ({ traineeId, checkIds, intervals, everyMs }, name) => ({
    title: '刷脸画面的间隔太均匀',
    seen: `${name.person(traineeId)}所用手机的 ${checkIds.length} 次刷脸，每次至少 ${intervals} 个间隔都正好是 ${everyMs} 毫秒。`,
    maybe: '也可能是某些手机的拍摄节拍本来就很准。',
  }),
  'same-coordinates': ({ among, latitude, longitude, traineeIds, dates, taps }, name) => ({
    title: '定位坐标一个数字不差',
    seen: `${some(traineeIds.map(id => name.person(id)))}${among === 'days' ? `最近 ${dates.length} 天` : '当天'}共 ${taps} 次打卡，坐标都是 ${latitude}，${longitude}。`,
    maybe: '也可能是室内没有卫星信号，手机一直按网络给出同一个点。',
  }),
  'outside-china': ({ traineeId, latitude, longitude, swapped }, name) => ({
    title: '定位不在国内',
    seen: `${name.person(traineeId)}的一次打卡定位在 ${latitude}，${longitude}${swapped ? '，像是经纬度填反了' : ''}。`,
    maybe: '也可能是手机定位出错，或用了代理网络。',
  }),
  'impossible-speed': ({ traineeId, from, to, meters, kmPerHour }, name) => ({
    title: '两次打卡相距太远',
    seen: `${name.person(traineeId)}${dayAndTime(from.at)}${name.otherClass(from.classId)} 与 ${dayAndTime(to.at)}${name.otherClass(to.classId)} 两次打卡相距 ${Math.round(meters / 1_000)} 公里，折合每小时 ${kmPerHour} 公里。`,
    maybe: '也可能其中一次定位出错。',
  }),
  'even-gaps': ({ of, attemptIds, shortestMs, longestMs }, _, { attempts }) => ({
    title: `${kindWords[of]}的间隔太均匀`,
    seen: `全班 ${attemptIds.length} 人接连${kindWords[of]}${since(attempts, attemptIds)}，前后两人都隔 ${seconds(shortestMs)} 到 ${seconds(longestMs)} 秒。`,
    maybe: '也可能是排队逐个打卡，恰好每人用时一样。',
  }),
  'same-seconds': ({ of, traineeIds, among, days, withinMs }, name) => ({
    title: `每天同一时刻${kindWords[of]}`,
    seen: `${some(traineeIds.map(id => name.person(id)))}（${among} 人中的 ${traineeIds.length} 人）在最近的上课日里，至少 ${days} 天都在同样的 ${withinMs / 1_000} 秒内${kindWords[of]}。`,
    maybe: '也可能是听到铃声或老师口令一起打卡。',
  }),
  'without-face': ({ without, of, othersWithout, othersOf, withinDays }) => ({
    title: '全班不刷脸的占比偏高',
    seen: `${withinDays} 天里这个班 ${of} 次打卡有 ${without} 次没有刷脸（${percent(without, of)} %），其他班级合计 ${percent(othersWithout, othersOf)} %。`,
    maybe: '不刷脸是每位学员的权利，这里只看全班，不看个人。也可能是光线、设备的原因，或大家都选择了不刷脸。',
  }),
}

export function signalWords<K extends SignalKind>(signal: Of<K>, detail: ClassDayDetail): SignalWords {
  const write: Writer<K> = WRITERS[signal.kind as K]
  return write(signal, namesIn(detail), detail)
}

function since(attempts: ClassDayDetail['attempts'], attemptIds: readonly string[]): string {
  const first = attempts.find(({ attemptId }) => attemptId === attemptIds[0])
  return first ? `（${hourMinute(first.at)} 起）` : ''
}
