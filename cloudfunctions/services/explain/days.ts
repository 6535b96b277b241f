import {
  classDayFlagWords,
  classDayStatusWords,
  traineeDayFlagWords,
  traineeDayStatusWords,
} from '../../contract/words'
import { presenceOf } from '../../domain/attendance/presence'
import type { Chosen, Evaluation } from '../../domain/evaluate'
import type { ClassDay, Decision, Piece, TraineeDay } from '../../domain/model'
import type { ClassPlan } from '../../domain/plan/class-plan'
import { type DayPlan, planDays } from '../../domain/plan/day-plan'
import { lessonHours } from '../../domain/plan/lesson-hours'
import { layStretches } from '../../domain/recording/segments'
import { formatInstant, MINUTE } from '../../domain/time'

/** One training day of one trainee: the class's recordings, the two check-ins, the hours, the decisions. */
export function dayText(
  evaluation: Evaluation,
  plan: ClassPlan,
  classDay: ClassDay,
  day: TraineeDay,
): string[] {
  const dayPlan = planDays(plan.trainingClass, plan.edition).find(found => found.date === day.date)!
  const chosen = evaluation.chosen(day.traineeId, day.date)
  return [
    `${day.date}  确认 ${day.confirmedHours} / 应到 ${classDay.scheduledHours} 学时` +
      `${day.provisionalHours === day.confirmedHours ? '' : `（待确认后最多 ${day.provisionalHours}）`}`,
    ...lessonLines(dayPlan, plan, chosen),
    ...recordingLines(classDay, plan),
    ...decisionLines(evaluation.dataset.decisions, day.classId, day.date, undefined),
    `  本人：${traineeDayStatusWords[day.status]}${flagText(day.flags.map(flag => traineeDayFlagWords[flag]))}`,
    checkInLine('签到', chosen.start),
    checkInLine('签退', chosen.end),
    ...decisionLines(evaluation.dataset.decisions, day.classId, day.date, day.traineeId),
  ]
}

type ChosenPair = ReturnType<Evaluation['chosen']>

/** Each lesson, and how many of its hours the two check-ins make by R8 where both are there. */
function lessonLines(day: DayPlan, { edition }: ClassPlan, { start, end }: ChosenPair): string[] {
  const { graceMinutes, minutesPerHour, hoursPerDayAtMost } = edition.figures
  const present = start && end && presenceOf(day, start.at, end.at, graceMinutes.value * MINUTE)
  return day.lessons.map(planned => {
    const { lesson } = planned
    const kind = lesson.kind === 'theory' ? '理论' : '实操'
    const delivery = lesson.delivery === 'onsite' ? '线下' : '线上'
    const hourMs = minutesPerHour.value * MINUTE
    const hours =
      present && lessonHours([planned], present.start, present.end, hourMs, hoursPerDayAtMost.value)
    const counted = hours === null ? '' : `，按打卡计 ${hours} 学时`
    return `  课程 ${lesson.id} ${lesson.start}–${lesson.end} ${lesson.hours} 学时 ${kind} ${delivery}${counted}`
  })
}

function recordingLines(classDay: ClassDay, { edition }: ClassPlan): string[] {
  const lengthMs = edition.figures.minutesPerSegment.value * MINUTE
  const flags = flagText(classDay.flags.map(flag => classDayFlagWords[flag]))
  const verdict = `  班级当日：${classDayStatusWords[classDay.status]}${flags}，录像 ${classDay.segmentCount} 段`
  const pieces = classDay.pieces.map(
    piece => `    片段 ${span(piece)} 摄像头 ${piece.deviceSerial}/${piece.channelNo}`,
  )
  const counted = layStretches(classDay.pieces, lengthMs)
    .slice(0, edition.figures.segmentsPerDayAtLeast.value)
    .map(
      (stretch, i) =>
        `    计为第 ${i + 1} 段 ${span(stretch)} 摄像头 ${stretch.deviceSerial}/${stretch.channelNo}`,
    )
  return classDay.recording === 'not-required' ? [verdict] : [verdict, ...pieces, ...counted]
}

function checkInLine(name: string, chosen: Chosen | null): string {
  if (chosen === null) return `    ${name}：无`
  const place = chosen.distanceMeters === null ? '' : `，距培训地点 ${Math.round(chosen.distanceMeters)} 米`
  return `    ${name}：${clock(chosen.at)}（${chosen.id}，${chosen.witnessed ? '教师见证' : '人脸识别'}${place}）`
}

/** All decisions, also those that others have overtaken: none is ever erased. */
function decisionLines(
  decisions: readonly Decision[],
  classId: string,
  date: string,
  traineeId: string | undefined,
): string[] {
  return decisions
    .filter(found => found.classId === classId && found.date === date && found.traineeId === traineeId)
    .map(({ at, by, verdict, hours, reason }) => {
      const words = verdict === 'accepted' ? '认可' : '不予认可'
      return `    决定：${formatInstant(at).slice(0, 16).replace('T', ' ')} ${by} ${words}${hours === undefined ? '' : ` ${hours} 学时`}：${reason}`
    })
}

function flagText(flags: readonly string[]): string {
  return flags.length === 0 ? '' : `（${flags.join('；')}）`
}

function span({ start, end }: Piece): string {
  return `${clock(start)}–${clock(end)}`
}

function clock(instant: number): string {
  const text = formatInstant(instant)
  return text.slice(11, text.endsWith('.000+08:00') ? 19 : 23)
}
