import {
  checkedIn,
  checkedOut,
  type Fact,
  filmed,
  judge,
  lessons,
  online,
  ruledClassDay,
  ruledTraineeDay,
} from '../../support/situation'

/** R9: provisional and confirmed hours of a four-hour morning for each pair of statuses. */
const CLASS_DAYS: Readonly<Record<string, readonly Fact[]>> = {
  compliant: [filmed('08:30-09:10')],
  'not-required': [lessons(online('08:30-10:00', 2), online('10:10-11:40', 2))],
  'flagged, pending': [],
  'flagged, accepted': [ruledClassDay('accepted')],
  'compliant, rejected': [filmed('08:30-09:10'), ruledClassDay('rejected')],
}
const WITNESSED_DAY = [checkedIn('08:25', { witnessed: true }), checkedOut('11:45')]
const TRAINEE_DAYS: Readonly<Record<string, readonly Fact[]>> = {
  clean: [checkedIn('08:25'), checkedOut('11:45')],
  'witnessed, pending': WITNESSED_DAY,
  'missing-end, pending': [checkedIn('08:25')],
  'missing-start, pending': [checkedOut('11:45')],
  'missing-end, accepted': [checkedIn('08:25'), ruledTraineeDay('accepted')],
  'witnessed, accepted with 3': [...WITNESSED_DAY, ruledTraineeDay('accepted', { hours: 3 })],
  'clean, rejected': [checkedIn('08:25'), checkedOut('11:45'), ruledTraineeDay('rejected')],
  absent: [],
  'absent, accepted': [ruledTraineeDay('accepted')],
  'absent, accepted with 0': [ruledTraineeDay('accepted', { hours: 0 })],
}

/** Trainee-day, then [provisional, confirmed] where the class-day pays, where it is pending, where it is rejected. */
const TABLE: readonly (readonly [string, readonly number[], readonly number[], readonly number[]])[] = [
  ['clean', [4, 4], [4, 0], [0, 0]],
  ['witnessed, pending', [4, 0], [4, 0], [0, 0]],
  ['missing-end, pending', [0, 0], [0, 0], [0, 0]],
  ['missing-start, pending', [0, 0], [0, 0], [0, 0]],
  ['missing-end, accepted', [4, 4], [4, 0], [0, 0]],
  ['witnessed, accepted with 3', [3, 3], [3, 0], [0, 0]],
  ['clean, rejected', [0, 0], [0, 0], [0, 0]],
  ['absent', [0, 0], [0, 0], [0, 0]],
  ['absent, accepted', [4, 4], [4, 0], [0, 0]],
  ['absent, accepted with 0', [0, 0], [0, 0], [0, 0]],
]

const CASES = TABLE.flatMap(([traineeDay, paid, pending, rejected]) => [
  ['compliant', traineeDay, paid] as const,
  ['not-required', traineeDay, paid] as const,
  ['flagged, accepted', traineeDay, paid] as const,
  ['flagged, pending', traineeDay, pending] as const,
  ['compliant, rejected', traineeDay, rejected] as const,
])

test.each(CASES)('class-day %s, trainee-day %s: %j', (classDay, traineeDay, hours) => {
  const { provisionalHours, confirmedHours } = judge(
    ...CLASS_DAYS[classDay]!,
    ...TRAINEE_DAYS[traineeDay]!,
  ).traineeDay
  expect([provisionalHours, confirmedHours]).toEqual(hours)
})
