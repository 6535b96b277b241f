import type { CameraDayView, CameraState, ClassDayDetail } from '../../cloudfunctions/contract/app'
import { dateInSentence } from './time'

/** So many days after a day the platform surely keeps its recordings, and the day waits for a camera to come back. */
export const DAYS_OF_WAITING = 7

const DAY_MS = 86_400_000

/** The last date on which what is missing may still be found, `11月30日（周一）`. */
export function waitsUntil(date: string): string {
  const last = new Date(Date.parse(`${date}T00:00:00Z`) + DAYS_OF_WAITING * DAY_MS)
  return dateInSentence(last.toISOString().slice(0, 10))
}

type Advice = (until: string) => string

/** For each state of a camera's day that is not plainly known: what it means, who acts, and until when. */
const advice: Readonly<Partial<Record<CameraState, Advice>>> = {
  'no-recordings': () => '查询过了，到查询时平台上没有录像。',
  'not-asked': () => '下课后系统会自动查询，也可以现在查询。没有查询过，不等于没有录像。',
  'camera-offline': until =>
    `录像可能还在存储卡里。请承训单位在 ${until}前给摄像头通电、联网，系统会自动再查。`,
  unreachable: until =>
    `系统会自动再查，直到 ${until}。一直没有答复的话，请管理员检查平台账号。没有答复，不等于没有录像。`,
  'retention-passed': () =>
    `第一次查询时已超过 ${DAYS_OF_WAITING} 天，平台可能已经清除了一部分或全部，原来有没有已无法知道。录像不够的，请监管人员要求说明后核定。`,
  'deleted-since': () => '平台列出过这些录像，现在没有了。查到过的时段仍然计入，请监管人员要求说明。',
}

/** What there is to say of a camera's day beside its state; null where its recordings say it all. */
export const adviceFor = ({ state }: Pick<CameraDayView, 'state'>, date: string): string | null =>
  advice[state]?.(waitsUntil(date)) ?? null

/** Why a day waits and what ends the waiting; null for a day that does not wait. */
export function waitingInWords({ row }: Pick<ClassDayDetail, 'row'>): string | null {
  if (row.status !== 'waiting') return null
  return `有的录像还没查清，当天既不判合格，也不判缺录像。最晚等到 ${waitsUntil(row.date)}；到时仍查不到，由监管人员按现有证据核定。`
}
