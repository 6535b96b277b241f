import type { Row } from '../../contract/dataset'
import type { CheckIn, Decision, Instant, Lesson, Project, Trainee, TrainingClass } from '../../domain/model'
import { parseYuan } from '../../domain/money'
import { parseInstant } from '../../domain/time'

/** Rows of the file to rows of the domain: texts of instants and money become whole numbers. */

type Optional<T> = { [K in keyof T]: T[K] | undefined }

/** The row without keys that are undefined: the file's optional keys are absent, not undefined. */
function present<T extends object>(row: Optional<T>): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T
}

export function toProject(row: Row<'project'>): Project {
  return present<Project>(row)
}

/** One text for all that are equal: a year's timetables name the same dates and times over and over. */
export class Texts {
  readonly #known = new Map<string, string>()

  of(text: string): string {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    this.#known.set(text, text)
    return text
  }
}

export function toTrainingClass(row: Row<'class'>, texts: Texts): TrainingClass {
  return present<TrainingClass>({ ...row, lessons: row.lessons.map(lesson => toLesson(lesson, texts)) })
}

/** Key by key, since objects made so are half as large as those that parsing leaves. */
function toLesson(lesson: Lesson, texts: Texts): Lesson {
  return {
    id: lesson.id,
    date: texts.of(lesson.date),
    start: texts.of(lesson.start),
    end: texts.of(lesson.end),
    hours: lesson.hours,
    kind: lesson.kind === 'theory' ? 'theory' : 'practice',
    delivery: lesson.delivery === 'onsite' ? 'onsite' : 'online',
  }
}

export function toTrainee(
  { name, employment, assessment, classId, ...rest }: Row<'trainee'>,
  keepName: boolean,
  texts: Texts,
): Trainee {
  return present<Trainee>({
    ...rest,
    classId: texts.of(classId),
    name: keepName ? name : undefined,
    assessment: assessment && present<NonNullable<Trainee['assessment']>>(assessment),
    employment: employment && {
      contract: employment.contract,
      socialInsurance: employment.socialInsurance,
      monthlyWageFen: checked(parseYuan(employment.monthlyWageYuan)),
      startedOn: texts.of(employment.startedOn),
    },
  })
}

export function toCheckIn(row: Row<'checkIn'>): CheckIn {
  return present<CheckIn>({ ...row, at: instant(row.at) })
}

export function toDecision(row: Row<'decision'>): Decision {
  return present<Decision>({ ...row, at: instant(row.at) })
}

export function instant(text: string): Instant {
  return checked(parseInstant(text))
}

/** The schema has let it through, so null is a fault of ours and not of the file. */
function checked(value: number | null): number {
  if (value === null) throw new Error('a value passed the schema that its parser refuses')
  return value
}
