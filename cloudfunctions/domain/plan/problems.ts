import type { DateText, PlanProblem, PlanRule, Project, Trainee } from '../model'
import { compareBy } from '../order'
import { dayNumber, minutesOf } from '../time'
import { type ClassPlan, firstDate } from './class-plan'
import { hasPossibleTimes, planDays } from './day-plan'
import { isIdNumber, maskIdNumber } from './id-number'

export interface PlannedProject {
  readonly project: Project
  readonly classes: readonly PlannedClass[]
}

export interface PlannedClass {
  readonly plan: ClassPlan
  readonly trainees: readonly Trainee[]
}

/** Clause of each rule of R13. */
const CLAUSES: Readonly<Record<PlanRule, string>> = {
  'employer-demand': '三（一）',
  'over-enrolment': '三（一）',
  'training-hours': '三 培训课程及时限要求',
  'theory-share': '三 培训课程及时限要求',
  'minutes-per-hour': '三 培训课程及时限要求',
  'hours-per-day': '三 培训课程及时限要求',
  'lesson-overlap': '三（二）',
  'lesson-times': '三（二）',
  occupation: '二（一）',
  population: '二（二）',
  'id-number': '三（二）',
  'duplicate-trainee': '三（二）',
  'schedule-conflict': '三（二）',
  'no-camera': '三（三）',
  'yearly-quota': '一、二（二）',
}

/** A rule's violations in one class, each as a sentence. */
type Rule = (planned: PlannedClass, project: PlannedProject) => string[]

/** R13: everything that keeps a class from opening, all at once. Changes neither hours nor money. */
export function planProblems(projects: readonly PlannedProject[]): PlanProblem[] {
  const classes = projects.flatMap(project => project.classes)
  const problems = projects.flatMap(project =>
    project.classes.flatMap(planned =>
      RULES.flatMap(([rule, find]) => report(rule, planned, find(planned, project))),
    ),
  )
  return [...problems, ...scheduleConflicts(classes), ...overQuota(classes)].sort(
    compareBy<PlanProblem>(
      problem => problem.classId,
      problem => problem.rule,
      problem => problem.detail,
    ),
  )
}

function report(rule: PlanRule, { plan }: PlannedClass, details: readonly string[]): PlanProblem[] {
  const classId = plan.trainingClass.id
  return details.map(detail => ({ classId, rule, clause: CLAUSES[rule], detail }))
}

const RULES: readonly (readonly [PlanRule, Rule])[] = [
  ['employer-demand', employerDemand],
  ['over-enrolment', overEnrolment],
  ['training-hours', trainingHours],
  ['theory-share', theoryShare],
  ['minutes-per-hour', minutesPerHour],
  ['hours-per-day', hoursPerDay],
  ['lesson-overlap', lessonOverlap],
  ['lesson-times', lessonTimes],
  ['occupation', occupation],
  ['population', population],
  ['id-number', idNumber],
  ['duplicate-trainee', duplicateTrainee],
  ['no-camera', noCamera],
]

function employerDemand({ plan }: PlannedClass, { project }: PlannedProject): string[] {
  const atLeast = plan.edition.figures.employmentDemandAtLeast.value
  const demand = project.employmentDemand
  return demand < atLeast ? [`企业用工需求 ${demand} 人，少于 ${atLeast} 人`] : []
}

/** The project's trainees in all, against the floor of plan × 1.2. */
function overEnrolment({ plan }: PlannedClass, { project, classes }: PlannedProject): string[] {
  const percent = plan.edition.figures.overEnrolmentPercentAtMost.value
  const atMost = Math.floor((project.plannedTrainees * (100 + percent)) / 100)
  const enrolled = classes.reduce((sum, { trainees }) => sum + trainees.length, 0)
  return enrolled > atMost
    ? [`项目学员共 ${enrolled} 人，超过计划 ${project.plannedTrainees} 人加 ${percent}% 即 ${atMost} 人`]
    : []
}

// A lesson with impossible times is left out of R1 to R12, not of R13: its hours are planned hours all the same.

function trainingHours({ plan }: PlannedClass): string[] {
  const atLeast = plan.edition.figures.trainingHoursAtLeast.value
  const hours = sumHours(plan.trainingClass.lessons)
  return hours < atLeast ? [`总学时 ${hours}，少于 ${atLeast} 学时`] : []
}

function theoryShare({ plan }: PlannedClass): string[] {
  const percent = plan.edition.figures.theoryPercentAtMost.value
  const { lessons } = plan.trainingClass
  const hours = sumHours(lessons)
  const theory = sumHours(lessons.filter(lesson => lesson.kind === 'theory'))
  return theory * 100 > hours * percent ? [`理论 ${theory} 学时，超过总学时 ${hours} 的 ${percent}%`] : []
}

function minutesPerHour({ plan }: PlannedClass): string[] {
  const atLeast = plan.edition.figures.minutesPerHour.value
  return plan.trainingClass.lessons.flatMap(({ id, start, end, hours }) => {
    return minutesOf(end) - minutesOf(start) < hours * atLeast
      ? [`课程 ${id} 从 ${start} 到 ${end}，不足 ${hours} 学时所需的 ${hours * atLeast} 分钟`]
      : []
  })
}

function hoursPerDay({ plan }: PlannedClass): string[] {
  const atMost = plan.edition.figures.hoursPerDayAtMost.value
  const byDate = new Map<DateText, number>()
  for (const { date, hours } of plan.trainingClass.lessons) byDate.set(date, (byDate.get(date) ?? 0) + hours)
  return [...byDate].flatMap(([date, hours]) =>
    hours > atMost ? [`${date} 共 ${hours} 学时，超过每天 ${atMost} 学时`] : [],
  )
}

