import type { DateText, TrainingClass } from '../../domain/model'
import { dateText, dayNumber } from '../../domain/time'
import { PURGED_KINDS, type PurgedKind } from '../documents/purges'

/** What is kept of check-ins, by what it is for and how long. */
export const RETAINED_KINDS = [
  'photos',
  ...PURGED_KINDS,
  'verdicts',
  'location',
  'device',
  'consents',
  'accesses',
] as const
export type RetainedKind = (typeof RETAINED_KINDS)[number]

/**
 * `never`: it is not kept at all; `days`: it is removed that many days after the class's last lesson (`class`) or after
 * its own date (`date`), and that the removal was done is kept; `evidence`: it stands in the chain of events by which
 * subsidy was paid, of which no link can be taken out, and goes with the file of the money.
 */
export type Term = TermInDays | { readonly kept: 'never' } | { readonly kept: 'evidence' }

interface TermInDays {
  readonly kept: 'days'
  readonly days: number
  readonly after: 'class' | 'date'
}

export interface Retention<T extends Term = Term> {
  readonly term: T
  /** What exactly, what for, on what ground: in Chinese, for docs and whoever asks. */
  readonly what: string
  readonly purpose: string
  readonly basis: string
}

/**
 * The terms in force from a date on. A changed term is a new edition, and what is older keeps its own: a template that of
 * the day of its enrolment, everything else that of its date. What has a term in days is what the purge removes.
 */
export interface RetentionEdition {
  readonly version: string
  readonly from: DateText
  readonly kinds: {
    readonly [K in RetainedKind]: Retention<K extends PurgedKind ? TermInDays : Exclude<Term, TermInDays>>
  }
}

const LEAST_STORAGE = '《人脸识别技术应用安全管理办法》：保存期限不超过实现处理目的所必需的最短时间'
const DELETION = '《个人信息保护法》第四十七条：目的已实现、期限届满或撤回同意的，应当删除'
const EVIDENCE = '长春市项目制培训实施方案三（三）：打卡和录像是拨付补贴的依据，随资金档案保存'
const RECORDS = '《个人信息保护法》第五十五、五十六条：处理情况记录至少保存三年'

const EDITIONS: readonly RetentionEdition[] = [
  {
    version: 'retention-1',
    from: '2024-03-25',
    kinds: {
      photos: {
        term: { kept: 'never' },
        what: '拍下的人脸画面、登记时的照片',
        purpose: '只在内存里比对一次',
        basis: LEAST_STORAGE,
      },
      template: {
        term: { kept: 'days', days: 30, after: 'class' },
        what: '人脸特征数字（加密）和所用模型的校验值',
        purpose: '签到时与画面比对',
        basis: `${LEAST_STORAGE}；${DELETION}`,
      },
      'room-codes': {
        term: { kept: 'days', days: 30, after: 'date' },
        what: '哪位教师在哪一天展示过课堂签到码',
        purpose: '判断签到码是否有效；用码签到时，展示人已写入那次签到',
        basis: DELETION,
      },
      'signal-marks': {
        term: { kept: 'days', days: 60, after: 'date' },
        what: '查找迹象用的标记：谁在何时用哪台设备、在什么位置打卡，画面校验码（不能还原出画面）',
        purpose: '跨班、跨日查找同一设备、同一画面等需要人看一眼的迹象',
        basis: DELETION,
      },
      'day-signals': {
        term: { kept: 'days', days: 365, after: 'date' },
        what: '找到的迹象：涉及的学员、设备编号、位置、摄像头名称和时间，可能有别的班的学员',
        purpose: '供监管和审计人员在核查、结算和审计时看一眼；所依据的打卡证据另外保存',
        basis: `${LEAST_STORAGE}；${DELETION}`,
      },
      backups: {
        term: { kept: 'days', days: 30, after: 'date' },
        what: '程序自己放在数据目录里的备份（升级前、恢复前的，和没有写明存到哪里的），里面有当天的人脸特征',
        purpose: '退回升级或恢复以前；误删时找回',
        basis: `${LEAST_STORAGE}；${DELETION}`,
      },
      verdicts: {
        term: { kept: 'evidence' },
        what: '每次核验的结果、相似程度、动作是否完成、画面校验码（不能还原出画面）、摄像头名称',
        purpose: '说明一次签到为什么算数或不算数；查同一画面重复使用',
        basis: EVIDENCE,
      },
      location: {
        term: { kept: 'evidence' },
        what: '点击签到时的位置',
        purpose: '判断是否在培训地点',
        basis: EVIDENCE,
      },
      device: {
        term: { kept: 'evidence' },
        what: '签到所用设备的编号（随机生成，不是手机号）',
        purpose: '发现多人共用一台设备',
        basis: EVIDENCE,
      },
      consents: {
        term: { kept: 'evidence' },
        what: '同意、撤回、登记、销毁、选择打卡方式的时间和经手人（不含人脸信息）',
        purpose: '证明处理经过同意、撤回后已经销毁',
        basis: RECORDS,
      },
      accesses: {
        term: { kept: 'evidence' },
        what: '谁在什么时候查阅或办理了什么',
        purpose: '审计',
        basis: RECORDS,
      },
    },
  },
]

/** The first edition also holds for whatever is older than it. */
export function termsOn(date: DateText): RetentionEdition {
  return EDITIONS.filter(({ from }) => from <= date).at(-1) ?? EDITIONS[0]!
}

/** Dates, both included, whose records are past their term by an edition. */
export interface DatesOver {
  /** Left out: without a bound. */
  readonly from?: DateText
  readonly to: DateText
  /** The edition's version. */
  readonly terms: string
}

/**
 * The dates of which nothing of a kind may be kept any more: each by the edition in force on it, whatever holds today.
 * Worked: on 2024-07-04, with 30 days, all up to 2024-06-03.
 */
export function datesOver(
  kind: Exclude<PurgedKind, 'template'>,
  today: DateText,
  editions: readonly RetentionEdition[] = EDITIONS,
): readonly DatesOver[] {
  return editions.flatMap(({ version, from, kinds }, place) => {
    const next = editions[place + 1]
    const over = daysAfter(today, -kinds[kind].term.days - 1)
    const to = next && next.from <= over ? daysAfter(next.from, -1) : over
    if (place === 0) return { to, terms: version }
    return from <= to ? { from, to, terms: version } : []
  })
}

/**
 * The last day on which a template of the class may be kept. Worked: with 30 days, of a class whose last lesson is on
 * 2024-06-04, 2024-07-04.
 * @param today stands for the last lesson where there is none
 */
export function templateKeptUntil({ lessons }: TrainingClass, today: DateText): DateText {
  const last = lessons.reduce((latest, { date }) => (date > latest ? date : latest), '')
  return daysAfter(last === '' ? today : last, termsOn(today).kinds.template.term.days)
}

export function daysAfter(date: DateText, days: number): DateText {
  return dateText(dayNumber(date) + days)
}
