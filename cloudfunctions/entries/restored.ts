import { forgetLines, linesLeft } from '../adapters/sqlite'
import type { Clock } from '../ports/clock'
import type { Store } from '../ports/store'
import { purge } from '../services/face/purge'
import { type Settled, settleRestored } from '../services/face/restored'
import { forgetNights } from '../services/night'

/**
 * Of a folder that was just opened for writing: when a backup took the place of its store since, what came back of faces
 * and consents is settled, and what is past its term goes. To be done before anybody is answered.
 * @returns null: no backup did
 * @throws StoreError
 */
export async function settleAfterRestore(
  store: Store,
  folder: string,
  clock: Clock,
): Promise<Settled | null> {
  const lines = linesLeft(folder)
  if (lines === null) return null
  const settled = await settleRestored({ store, clock }, lines)
  await purge({ store, clock }, async () => true)
  // What was taken over is older than a night looks back.
  await forgetNights({ store })
  await forgetLines(folder)
  return settled
}
