import { compareBy, compareCodePoints } from '../order'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedCheck, MarkedDay } from './marked-day'
import { grouped, spanUpTo } from './seen'
import type { EvenFrameTimes, StrangeFrames, VirtualCamera } from './signal'

/**
 * Worked, with names that hold `obs`, `manycam`, `e2esoft` or `虚拟`, but for `obsbot`: "OBS Virtual Camera", "ManyCam
 * Virtual Webcam", "e2eSoft iVCam" and "腾讯会议虚拟摄像头" are; "camera2 1, facing front", "Integrated Camera
 * (04f2:b6d9)", "FaceTime HD Camera" and "OBSBOT Tiny 4K" (a camera of glass) are not.
 */
export function isVirtualCamera(label: string, { programs, honest }: RuleOf<'virtual-camera'>): boolean {
  const plain = label.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  const withoutHonest = honest.names.reduce((name, one) => name.replaceAll(one, ''), plain)
  return programs.names.some(program => withoutHonest.includes(program))
}

export function virtualCameras(day: MarkedDay, rule: RuleOf<'virtual-camera'>): VirtualCamera[] {
  return inOrder(day.checks).flatMap(({ traineeId, checkId, camera }) =>
    camera !== null && isVirtualCamera(camera, rule)
      ? [{ kind: 'virtual-camera', traineeId, checkId, label: camera }]
      : [],
  )
}

/**
 * Frames that no sensor gives: its noise makes each another one, to the byte. A slow phone hands out one frame twice, one
 * right after the other, which says nothing.
 * Worked, with 4 still frames and 1 that came again: A A A A: 4 frames, all the same, a sign. A A A: too few. A A B B C:
 * none. A B A: the first came again after another, a sign.
 */
export function strangeFrames(day: MarkedDay, rule: RuleOf<'strange-frames'>): StrangeFrames[] {
  return inOrder(day.checks).flatMap(({ traineeId, checkId, frames }) => {
    const hashes = frames.map(({ exact }) => exact)
    const distinct = new Set(hashes).size
    const cameAgain = hashes.filter((hash, i) => i > 0 && hash !== hashes[i - 1] && hashes.indexOf(hash) < i)
    const isStill = distinct === 1 && hashes.length >= rule.stillFrames.value
    if (!isStill && cameAgain.length < rule.cameAgain.value) return []
    const counts = { frames: hashes.length, distinct, cameAgain: cameAgain.length }
    return { kind: 'strange-frames', traineeId, checkId, ...counts }
  })
}

/**
 * Checks of one device whose frames come at intervals that are even, and the same in most of them, to the millisecond:
 * phones take them a little sooner or later each, some of them seldom.
 * Worked, with 6 intervals, 0 ms, 4 checks and 75 % within 14 days: frames at 0, 250, 500, … 1,500 in four checks of the
 * phone D up to 2024-06-20, and with one at 501 in a fifth: 4 of 5 (80 %), a sign. In three: none. In four of six: none.
 */
export function evenFrameTimes(
  day: MarkedDay,
  history: History,
  rule: RuleOf<'even-frame-times'>,
): EvenFrameTimes[] {
  const span = spanUpTo(day.date, rule.withinDays.value)
  const today = new Set(day.checks.map(({ checkId }) => checkId))
  const devices = [...grouped(day.checks, ({ deviceId }) => deviceId).keys()].sort(compareCodePoints)
  return devices.flatMap(deviceId => {
    const told = history.checksWith(deviceId, span).filter(check => intervalsOf(check).length > 0)
    const paces = grouped(told, check => paceKey(check, rule))
    return [...paces.values()].flatMap(same => {
      if (same.length * 100 < rule.percent.value * told.length) return []
      const checks = inOrder(same)
      const last = checks.filter(({ checkId }) => today.has(checkId)).at(-1)
      if (last === undefined || checks.length < rule.checks.value) return []
      return {
        kind: 'even-frame-times',
        traineeId: last.traineeId,
        checkIds: checks.map(({ checkId }) => checkId),
        intervals: rule.intervals.value,
        everyMs: intervalsOf(last)[0] ?? 0,
      }
    })
  })
}

/** The same for checks of the same pace. Null: not even, too short, or the phone did not say. */
function paceKey(check: MarkedCheck, rule: RuleOf<'even-frame-times'>): string | null {
  const intervals = intervalsOf(check)
  if (intervals.length < rule.intervals.value) return null
  const shortest = Math.min(...intervals)
  return Math.max(...intervals) - shortest <= rule.spreadMs.value ? String(shortest) : null
}

/** None where the phone did not say of each frame when it was taken. */
function intervalsOf({ frames }: MarkedCheck): number[] {
  const times = frames.flatMap(({ takenAt }) => takenAt ?? [])
  return times.length < frames.length ? [] : times.slice(1).map((time, i) => time - times[i]!)
}

function inOrder<C extends MarkedCheck>(checks: readonly C[]): C[] {
  return [...checks].sort(byTime)
}

const byTime = compareBy<MarkedCheck>(
  check => check.at,
  check => check.checkId,
)
