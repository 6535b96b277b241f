import { compareBy } from '../order'
import { bitsApart, type Looks } from './alike'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedCheck, MarkedDay } from './marked-day'
import type { Album } from './picture-index'
import { isWithin, spanUpTo } from './seen'
import type { SamePicture } from './signal'

type Rule = RuleOf<'same-picture'>

/**
 * The same picture in two checks, over all classes: one frame to the byte, which no camera gives twice; or most of the
 * distinct looks of a check nearly the same in another one. One look alone says nothing: among some hundred thousand
 * there are people who look alike before the same wall. A device that stands in a room for many people shows that room
 * again and again: among its checks only the byte counts (that it is of many is a sign of its own).
 * One's own checks are alike where one sits on the same chair each day: there all looks must be the same to the bit.
 * Worked, with 2 bits, 3 looks and 75 % (one's own: 0 bits, 4 looks and all of them): on 2024-06-20 a check of five
 * frames, the second 1 bit from the first: 4 looks. One of another person on 06-12 has three of them within 2 bits: 3 of
 * 4 (75 %), a sign. Two of them: none. Of six looks 4 (66 %): none. One of the same person on 06-12 has three of the four
 * to the bit: none; all four: a sign.
 */
export function samePictures(
  day: MarkedDay,
  history: History,
  rule: Rule,
  isOfMany: (deviceId: string) => boolean,
): SamePicture[] {
  if (day.checks.length === 0) return []
  const span = spanUpTo(day.date, rule.withinDays.value)
  const index = history.pictures(rule)
  return [...day.checks].sort(byTime).flatMap(check => {
    const album = index.albumOf(check)
    if (album === null) return []
    return index
      .near(album)
      .filter(other => isWithin(other.check.day, span) && isBefore(other.check, album.check))
      .sort((a, b) => byTime(a.check, b.check))
      .flatMap(other => samePicture(album, other, rule, isOfMany) ?? [])
      .slice(0, 1)
  })
}

function samePicture(
  { check, exact, looks }: Album,
  other: Album,
  rule: Rule,
  isOfMany: (deviceId: string) => boolean,
): SamePicture | null {
  const inBytes = [...exact].filter(hash => other.exact.has(hash)).length
  const sameRoom =
    check.deviceId !== null && check.deviceId === other.check.deviceId && isOfMany(check.deviceId)
  const samePerson = other.check.person === check.person
  const { bits, least, percent } = nearness(rule, samePerson)
  const near = sameRoom ? 0 : nearIn(looks, other.looks, bits)
  const isNear = near >= least && near * 100 >= percent * looks.length
  if (inBytes < rule.exactFrames.value && !isNear) return null
  const { classId, date, traineeId, checkId, at } = other.check
  return {
    kind: 'same-picture',
    traineeId: check.traineeId,
    checkId: check.checkId,
    other: { classId, date, traineeId, checkId, at, samePerson },
    exact: inBytes,
    near,
    looks: looks.length,
  }
}

function nearness(rule: Rule, samePerson: boolean) {
  return samePerson
    ? { bits: rule.ownBits.value, least: rule.ownLooks.value, percent: rule.ownPercent.value }
    : { bits: rule.nearBits.value, least: rule.nearLooks.value, percent: rule.nearPercent.value }
}

/** How many of the looks the others have, too; each of theirs stands for one alone. */
function nearIn(looks: readonly Looks[], others: readonly Looks[], bits: number): number {
  const free = [...others]
  let near = 0
  for (const look of looks) {
    const at = free.findIndex(other => bitsApart(look, other) <= bits)
    if (at < 0) continue
    free.splice(at, 1)
    near += 1
  }
  return near
}

const byTime = compareBy<MarkedCheck>(
  check => check.at,
  check => check.checkId,
)

function isBefore(a: MarkedCheck, b: MarkedCheck): boolean {
  return byTime(a, b) < 0
}
