import fc from 'fast-check'
import { type Lesson, POPULATIONS, type Trainee, type TrainingClass } from '../../cloudfunctions/domain/model'
import { CERTIFIED, EMPLOYED } from './course'
import { camera, DAY, lesson, NEXT_DAY, online, SITE } from './timetable'

/** Classes and trainees of project P1, such as make the rules' cases common. */

const DATES = [DAY, NEXT_DAY]

/** What a day may hold: each shape stands for one thing that a timetable can do to the rules. */
const DAY_SHAPES: readonly (readonly Lesson[])[] = [
  [lesson('08:30-10:00', 2), lesson('10:10-11:40', 2)],
  [lesson('08:30-10:00', 2), lesson('10:30-12:00', 2)],
  [lesson('08:30-10:00', 2, { kind: 'theory' }), lesson('10:31-12:01', 2)],
  [lesson('08:30-10:00', 2), online('10:00-10:45', 1), lesson('10:45-12:15', 2)],
  [online('08:30-10:00', 2), online('10:10-11:40', 2)],
  [lesson('08:00-12:00', 5), lesson('09:00-09:45', 1), lesson('13:00-16:00', 4), online('16:00-16:45', 1)],
  [lesson('08:30-11:40', 4), lesson('10:00-09:00', 1)],
  [lesson('08:30-11:40', 4), online('08:30-10:00', 2), lesson('08:30-11:40', 1)],
  [lesson('21:30-23:00', 2)],
  [lesson('00:30-02:00', 2)],
]

const CODES: readonly [string, ...string[]] = ['6-31-07-03', '6-22-02-01', '6-01-04-03', '0-00-00-00']
const ID_NUMBERS = ['11010519491231002X', '440524188001010014', '110105194912310021']
/** Ids whose order tells code points from UTF-16 units and texts from numbers. */
const FANCY = ['a', 'B', '1', '10', '9', '\uff5e', '\u{10000}', '\ue000', '😀', '中']
export const fancy = (kind: string, i: number) =>
  `${FANCY[i % FANCY.length]}${kind}${Math.floor(i / FANCY.length)}`

/** `common`, and one time in four or less one of the others. */
export function mostly<T>(common: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(common) },
    { weight: 1, arbitrary: fc.constantFrom(common, ...others) },
  )
}

function anyClass(i: number): fc.Arbitrary<TrainingClass> {
  return fc
    .record({
      shapes: fc.tuple(...DATES.map(() => fc.option(fc.constantFrom(...DAY_SHAPES)))),
      occupationCode: mostly(...CODES),
      exception: fc.boolean(),
      approvedOn: mostly<string | undefined>('2024-06-02', undefined, DAY, NEXT_DAY),
      hasSite: fc.boolean(),
      cameras: mostly([1], [1, 2], [2, 1, 2], []),
    })
    .map(({ shapes, occupationCode, exception, approvedOn, hasSite, cameras }) => ({
      id: fancy('C', i),
      projectId: 'P1',
      occupationCode,
      cameras: cameras.map(camera),
      lessons: shapes.flatMap((shape, d) =>
        (shape ?? []).map((held, n) => ({ ...held, date: DATES[d]!, id: fancy(`L${i}-${d}`, n) })),
      ),
      ...(exception ? { occupationException: true, category: 'B' as const } : {}),
      ...(approvedOn === undefined ? {} : { approvedOn }),
      ...(hasSite ? { site: SITE } : {}),
    }))
}

const anyTrainee = (i: number, classes: readonly TrainingClass[]): fc.Arbitrary<Trainee> =>
  fc
    .record({
      classId: fc.constantFrom(...classes.map(({ id }) => id)),
      population: mostly(...POPULATIONS),
      idNumber: fc.constantFrom(undefined, ...ID_NUMBERS),
      certified: mostly(true, false),
      wage: mostly<number | undefined>(230_000, undefined, 187_999, 188_000),
    })
    .map(({ idNumber, certified, wage, ...rest }) => ({
      id: fancy('T', i),
      ...rest,
      ...(idNumber === undefined ? {} : { idNumber }),
      ...(certified ? { assessment: CERTIFIED } : {}),
      ...(wage === undefined ? {} : { employment: { ...EMPLOYED, monthlyWageFen: wage } }),
    }))

export const anyClasses: fc.Arbitrary<TrainingClass[]> = fc
  .integer({ min: 1, max: 3 })
  .chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => anyClass(i))))
  .filter(classes => classes.some(({ lessons }) => lessons.length > 0))

export function anyTrainees(classes: readonly TrainingClass[]): fc.Arbitrary<Trainee[]> {
  return fc
    .integer({ min: 1, max: 5 })
    .chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => anyTrainee(i, classes))))
}
