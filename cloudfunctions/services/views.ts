import type { CheckInView, ClassLabel, LessonView } from '../contract/app'
import type { DateText } from '../domain/model'
import { instantOf } from '../domain/time'
import type { ClassRecord } from './documents/classes'
import { type Attempt, timeOf } from './documents/trainee-days'
import { faceHolds } from './evidence'

export function classLabel({ id, title, occupation, provider, room }: ClassRecord): ClassLabel {
  return { classId: id, title, occupation, provider, room }
}

/** By start. */
export function lessonViews(record: ClassRecord, date: DateText): LessonView[] {
  return record.training.lessons
    .filter(lesson => lesson.date === date)
    .map(({ id, start, end, hours, kind, delivery }) => ({
      lessonId: id,
      title: record.lessonTitles[id] ?? record.occupation,
      start: instantOf(date, start),
      end: instantOf(date, end),
      hours,
      kind,
      delivery,
    }))
    .sort((a, b) => a.start - b.start || a.end - b.end)
}

/** A face that was matched alive needs no witness; everything else waits for one. */
export function checkInView(attempt: Attempt, witnessed: boolean): CheckInView {
  const { attemptId, kind, at, tappedAt } = attempt
  const byFace = faceHolds(attempt)
  return {
    attemptId,
    kind,
    at: timeOf(attempt),
    arrivedAt: tappedAt === null ? null : at,
    state: byFace || witnessed ? 'recorded' : 'waiting',
    method: byFace ? 'face' : 'witnessed',
  }
}
