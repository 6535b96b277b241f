import type { DecisionEffect } from '../../cloudfunctions/contract/app'

const signed = (hours: number) => (hours > 0 ? `增加 ${hours}` : `减少 ${-hours}`)

/** Whose hours a ruling would change, and by how much, in a sentence. */
export function effectInWords({ trainees }: DecisionEffect): string {
  if (trainees.length === 0) return '不会改变任何人的学时和补贴。'
  const change = trainees.reduce((sum, one) => sum + one.confirmedHoursAfter - one.confirmedHoursBefore, 0)
  const who = trainees.length === 1 ? trainees[0]?.name : ` ${trainees.length} 人`
  return change === 0
    ? `会改变${who}的待确认学时，已确认学时合计不变。`
    : `会改变${who}的学时，已确认学时合计${signed(change)} 学时。`
}

/** Why the whole project comes to nothing, before and after; null: it does not. */
export const zeroInWords = ({ totalFenBefore, totalFenAfter }: DecisionEffect): string | null =>
  totalFenBefore === 0 && totalFenAfter === 0
    ? '还没有学员符合补贴条件（例如还没有考核结果，或者就业、出勤率还不够），所以是 0 元。'
    : null
