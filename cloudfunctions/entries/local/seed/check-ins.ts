import type { Instant, Location, Site } from '../../../domain/model'
import type { DayPlan } from '../../../domain/plan/day-plan'
import { MINUTE } from '../../../domain/time'
import type { ClassRecord, TraineeRecord } from '../../../services/documents/classes'
import { deterministicId } from '../../../services/documents/ids'
import {
  type Attempt,
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
  type Witnessing,
} from '../../../services/documents/trainee-days'
import { append } from '../../../services/streams/chain'
import { type Conduct, conductOf } from './conduct'
import { INSTRUCTOR_NAME } from './people'
import { Seeded } from './random'

/** History that nobody tapped, marked as such: faces that were recognised, and what goes wrong in real classes. */
export function pastCheckIns(
  record: ClassRecord,
  trainees: readonly TraineeRecord[],
  days: readonly DayPlan[],
  instructorId: string,
): TraineeDayStream[] {
  return days.flatMap((day, dayNumber) =>
    trainees.map((trainee, i) => pastDay(record, trainee, day, conductOf(dayNumber, i), instructorId)),
  )
}

function pastDay(
  record: ClassRecord,
  trainee: TraineeRecord,
  day: DayPlan,
  conduct: Conduct,
  instructorId: string,
): TraineeDayStream {
  const random = new Seeded(`check-ins ${day.date} ${trainee.id}`)
  const startAt = day.firstStart + (conduct.lateMinutes ?? -random.between(3, 24)) * MINUTE
  const endAt = day.lastEnd + random.between(1, 18) * MINUTE
  const seconds = () => random.between(0, 59) * 1_000
  const tap = (kind: 'start' | 'end', at: Instant) =>
    attemptOf(record, trainee, day, kind, at + seconds(), conduct, random)
  const attempts = [
    ...(conduct.start ? [tap('start', startAt)] : []),
    ...(conduct.end ? [tap('end', endAt)] : []),
  ]
  const events = attempts.flatMap(attempt =>
    conduct.witnessed ? [attempt, witnessingOf(attempt, conduct.witnessed, instructorId)] : [attempt],
  )
  return streamOf(record, trainee, day, events)
}

function streamOf(
  record: ClassRecord,
  trainee: TraineeRecord,
  { date }: DayPlan,
  events: readonly (Attempt | Witnessing)[],
): TraineeDayStream {
  const empty = emptyTraineeDay(trainee.id, record.id, date)
  return events.reduce((stream, event) => append(TRAINEE_DAYS, stream, event), empty)
}

function attemptOf(
  record: ClassRecord,
  trainee: TraineeRecord,
  day: DayPlan,
  kind: 'start' | 'end',
  at: Instant,
  conduct: Conduct,
  random: Seeded,
): Attempt {
  return {
    type: 'attempt',
    attemptId: deterministicId('demonstration', trainee.id, day.date, kind),
    kind,
    at,
    tappedAt: null,
    deviceId: `demo-phone-${conduct.phoneOf ?? trainee.id}`,
    location: record.training.site ? near(record.training.site, conduct.metersAway ?? 0, random) : null,
    face: conduct.witnessed ? null : { matched: true, live: true },
    refusal: null,
    source: 'demonstration',
  }
}

const METERS_PER_DEGREE = 111_195

/** Within some 40 m of a point so many metres north of the site. */
function near(site: Site, metersAway: number, random: Seeded): Location {
  const degrees = (meters: number) => meters / METERS_PER_DEGREE
  return {
    latitude: site.latitude + degrees(metersAway + random.between(-40, 40)),
    longitude: site.longitude + degrees(random.between(-40, 40)),
  }
}

function witnessingOf({ attemptId, at }: Attempt, reason: string, accountId: string): Witnessing {
  return {
    type: 'witnessing',
    attemptId,
    by: INSTRUCTOR_NAME,
    accountId,
    at: at + MINUTE,
    reason,
    seen: 'id-card',
    source: 'demonstration',
  }
}

const WAITING_TODAY = { from: 20, to: 26 } as const

/** Some have come today already and wait for the instructor's witness: there is no face engine to recognise them. */
export function waitingToday(
  record: ClassRecord,
  trainees: readonly TraineeRecord[],
  today: DayPlan,
  now: Instant,
): TraineeDayStream[] {
  const earliest = Math.max(today.window.start, Math.min(today.firstStart, now) - 20 * MINUTE)
  const latest = Math.min(now, today.firstStart + 8 * MINUTE)
  return trainees.slice(WAITING_TODAY.from, WAITING_TODAY.to).map(trainee => {
    const random = new Seeded(`today ${today.date} ${trainee.id}`)
    const at = random.between(0, Math.max(0, latest - earliest)) + earliest
    const attempt = attemptOf(record, trainee, today, 'start', at, {}, random)
    return streamOf(record, trainee, today, [{ ...attempt, face: null }])
  })
}
