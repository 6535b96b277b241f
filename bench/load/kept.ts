import { openSqliteReader } from '../../cloudfunctions/adapters/sqlite'
import { MOST_PER_PAGE } from '../../cloudfunctions/ports/store'
import { MIGRATIONS } from '../../cloudfunctions/services/documents/migrations'
import { attemptsOf, TRAINEE_DAYS } from '../../cloudfunctions/services/documents/trainee-days'

/** How often each attempt stands in a store that nobody writes to any more, by its id. */
export async function keptAttempts(folder: string): Promise<ReadonlyMap<string, number>> {
  const kept = new Map<string, number>()
  const store = openSqliteReader(folder, MIGRATIONS)
  for (let after: string | undefined; ; ) {
    const range = { index: 'byClassDay', equal: [], limit: MOST_PER_PAGE, ...(after && { after }) }
    const page = await store.range(TRAINEE_DAYS, range)
    for (const { document } of page.items) {
      for (const { attemptId } of attemptsOf(document)) kept.set(attemptId, (kept.get(attemptId) ?? 0) + 1)
    }
    if (page.next === null) break
    after = page.next
  }
  await store.close()
  return kept
}
