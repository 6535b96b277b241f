import type { AppealView } from '../../contract/appeals'
import { type ClassDayStream, decisionsIn } from '../documents/class-days'
import type { AppealOfTrainee } from '../documents/judged-days'

/** What trainees asked about a class-day, in order, each with the decision on that trainee that stands since. */
export function appealsOn(stream: ClassDayStream): AppealOfTrainee[] {
  return stream.events.flatMap((event, place) => {
    if (event.type !== 'appeal-made') return []
    const { appealId, traineeId, kind, at, text } = event
    return [{ appealId, traineeId, kind, at, text, answer: answerTo(stream, traineeId, place) }]
  })
}

export const isOpen = ({ answer }: Pick<AppealView, 'answer'>): boolean => answer === null

/** @param place of the appeal among the events */
function answerTo(stream: ClassDayStream, traineeId: string, place: number): AppealView['answer'] {
  const since = { ...stream, events: stream.events.slice(place + 1) }
  const decision = decisionsIn(since)
    .filter(one => one.traineeId === traineeId)
    .at(-1)
  if (decision === undefined) return null
  const { verdict, hours, by, at, reason } = decision
  return { verdict, hours, by, at, reason }
}