/** One sentence for each lesson that starts before the latest end so far of its day. */
function lessonOverlap({ plan }: PlannedClass): string[] {
  return planDays(plan.trainingClass, plan.edition).flatMap(day => {
    let latest = day.lessons[0]!
    return day.lessons.slice(1).flatMap(next => {
      const before = latest
      if (next.end > latest.end) latest = next
      return next.start < before.end
        ? [`${day.date} 课程 ${before.lesson.id} 与 ${next.lesson.id} 时间重叠`]
        : []
    })
  })
}

function lessonTimes({ plan }: PlannedClass): string[] {
  return plan.trainingClass.lessons
    .filter(lesson => !hasPossibleTimes(lesson))
    .map(lesson => `课程 ${lesson.id}（${lesson.date}）结束 ${lesson.end} 不晚于开始 ${lesson.start}`)
}

function occupation({ plan }: PlannedClass): string[] {
  return plan.category === null
    ? [`职业编号 ${plan.trainingClass.occupationCode} 不在 ${plan.edition.id} 目录内，也未经审批列入`]
    : []
}

function population({ trainees }: PlannedClass): string[] {
  return trainees
    .filter(trainee => trainee.population === 'other')
    .map(trainee => `学员 ${trainee.id} 不属于补贴人群`)
}

function idNumber({ trainees }: PlannedClass): string[] {
  return trainees.flatMap(({ id, idNumber }) =>
    idNumber === undefined || isIdNumber(idNumber)
      ? []
      : [`学员 ${id} 的身份证号 ${maskIdNumber(idNumber)} 有误`],
  )
}

function duplicateTrainee({ trainees }: PlannedClass): string[] {
  const first = new Map<string, string>()
  return trainees.flatMap(({ id, idNumber }) => {
    if (idNumber === undefined) return []
    const same = first.get(idNumber.toUpperCase())
    if (same === undefined) first.set(idNumber.toUpperCase(), id)
    return same === undefined ? [] : [`学员 ${same} 与 ${id} 的身份证号相同`]
  })
}

function noCamera({ plan }: PlannedClass): string[] {
  const onsite = plan.trainingClass.lessons.some(lesson => lesson.delivery === 'onsite')
  return onsite && plan.trainingClass.cameras.length === 0 ? ['有线下课程，但没有绑定摄像头'] : []
}

/** A person, known by the ID number, enrolled in two classes whose lessons overlap: reported on both. */
function scheduleConflicts(classes: readonly PlannedClass[]): PlanProblem[] {
  const overlaps = new Map<string, boolean>()
  return enrolments(classes).flatMap(sameperson =>
    sameperson.flatMap(([own, trainee]) => {
      const others = sameperson.filter(([other]) => other !== own && classesOverlap(own, other, overlaps))
      const names = [...new Set(others.map(([other]) => other.plan.trainingClass.id))]
      return report(
        'schedule-conflict',
        own,
        names.map(name => `学员 ${trainee.id} 同时段还在班级 ${name} 上课`),
      )
    }),
  )
}

/** The enrolments of each person who has more than one. */
function enrolments(classes: readonly PlannedClass[]): (readonly [PlannedClass, Trainee])[][] {
  const byPerson = new Map<string, (readonly [PlannedClass, Trainee])[]>()
  for (const planned of classes) {
    for (const trainee of planned.trainees) {
      if (trainee.idNumber === undefined) continue
      const person = trainee.idNumber.toUpperCase()
      const known = byPerson.get(person)
      if (known) known.push([planned, trainee])
      else byPerson.set(person, [[planned, trainee]])
    }
  }
  return [...byPerson.values()].filter(found => found.length > 1)
}

function classesOverlap(a: PlannedClass, b: PlannedClass, known: Map<string, boolean>): boolean {
  const ids = [a.plan.trainingClass.id, b.plan.trainingClass.id].sort()
  const key = JSON.stringify(ids)
  const overlap = known.get(key) ?? lessonsMeet(a.plan, b.plan)
  known.set(key, overlap)
  return overlap
}

function lessonsMeet(a: ClassPlan, b: ClassPlan): boolean {
  const days = new Map(planDays(b.trainingClass, b.edition).map(day => [day.date, day]))
  return planDays(a.trainingClass, a.edition).some(day =>
    day.lessons.some(lesson =>
      days.get(day.date)?.lessons.some(other => lesson.start < other.end && other.start < lesson.end),
    ),
  )
}

/** Classes in the order of their first dates fill the year; whichever goes beyond the quota is reported. */
function overQuota(classes: readonly PlannedClass[]): PlanProblem[] {
  const enrolled = new Map<string, number>()
  const dated = classes.flatMap(planned => {
    const first = firstDate(planned.plan.trainingClass)
    return first === null ? [] : [{ planned, first }]
  })
  dated.sort(
    compareBy(
      ({ first }) => dayNumber(first),
      ({ planned }) => planned.plan.trainingClass.id,
    ),
  )
  return dated.flatMap(({ planned, first }) => {
    const year = first.slice(0, 4)
    const quota = planned.plan.edition.figures.traineesPerYear.value
    const total = (enrolled.get(year) ?? 0) + planned.trainees.length
    enrolled.set(year, total)
    return total > quota
      ? report('yearly-quota', planned, [`${year} 年学员累计 ${total} 人，超过全年 ${quota} 人`])
      : []
  })
}

function sumHours(lessons: readonly { readonly hours: number }[]): number {
  return lessons.reduce((sum, lesson) => sum + lesson.hours, 0)
}
