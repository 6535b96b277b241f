import fc from 'fast-check'
import type {
  CheckIn,
  Decision,
  Instant,
  Recording,
  Trainee,
  TrainingClass,
} from '../../cloudfunctions/domain/model'
import { anyClasses, anyTrainees, fancy, mostly } from './any-class'
import type { CaseFile } from './situation'
import { at, camera, metresNorth } from './timetable'

/**
 * Whole small datasets whose values lie on the rules' thresholds and a millisecond beside them, so that ties, touching
 * intervals and windows that share a check-in are common. Most trainees come and most days are filmed, or little would
 * ever be paid.
 */

const MINUTE = 60_000
const beside = fc.constantFrom(-1, 0, 0, 0, 1)

interface Held {
  readonly date: string
  readonly first: Instant
  readonly last: Instant
}

/** The dates of a class with their first start and last end. */
function heldDays({ lessons }: TrainingClass): Held[] {
  const possible = lessons.filter(({ start, end }) => start < end)
  return [...new Set(possible.map(({ date }) => date))].map(date => {
    const ofDay = possible.filter(held => held.date === date)
    return {
      date,
      first: Math.min(...ofDay.map(({ start }) => at(start, date))),
      last: Math.max(...ofDay.map(({ end }) => at(end, date))),
    }
  })
}

/** Instants on which a rule turns, in minutes after a day's first start and after its last end. */
function instantsOf(days: readonly Held[]): fc.Arbitrary<Instant> {
  const moments = days.flatMap(({ first, last }) => [
    ...[-60, -5, 0, 10, 45, 90, 130].map(minutes => first + minutes * MINUTE),
    ...[-45, -10, 0, 5, 60].map(minutes => last + minutes * MINUTE),
  ])
  return fc.tuple(fc.constantFrom(...moments), beside).map(([moment, off]) => moment + off)
}

const CLIP_MINUTES = [-1, 0, 1 / 6, 5, 20, 25, 40, 190]
const GAPS_MS = [0, 0, 10_000, 10_001, 20 * MINUTE]

function anyClip(classes: readonly TrainingClass[]): fc.Arbitrary<Recording> {
  return fc
    .record({
      n: fc.constantFrom(1, 2, 3),
      from: instantsOf(classes.flatMap(heldDays)),
      gap: fc.constantFrom(...GAPS_MS),
      minutes: fc.constantFrom(...CLIP_MINUTES),
      off: beside,
      recType: fc.constantFrom(1 as const, 2 as const),
    })
    .map(({ n, from, gap, minutes, off, recType }) => {
      const startTime = from + gap
      return { ...camera(n), startTime, endTime: startTime + minutes * MINUTE + off, recType }
    })
}

/** Two stretches of most days by camera 1: what a school that does its duty sends. */
function dutifulClips(classes: readonly TrainingClass[]): fc.Arbitrary<Recording[]> {
  const clips = classes.flatMap(heldDays).map(({ first }) =>
    mostly(40, 0, 20, 25).map((minutes): Recording[] => {
      const clip = { ...camera(1), startTime: first, endTime: first + minutes * MINUTE, recType: 1 as const }
      return minutes === 0 ? [] : [clip]
    }),
  )
  return fc.tuple(...clips).map(found => found.flat())
}

type Tap = Omit<CheckIn, 'id'>

/** Each day a start and an end by face at the door, within the grace. */
function dutifulTaps(trainee: Trainee, days: readonly Held[]): fc.Arbitrary<Tap[]> {
  const tap = (kind: Tap['kind'], moment: Instant): Tap => ({
    traineeId: trainee.id,
    kind,
    at: moment,
    method: 'face',
    face: { matched: true, live: true },
    location: metresNorth(0),
  })
  const taps = days.map(({ first, last }) =>
    fc
      .record({
        comes: mostly(true, false),
        start: fc.constantFrom(-5, 0, 10),
        end: fc.constantFrom(-10, 0, 5),
      })
      .map(({ comes, start, end }) =>
        comes ? [tap('start', first + start * MINUTE), tap('end', last + end * MINUTE)] : [],
      ),
  )
  return fc.tuple(...taps).map(found => found.flat())
}

