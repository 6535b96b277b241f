import { useEffect } from 'react'
import { useQuestion } from '../../api/use-question'
import { useServerClock } from '../../components/server-clock'
import { type CodeNow, codeNow } from './code-now'

/** Those at hand reach for five minutes: asked so often, nearly all of that is left when the line goes. */
const ASK_EVERY_MS = 30_000

export interface Codes {
  /** Null: none is at hand. */
  readonly current: CodeNow | null
  /** There were some. */
  readonly began: boolean
  /** By the server's clock. */
  readonly now: number
  /** The sentence of the last question, where it was not answered. */
  readonly problem: string | null
  readonly busy: boolean
  readonly ask: () => Promise<void>
}

/** The codes of a class's room, asked for again and again while the page is open. */
export function useCodes(classId: string): Codes {
  const { answer, answeredAt, problem, busy, ask } = useQuestion('room-code', { classId })
  const now = useServerClock(answer ? answer.now - answeredAt : 0)
  useEffect(() => {
    const timer = setInterval(() => void ask(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [ask])
  const current = answer ? codeNow(answer.codes, now) : null
  return { current, began: answer !== null, now, problem: problem?.message ?? null, busy, ask }
}
