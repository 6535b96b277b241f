import { useState } from 'react'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'
import type { Said } from './waits'

/** What came of vouching, in a sentence. */
interface Vouched {
  readonly recorded: boolean
  readonly sentence: string
}

export interface Witnessing {
  readonly busy: boolean
  readonly witness: (attemptIds: readonly string[], said: Said) => Promise<Vouched>
}

/** Vouches for check-ins of a day that wait; `onDone` when the server has recorded them. */
export function useWitnessing(
  day: { readonly classId: string; readonly date: string },
  onDone: () => void,
): Witnessing {
  const [busy, setBusy] = useState(false)
  const witness: Witnessing['witness'] = async (attemptIds, { reason, seen }) => {
    setBusy(true)
    try {
      const input = { ...day, attemptIds: [...attemptIds], reason, ...(seen === null ? {} : { seen }) }
      const { recorded, already } = await call('witness', input)
      onDone()
      const before = already.length > 0 ? `，另有 ${already.length} 次之前已记录` : ''
      return { recorded: true, sentence: `已见证 ${recorded.length} 次打卡${before}。` }
    } catch (error) {
      return { recorded: false, sentence: asFailure(error).message }
    } finally {
      setBusy(false)
    }
  }
  return { busy, witness }
}
