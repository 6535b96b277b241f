/** Times are shown in Asia/Shanghai (no summer time since 1991), whatever the phone is set to. */
export const OFFSET_MS = 8 * 3_600_000
export const HOUR_MS = 3_600_000
const DAYS = ['日', '一', '二', '三', '四', '五', '六']

const local = (instant: number) => new Date(instant + OFFSET_MS).toISOString()

/** `2026-11-22` */
export const dateOf = (instant: number): string => local(instant).slice(0, 10)

/** `08:21` */
export const hourMinute = (instant: number): string => local(instant).slice(11, 16)

/** `08:21:07` */
export const hourMinuteSecond = (instant: number): string => local(instant).slice(11, 19)

/** `11月22日 周日` of a date `2026-11-22`. */
export function dateInWords(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 周${DAYS[day.getUTCDay()]}`
}

/** `11月22日（周日）`: the same amid a sentence, which no space is to part. */
export const dateInSentence = (date: string): string => dateInWords(date).replace(/ (周.)$/, '（$1）')

/** `2027年1月31日` of a date `2027-01-31`: one that is a year's or more away. */
export function fullDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `11月22日 08:21` */
export const dayAndTime = (instant: number): string =>
  `${Number(local(instant).slice(5, 7))}月${Number(local(instant).slice(8, 10))}日 ${hourMinute(instant)}`

/** `08:21`, with the date before it where that is another than `date`. */
export const timeOn = (date: string, instant: number): string =>
  dateOf(instant) === date ? hourMinute(instant) : dayAndTime(instant)

/** `08:21 点击，09:31 到达` of a tap that waited on a phone. */
export const bothTimes = (
  { at, arrivedAt }: { readonly at: number; readonly arrivedAt: number },
  date: string,
): string => `${timeOn(date, at)} 点击，${timeOn(date, arrivedAt)} 到达`

/** `08:30–11:40` */
export const span = ({ start, end }: { readonly start: number; readonly end: number }): string =>
  `${hourMinute(start)}–${hourMinute(end)}`

/** `07:05` of minutes and seconds, `61:00` beyond an hour; never below nothing. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return [Math.floor(seconds / 60), seconds % 60].map(part => String(part).padStart(2, '0')).join(':')
}

/** `1 小时 23 分` or `23 分 05 秒`; never below nothing. */
export function durationInWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`
  return `${minutes} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
}

/** `20 分 03 秒`, `1 小时 2 分 03 秒`: a stretch to the second, for a recording. */
export function stretch({ start, end }: { readonly start: number; readonly end: number }): string {
  const seconds = Math.floor((end - start) / 1000)
  const hours = Math.floor(seconds / 3600)
  const rest = `${Math.floor((seconds % 3600) / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`
  return hours > 0 ? `${hours} 小时 ${rest}` : rest
}
