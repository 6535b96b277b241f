import { compareBy } from '../order'
import type { RuleOf } from './figures'
import type { History } from './history'
import type { MarkedCheck, MarkedDay } from './marked-day'
import { type Album, areNear, type Look } from './picture-index'
import { isWithin, type SeenCheck, spanUpTo } from './seen'
import type { SamePicture } from './signal'

type Rule = RuleOf<'same-picture'>

/**
 * The same picture in two checks, over all classes: one frame to the byte, which no camera gives twice; or most of the
 * distinct looks of a check nearly the same in another one; or one look nearly the same in the checks of several people.
 * One look that two people have alone says nothing: among some hundred thousand there are people who look alike before
 * the same wall. A device that stands in a room for many people shows that room again and again: among its checks only
 * the byte counts (that it is of many is a sign of its own). One's own checks are alike where one sits on the same chair
 * each day: there all looks must be the same to the bit. Of several checks that are a sign, another person's is told
 * before one's own, then the one with more frames to the byte, with more looks, and the earliest.
 * Worked, with 1 frame to the byte, 2 bits, 3 looks and 75 % (one's own: 0 bits, 4 looks and all of them) and 3 people: on
 * 2024-06-20 a check of five frames, the second 2 bits from the first: 4 looks. One of another person on 06-12 has one of
 * the five frames to the byte: a sign. One has three of the looks within 2 bits: 3 of 4 (75 %), a sign. Two of them: none.
 * Of six looks 4 (66 %): none. One of the same person on 06-12 has three of the four to the bit: none; all four: a sign.
 * One look is within 2 bits in a check of a second person: none; in one of a third, too: a sign of 3 people.
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
    const before = index
      .near(album)
      .filter(other => isWithin(other.check.day, span) && isBefore(other.check, album.check))
    return told(
      album,
      before.map(other => compared(album, other, rule, isOfMany)),
      rule,
    )
  })
}

/** What a check before has in common with the one that is looked at. */
interface Compared {
  readonly other: SeenCheck
  readonly samePerson: boolean
  /** Frames that are the same to the byte. */
  readonly exact: number
  /** As many looks of this check as have one each in the other that is nearly the same. */
  readonly near: number
  readonly isSign: boolean
  /** Looks of this check that the other has nearly the same; none where these say nothing alone. */
  readonly shared: readonly Look[]
}

function compared(
  { check, exact, looks }: Album,
  other: Album,
  rule: Rule,
  isOfMany: (deviceId: string) => boolean,
): Compared {
  const samePerson = other.check.person === check.person
  const inBytes = [...exact].filter(hash => other.exact.has(hash)).length
  const { bits, least, percent } = nearness(rule, samePerson)
  const neighbours = isOneRoom(check, other.check, isOfMany)
    ? looks.map(() => [])
    : looks.map(look => other.looks.filter(one => areNear(look, one, bits)))
  const near = mostPairs(neighbours)
  const isNear = near >= least && near * 100 >= percent * looks.length
  return {
    other: other.check,
    samePerson,
    exact: inBytes,
    near,
    isSign: inBytes >= rule.exactFrames.value || isNear,
    shared: samePerson ? [] : looks.filter((_, i) => neighbours[i]!.length > 0),
  }
}

function isOneRoom(a: SeenCheck, b: SeenCheck, isOfMany: (deviceId: string) => boolean): boolean {
  return a.deviceId !== null && a.deviceId === b.deviceId && isOfMany(a.deviceId)
}

function nearness(rule: Rule, samePerson: boolean) {
  return samePerson
    ? { bits: rule.ownBits.value, least: rule.ownLooks.value, percent: rule.ownPercent.value }
    : { bits: rule.nearBits.value, least: rule.nearLooks.value, percent: rule.nearPercent.value }
}

const byWeight = compareBy<Compared>(
  ({ samePerson }) => Number(samePerson),
  ({ exact }) => -exact,
  ({ near }) => -near,
  ({ other }) => other.at,
  ({ other }) => other.checkId,
)

function told({ check, looks }: Album, all: readonly Compared[], rule: Rule): SamePicture[] {
  const ofSeveral = looks.filter(
    look =>
      peopleOf(
        all.filter(one => one.shared.includes(look)),
        check,
      ) >= rule.stillPeople.value,
  )
  const signs = all.filter(one => one.isSign || one.shared.some(look => ofSeveral.includes(look)))
  const [first] = signs.sort(byWeight)
  if (first === undefined) return []
  const { classId, date, traineeId, checkId, at } = first.other
  return [
    {
      kind: 'same-picture',
      traineeId: check.traineeId,
      checkId: check.checkId,
      other: { classId, date, traineeId, checkId, at, samePerson: first.samePerson },
      exact: first.exact,
      near: first.near,
      looks: looks.length,
      people: peopleOf(signs, check),
    },
  ]
}

/** Different people, the one who is looked at included. */
function peopleOf(all: readonly Compared[], { person }: SeenCheck): number {
  return new Set([person, ...all.map(({ other }) => other.person)]).size
}

/**
 * How many can have one each, and none two the same (Kuhn): whoever comes may have one that is taken, where its holder
 * finds another. Taking the first that is free would give less or more by the order alone.
 * @param neighbours of each, those that it may have
 */
function mostPairs<T>(neighbours: readonly (readonly T[])[]): number {
  const holders = new Map<T, number>()
  const finds = (i: number, tried: Set<T>): boolean =>
    neighbours[i]!.some(one => {
      if (tried.has(one)) return false
      tried.add(one)
      const holder = holders.get(one)
      if (holder !== undefined && !finds(holder, tried)) return false
      holders.set(one, i)
      return true
    })
  return neighbours.filter((_, i) => finds(i, new Set())).length
}

const byTime = compareBy<MarkedCheck>(
  check => check.at,
  check => check.checkId,
)

function isBefore(a: MarkedCheck, b: MarkedCheck): boolean {
  return byTime(a, b) < 0
}
