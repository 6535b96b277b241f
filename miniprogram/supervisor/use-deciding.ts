import type { ClassDayDetail, DecideAnswer, Input } from '../../cloudfunctions/contract/app'
import { call } from '../api/call'
import { type Sending, useSending } from '../api/use-sending'

export interface Deciding {
  readonly onDecided: (answer: DecideAnswer) => void
  /** A question was asked; with the day as it now stands. */
  readonly onAsked: (detail: ClassDayDetail) => void
  /** Reads the day anew; what is typed stays. */
  readonly reload: () => Promise<void>
}

interface Acts extends Omit<Sending, 'send'> {
  readonly decide: (ruling: Input<'preview-decision'>, reason: string) => void
  readonly ask: (question: string) => void
}

/**
 * Sends one decision or one question.
 * @param sent when the server has recorded it
 */
export function useDeciding(
  { row: { classId, date }, revision }: ClassDayDetail,
  trainee: { readonly traineeId: string } | null,
  { onDecided, onAsked }: Pick<Deciding, 'onDecided' | 'onAsked'>,
  sent: () => void,
): Acts {
  const { send, ...sending } = useSending()
  const decide: Acts['decide'] = (ruling, reason) =>
    void send(async decisionKey => {
      const answer = await call('decide', { ...ruling, reason, seen: revision, decisionKey })
      sent()
      onDecided(answer)
    })
  const ask: Acts['ask'] = question =>
    void send(async requestKey => {
      const of = trainee ? { traineeId: trainee.traineeId } : {}
      const detail = await call('ask-explanation', { classId, date, ...of, question, requestKey })
      sent()
      onAsked(detail)
    })
  return { ...sending, decide, ask }
}
