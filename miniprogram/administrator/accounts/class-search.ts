import type { ClassToGive } from '../../../cloudfunctions/contract/accounts'
import { fullDate } from '../../components/time'

const byName = (a: ClassToGive, b: ClassToGive) => a.title.localeCompare(b.title, 'zh-CN')
const beginning = ({ dates }: ClassToGive) => dates?.from ?? ''

/** Those that go on or are to come before those that are over; of either, those that began last before the others. */
export const inOrder = (classes: readonly ClassToGive[]): readonly ClassToGive[] =>
  [...classes].sort(
    (a, b) => Number(a.over) - Number(b.over) || beginning(b).localeCompare(beginning(a)) || byName(a, b),
  )

/** `2026年11月2日–12月4日`; the second year is said where it is another. */
function datesInWords({ dates, over }: ClassToGive): string {
  if (dates === null) return '还没有课表'
  const from = fullDate(dates.from)
  const to = fullDate(dates.to)
  const [year = ''] = from.split('年')
  const span = to.startsWith(`${year}年`) ? `${from}–${to.slice(year.length + 1)}` : `${from}–${to}`
  return over ? `${span}（已结束）` : span
}

/** When, where and whose it is: classes of one name are told apart by these. */
export const particularsOf = (one: ClassToGive): readonly string[] => [
  one.room === null ? datesInWords(one) : `${datesInWords(one)} · ${one.room}`,
  one.provider,
]

/** As a finger types it: full width or not, in whatever case. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Those in which each of the words stands somewhere; first those that are called just so. */
export function found(classes: readonly ClassToGive[], typed: string): readonly ClassToGive[] {
  const whole = plain(typed).trim()
  const words = whole.split(/\s+/)
  const some = classes.filter(one => {
    const said = plain([one.title, ...particularsOf(one), one.classId].join(' '))
    return words.every(word => said.includes(word))
  })
  const isCalledSo = ({ title }: ClassToGive) => plain(title).startsWith(whole)
  return [...some.filter(isCalledSo), ...some.filter(one => !isCalledSo(one))]
}
