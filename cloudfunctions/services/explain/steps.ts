import { noSubsidyWords } from '../../contract/words'
import type { NoSubsidyReason, TraceStep } from '../../domain/model'

type Inputs = TraceStep['inputs']

/** Each rule of a settlement's trace as a sentence with its numbers. */
const SENTENCES: Readonly<Record<string, (inputs: Inputs, result: TraceStep['result']) => string>> = {
  'employment-gate': (i, met) =>
    `就业门槛：已就业 ${i.employed} 人；须达到用工需求 ${i.demand} 人的 ${i.percentOfDemandAtLeast}%，` +
    `并达到计划 ${i.planned} 人的 ${i.percentOfPlanAtLeast}% —— ${met ? '达到' : '没有达到'}`,
  'class-approval': (i, approved) =>
    `开班批准：${i.approvedOn === null ? '没有批准' : `${i.approvedOn} 批准`}，` +
    `${i.firstLessonOn === null ? '没有课程' : `首次课 ${i.firstLessonOn}`} —— ${approved ? '符合' : '不符合'}`,
  occupation: (i, covered) =>
    `职业（工种）：编号 ${i.occupationCode}，${i.listed ? '在目录内' : i.exception ? '目录外经审批' : '不在目录内'}` +
    `${i.category === null ? '' : `，${i.category} 类`} —— ${covered ? '符合' : '不符合'}`,
  population: (i, covered) =>
    `补贴人群：${POPULATION_WORDS[String(i.population)] ?? i.population} —— ${covered ? '符合' : '不符合'}`,
  assessment: (i, passed) =>
    `考核：${i.passed ? '已通过' : '没有通过'}，证书 ${i.certificateNo === null || i.certificateNo === '' ? '无' : i.certificateNo} —— ` +
    `${passed ? '符合' : '不符合'}`,
  attendance: (i, enough) =>
    `出勤率：确认 ${i.confirmedHours} ÷ 应到 ${i.scheduledHours} 学时 = ${i.rate}，须不低于 ${i.percentAtLeast}% —— ` +
    `${enough ? '达到' : '没有达到'}`,
  'paid-hours': (i, hours) =>
    `可付学时：${i.days} 个培训日中 ${i.daysPaid} 个合格，线下 ${i.onsiteHoursHeld}、线上 ${i.onlineHoursHeld} 学时；` +
    `${i.category} 类最高 ${i.categoryHours} 学时 —— 可付线下 ${i.onsiteHours}、线上 ${i.onlineHours}，共 ${hours} 学时`,
  'full-subsidy': (i, amount) =>
    `全额补贴：线下 ${i.onsiteHours} 学时 × ${yuan(i.onsiteFenPerHour)} 元 + 线上 ${i.onlineHours} 学时 × ` +
    `${yuan(i.onlineFenPerHour)} 元，最高 ${i.capYuan} 元 = ${amount} 元`,
  employment: (i, verified) =>
    i.startedOn === null
      ? '就业：没有就业记录 —— 按成本补贴'
      : `就业：${i.startedOn} 起，${i.contract ? '有' : '无'}合同、${i.socialInsurance ? '有' : '无'}社保，月工资 ` +
        `${i.monthlyWageYuan} 元，当日最低工资 ${i.minimumWageYuan === null ? '不详' : `${i.minimumWageYuan} 元`} —— ` +
        `${verified ? '核实就业，按全额补贴' : '没有核实，按成本补贴'}`,
  'cost-subsidy': (i, amount) =>
    `成本补贴：${i.fullYuan} 元 × ${i.percent}%` +
    `${i.whole ? `（出勤率达到 ${i.wholeFromPercent}%，全额）` : ` × ${i.confirmedHours}/${i.scheduledHours}`} = ${amount} 元`,
}

export function stepText({ rule, clause, inputs, result }: TraceStep): string {
  const sentence = SENTENCES[rule]
  if (sentence === undefined) throw new Error(`no sentence for the rule ${rule}`)
  return `[${clause}] ${sentence(inputs, result)}`
}

export function outcomeText(outcome: 'full' | 'cost' | 'none', reason: NoSubsidyReason | null): string {
  if (outcome === 'none') return `不予补贴：${reason === null ? '' : noSubsidyWords[reason]}`
  return outcome === 'full' ? '全额补贴' : '成本补贴'
}

function yuan(fen: Inputs[string] | undefined): string {
  return String(Number(fen) / 100)
}

const POPULATION_WORDS: Readonly<Record<string, string>> = {
  'poverty-relapse-monitored': '防止返贫监测对象',
  'graduating-college-student': '毕业年度高校毕业生',
  'unenrolled-school-leaver': '城乡未继续升学的应届初高中毕业生',
  'rural-migrant-worker': '农村转移就业劳动者',
  'registered-unemployed': '城镇登记失业人员',
  'employment-hardship': '就业困难人员',
  other: '其他人员',
}
