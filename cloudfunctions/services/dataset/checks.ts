import { type Problem, quoted } from '../../contract/problem'
import type { TrainingClass } from '../../domain/model'
import { editionOfClass, evaluatedDays, firstDate, planClass } from '../../domain/plan/class-plan'
import { editionNamed, editionsKnown } from '../../domain/policy/editions'
import type { Salvage, Salvaged } from './salvage'

/** A class as far as its row is right: what other rows and its own keys are checked against. */
export interface KnownClass {
  readonly row: Salvaged<'class'> & { readonly id: string; readonly lessons: TrainingClass['lessons'] }
  /** Its keys that are there, but wrong. */
  readonly broken: ReadonlySet<string>
  /** Dates that its broken lessons name. */
  readonly brokenOn: ReadonlySet<string>
}

/** What a class's own row must hold beyond its shape; paths within the row. */
export function checkTrainingClass(known: KnownClass): Problem[] {
  return [...checkEdition(known.row), ...checkCategory(known), ...checkLessonIds(known.row)]
}

function checkEdition(row: KnownClass['row']): Problem[] {
  if (row.policy !== undefined) {
    if (editionNamed(row.policy) !== null) return []
    return [{ path: 'policy', what: `没有政策版本${quoted(row.policy)}；已知：${editionsKnown()}` }]
  }
  const training = timetableOf(row)
  const first = firstDate(training)
  if (first === null || editionOfClass(training) !== null) return []
  const what = `首个培训日 ${first} 没有施行中的政策版本，请用 policy 写明适用哪个；已知：${editionsKnown()}`
  return [{ path: 'policy', what }]
}

function checkCategory({ row, broken }: KnownClass): Problem[] {
  const { occupationException, category } = row
  if (broken.has('occupationException')) return []
  if (occupationException === true && category === undefined) {
    return [{ path: 'category', what: '目录外经审批的职业须写明类别 A、B 或 C' }]
  }
  if (occupationException !== true && category !== undefined) {
    return [{ path: 'category', what: '只有 occupationException 为 true 时才写类别，请删去' }]
  }
  return []
}

function checkLessonIds({ lessons }: KnownClass['row']): Problem[] {
  const seen = new Set<string>()
  return lessons.flatMap(({ id }, i) => {
    const again = seen.has(id)
    seen.add(id)
    return again ? [{ path: `lessons[${i}].id`, what: `${quoted(id)}已用过，编号不能重复` }] : []
  })
}

/** What a decision may say of its day (R9). @param known its class, as far as it is known */
export function checkDecision(decision: Salvage<'decision'>, known: KnownClass | undefined): Problem[] {
  return [...checkHours(decision, known), ...checkDate(decision.row, known)]
}

function checkDate({ date }: Salvaged<'decision'>, known: KnownClass | undefined): Problem[] {
  if (date === undefined || known === undefined || !hasTimetable(known)) return []
  const held = known.brokenOn.has(date) || known.row.lessons.some(lesson => lesson.date === date)
  return held ? [] : [{ path: 'date', what: `班级${quoted(known.row.id)}在 ${date} 没有课` }]
}

/** False where the lessons are so wrong that not even one date of theirs is known. */
function hasTimetable({ row, broken, brokenOn }: KnownClass): boolean {
  return !broken.has('lessons') || row.lessons.length > 0 || brokenOn.size > 0
}

function checkHours({ row, broken }: Salvage<'decision'>, known: KnownClass | undefined): Problem[] {
  const { hours, date } = row
  if (hours === undefined) return []
  if (row.verdict === 'rejected') return [{ path: 'hours', what: '不予认可时不能写学时，请删去' }]
  if (row.traineeId === undefined && !broken.has('traineeId')) {
    return [{ path: 'hours', what: '学时只能写在对学员的决定上，请删去或写明学员' }]
  }
  if (known === undefined || date === undefined || known.brokenOn.has(date)) return []
  const day = evaluatedDays(planClass(timetableOf(known.row)), null).find(plan => plan.date === date)
  const scheduled = day?.scheduledHours ?? 0
  if (hours <= scheduled || !known.row.lessons.some(lesson => lesson.date === date)) return []
  return [{ path: 'hours', what: `${date} 只安排了 ${scheduled} 学时，不能认可 ${hours} 学时` }]
}

/** The class with what its timetable needs; a policy that doesn't exist has been told already. */
function timetableOf(row: KnownClass['row']): TrainingClass {
  const training = { id: row.id, projectId: '', occupationCode: '', cameras: [], lessons: row.lessons }
  return row.policy !== undefined && editionNamed(row.policy) ? { ...training, policy: row.policy } : training
}