const anyTap = (trainees: readonly Trainee[], days: readonly Held[]): fc.Arbitrary<Tap> =>
  fc
    .record({
      traineeId: fc.constantFrom(...trainees.map(({ id }) => id)),
      kind: fc.constantFrom('start' as const, 'end' as const),
      at: instantsOf(days),
      way: fc.constantFrom('face', 'face', 'face', 'witnessed', 'unmatched', 'not live'),
      metres: fc.constantFrom(undefined, 0, 299.9, 300.1, 5_000),
      deviceId: fc.constantFrom(undefined, undefined, 'D1', 'D2', 'D3'),
    })
    .map(({ way, metres, deviceId, ...rest }) => ({
      ...rest,
      ...(way === 'witnessed'
        ? { method: 'witnessed' as const, witness: { by: '王老师', reason: '摄像头认不出' } }
        : { method: 'face' as const, face: { matched: way !== 'unmatched', live: way !== 'not live' } }),
      ...(metres === undefined ? {} : { location: metresNorth(metres) }),
      ...(deviceId === undefined ? {} : { deviceId }),
    }))

function anyCheckIns(
  classes: readonly TrainingClass[],
  trainees: readonly Trainee[],
): fc.Arbitrary<CheckIn[]> {
  const daysOf = new Map(classes.map(held => [held.id, heldDays(held)]))
  const dutiful = trainees.map(trainee => dutifulTaps(trainee, daysOf.get(trainee.classId)!))
  const more = fc.array(anyTap(trainees, classes.flatMap(heldDays)), { maxLength: 16, size: 'max' })
  return fc
    .tuple(fc.tuple(...dutiful), more)
    .map(([taps, others]) =>
      [...taps.flat(), ...others].map((tap, i): CheckIn => ({ id: fancy('K', i), ...tap })),
    )
}

/** No two at one instant: then the order of the file would rightly matter. */
const anyDecisions = (classes: readonly TrainingClass[], trainees: readonly Trainee[]) =>
  fc
    .array(
      fc.record({
        held: fc.constantFrom(
          ...classes.flatMap(({ id, lessons }) => lessons.map(({ date }) => ({ id, date }))),
        ),
        trainee: fc.option(fc.constantFrom(...trainees)),
        verdict: fc.constantFrom('accepted' as const, 'accepted' as const, 'rejected' as const),
        hours: fc.constantFrom(undefined, 0, 1, 2),
      }),
      { maxLength: 5 },
    )
    .map(rulings =>
      rulings.map(({ held, trainee, verdict, hours }, i): Decision => {
        const base = {
          date: held.date,
          verdict,
          by: '监管员',
          at: at('10:00', '2024-06-05') + i,
          reason: '已核对',
        }
        if (trainee === null) return { ...base, classId: held.id }
        const recognised = hours === undefined || verdict === 'rejected' ? {} : { hours }
        return { ...base, classId: trainee.classId, traineeId: trainee.id, ...recognised }
      }),
    )

export const anyCase: fc.Arbitrary<CaseFile> = anyClasses
  .chain(classes => anyTrainees(classes).map(trainees => ({ classes, trainees })))
  .chain(({ classes, trainees }) =>
    fc.record({
      asOf: mostly<'all' | 'some'>('all', 'some').chain(days =>
        days === 'all' ? fc.constant(null) : instantsOf(classes.flatMap(heldDays)),
      ),
      projects: mostly(1, 2, 5).map(n => [
        { id: 'P1', employer: '企业', provider: '学校', plannedTrainees: n, employmentDemand: n },
      ]),
      classes: fc.constant(classes),
      trainees: fc.constant(trainees),
      checkIns: anyCheckIns(classes, trainees),
      recordings: fc
        .tuple(dutifulClips(classes), fc.array(anyClip(classes), { maxLength: 8, size: 'max' }))
        .map(found => found.flat()),
      decisions: anyDecisions(classes, trainees),
    }),
  )

/** A dataset and one clip more. */
export const anyCaseAndClip: fc.Arbitrary<[CaseFile, Recording]> = anyCase.chain(file =>
  fc.tuple(fc.constant(file), anyClip(file.classes)),
)

/** The same facts told in another order, down to the lessons and cameras of a class. */
export function retold(file: CaseFile): fc.Arbitrary<CaseFile> {
  return fc.record({
    asOf: fc.constant(file.asOf),
    projects: shuffled(file.projects),
    classes: fc
      .tuple(
        ...file.classes.map(held =>
          fc
            .record({ lessons: shuffled(held.lessons), cameras: shuffled(held.cameras) })
            .map(inner => ({ ...held, ...inner })),
        ),
      )
      .chain(shuffled),
    trainees: shuffled(file.trainees),
    checkIns: shuffled(file.checkIns),
    recordings: shuffled(file.recordings),
    decisions: shuffled(file.decisions),
  })
}

function shuffled<T>(rows: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length })
}
