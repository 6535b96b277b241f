import type { MyDays } from '../../../cloudfunctions/contract/app'

type Threshold = MyDays['forecast']['thresholds'][number]
type Prospect = Threshold['ifNoneConfirmed']

/** One thing that may come; `tone` says whether it needs care. */
export interface Outlook {
  /** On what it hangs; empty: on nothing. */
  readonly if: string
  /** One sentence, in parts that are not to be broken. */
  readonly clauses: readonly string[]
  readonly tone: 'good' | 'wait' | 'bad' | 'quiet'
}

export const thresholdMeaning: Readonly<Record<Threshold['kind'], string>> = {
  subsidy: '不满就没有补贴',
  'whole-cost': '满了成本补贴不打折',
}

/** `11月26日` of a date. */
const monthAndDay = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`

/** @param isOver no day is to come */
export function prospectInWords(
  prospect: Prospect,
  percent: number,
  isOver: boolean,
): Pick<Outlook, 'clauses' | 'tone'> {
  if (prospect.kind === 'reached') return { clauses: [`已达到 ${percent}%`], tone: 'good' }
  if (prospect.kind === 'out-of-reach') {
    const { hoursShort } = prospect
    const clauses = isOver
      ? [`没有达到 ${percent}%，`, `差 ${hoursShort} 学时`]
      : [`已够不到 ${percent}%，`, `后面全勤也还差 ${hoursShort} 学时`]
    return { clauses, tone: 'bad' }
  }
  const { fullDays, on, mayMiss, oneMoreMissed } = prospect
  const below = oneMoreMissed === 'surely-lost' ? '将低于' : '可能低于'
  return {
    clauses: [
      `再满 ${fullDays} 天可达 ${percent}%，`,
      `最早 ${monthAndDay(on)}；`,
      `再缺 ${mayMiss + 1} 天${below} ${percent}%`,
    ],
    tone: mayMiss === 0 ? 'wait' : 'quiet',
  }
}

/** What may become of a threshold: one sentence, or two where it hangs on hours that wait for a reviewer. */
export function outlooks(
  { percent, ifNoneConfirmed, ifAllConfirmed }: Threshold,
  waitingHours: number,
  isOver: boolean,
): readonly Outlook[] {
  const none = prospectInWords(ifNoneConfirmed, percent, isOver)
  const all = prospectInWords(ifAllConfirmed, percent, isOver)
  if (none.clauses.join('') === all.clauses.join('')) return [{ if: '', ...none }]
  return [
    { if: `待确认的 ${waitingHours} 学时都通过`, ...all },
    { if: '都没有通过', ...none },
  ]
}
