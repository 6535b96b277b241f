import { useState } from 'react'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'

export interface Witnessing {
  readonly reason: string
  readonly setReason: (reason: string) => void
  /** What came of the last try, in a sentence. */
  readonly outcome: string
  readonly busy: boolean
  readonly witness: (attemptIds: readonly string[]) => Promise<void>
}

/** Vouches for check-ins of a day that wait; `onDone` when the server has recorded them. */
export function useWitnessing(
  day: { readonly classId: string; readonly date: string },
  onDone: () => void,
): Witnessing {
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState('')
  const [busy, setBusy] = useState(false)
  const witness = async (attemptIds: readonly string[]) => {
    if (!reason.trim()) return setOutcome('请先写明见证理由。')
    setBusy(true)
    try {
      const { recorded, already } = await call('witness', { ...day, attemptIds: [...attemptIds], reason })
      setOutcome(
        `已见证 ${recorded.length} 次打卡${already.length > 0 ? `，另有 ${already.length} 次之前已记录` : ''}。`,
      )
      onDone()
    } catch (error) {
      setOutcome(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return { reason, setReason, outcome, busy, witness }
}
