import type { Problem } from '../../contract/problem'
import type { Decision, TrainingClass } from '../../domain/model'
import { editionOfClass, firstDate, planClass } from '../../domain/plan/class-plan'
import { editionNamed, editionsKnown } from '../../domain/policy/editions'

/** What a class's own row must hold beyond its shape; paths within the row. */
export function checkTrainingClass(row: TrainingClass): Problem[] {
  return [...checkEdition(row), ...checkCategory(row), ...checkLessonIds(row)]
}

function checkEdition(row: TrainingClass): Problem[] {
  if (row.policy !== undefined) {
    if (editionNamed(row.policy) !== null) return []
    return [{ path: 'policy', what: `没有政策版本“${row.policy}”；已知：${editionsKnown()}` }]
  }
  const first = firstDate(row)
  if (first === null || editionOfClass(row) !== null) return []
  const what = `首个培训日 ${first} 没有施行中的政策版本，请用 policy 写明适用哪个；已知：${editionsKnown()}`
  return [{ path: 'policy', what }]
}

function checkCategory({ occupationException, category }: TrainingClass): Problem[] {
  if (occupationException === true && category === undefined) {
    return [{ path: 'category', what: '目录外经审批的职业须写明类别 A、B 或 C' }]
  }
  if (occupationException !== true && category !== undefined) {
    return [{ path: 'category', what: '只有 occupationException 为 true 时才写类别，请删去' }]
  }
  return []
}

function checkLessonIds({ lessons }: TrainingClass): Problem[] {
  const seen = new Set<string>()
  return lessons.flatMap(({ id }, i) => {
    const again = seen.has(id)
    seen.add(id)
    return again ? [{ path: `lessons[${i}].id`, what: `“${id}”已用过，编号不能重复` }] : []
  })
}

/** What a decision may say of its day (R9). @param row the class, null where it isn't known well enough */
export function checkDecision(decision: Decision, row: TrainingClass | null): Problem[] {
  const problems: Problem[] = []
  if (decision.hours !== undefined && decision.verdict === 'rejected') {
    problems.push({ path: 'hours', what: '不予认可时不能写学时，请删去' })
  } else if (decision.hours !== undefined && decision.traineeId === undefined) {
    problems.push({ path: 'hours', what: '学时只能写在对学员的决定上，请删去或写明学员' })
  } else if (decision.hours !== undefined && row !== null) {
    problems.push(...checkHours(decision.hours, decision, row))
  }
  if (row !== null && !row.lessons.some(lesson => lesson.date === decision.date)) {
    problems.push({ path: 'date', what: `班级“${row.id}”在 ${decision.date} 没有课` })
  }
  return problems
}

function checkHours(hours: number, { date }: Decision, row: TrainingClass): Problem[] {
  const day = planClass(row, null).days.find(plan => plan.date === date)
  if (day === undefined || hours <= day.scheduledHours) return []
  return [{ path: 'hours', what: `${date} 只安排了 ${day.scheduledHours} 学时，不能认可 ${hours} 学时` }]
}
