import type { Evaluation } from '../../domain/evaluate'
import type { Attendance, ClassDay, Settlement, TraineeDay, TraineeSettlement } from '../../domain/model'
import { formatRate, formatYuan } from '../../domain/money'
import { formatInstant } from '../../domain/time'

/** Small enough for the young heap: larger texts would pile up among what lives long. */
const CHUNK = 1 << 14

/**
 * The answer of `jineng evaluate` as large pieces of one JSON object, a row a line. The rows of days are put
 * together by hand: a city's years have millions of them.
 */
export function* answerOf(evaluation: Evaluation): Generator<string> {
  yield '{"classDays":['
  yield* rows(evaluation.classDays(), classDayText)
  yield '],\n"traineeDays":['
  yield* rows(evaluation.traineeDays(), traineeDayText)
  yield '],\n"attendance":['
  yield* rows(evaluation.attendance(), attendanceText)
  yield '],\n"settlements":['
  yield* settlementTexts(evaluation.settlements())
  yield '],\n"planProblems":['
  yield* rows(evaluation.planProblems, JSON.stringify)
  yield '],\n"droppedRecordings":['
  yield* rows(evaluation.droppedRecordings, JSON.stringify)
  yield ']}\n'
}

function* rows<T>(found: Iterable<T>, text: (row: T) => string): Generator<string> {
  let chunk = ''
  let separator = '\n'
  for (const row of found) {
    chunk += separator + text(row)
    separator = ',\n'
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  yield chunk
}

function classDayText(day: ClassDay): string {
  const pieces = day.pieces.map(
    piece =>
      `{"start":"${formatInstant(piece.start)}","end":"${formatInstant(piece.end)}","deviceSerial":${JSON.stringify(
        piece.deviceSerial,
      )},"channelNo":${piece.channelNo}}`,
  )
  return (
    `{"classId":${JSON.stringify(day.classId)},"date":"${day.date}","policy":${JSON.stringify(day.policy)},` +
    `"scheduledHours":${day.scheduledHours},"pieces":[${pieces.join(',')}],"segmentCount":${day.segmentCount},` +
    `"recording":"${day.recording}","status":"${day.status}","flags":${JSON.stringify(day.flags)}}`
  )
}

function traineeDayText(day: TraineeDay): string {
  return (
    `{"traineeId":${JSON.stringify(day.traineeId)},"date":"${day.date}","classId":${JSON.stringify(day.classId)},` +
    `"start":${instantText(day.start)},"end":${instantText(day.end)},"status":"${day.status}",` +
    `"flags":${day.flags.length === 0 ? '[]' : JSON.stringify(day.flags)},` +
    `"provisionalHours":${day.provisionalHours},"confirmedHours":${day.confirmedHours}}`
  )
}

function instantText(instant: number | null): string {
  return instant === null ? 'null' : `"${formatInstant(instant)}"`
}

function attendanceText({ confirmedRate, ...row }: Attendance): string {
  return JSON.stringify({ ...row, confirmedRate: formatRate(confirmedRate) })
}

/** A project in pieces, a trainee a piece: with their traces they are long. */
function* settlementTexts(settlements: Iterable<Settlement>): Generator<string> {
  let separator = '\n'
  for (const { trainees, totalFen, ...row } of settlements) {
    yield `${separator}${JSON.stringify(row).slice(0, -1)},"trainees":[`
    yield* rows(trainees, traineeText)
    yield `],"totalYuan":"${formatYuan(totalFen)}"}`
    separator = ',\n'
  }
}

function traineeText({ amountFen, trace, ...trainee }: TraineeSettlement): string {
  return JSON.stringify({ ...trainee, amountYuan: formatYuan(amountFen), trace })
}
