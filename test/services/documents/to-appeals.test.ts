import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { put } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { allDocuments, DATE, judgeAll } from '../kept'
import { at, keyOf, School } from '../school'

const LAYOUT = 4

it('a store of layout 4 says of each judged day when it was decided on, as if judged now', async () => {
  const school = await School.open()
  const folder = mkdtempSync(join(tmpdir(), 'jineng-appeals-'))
  try {
    await school.ordinaryDay(DATE, 25)
    school.now = at(DATE, '18:00')
    const { revision } = await school.answer('supervisor', 'class-day', { classId: 'C1', date: DATE })
    await school.answer('supervisor', 'decide', {
      classId: 'C1',
      date: DATE,
      verdict: 'accepted',
      reason: '看过',
      seen: revision,
      decisionKey: keyOf('d'),
    })
    await judgeAll(school)
    const judged = await readAll(school.store, JUDGED_DAYS, { index: 'byDate', equal: [] })
    expect(judged.map(({ decidedAt }) => decidedAt)).toContain(school.now)

    const before = MIGRATIONS.filter(({ to }) => to <= LAYOUT)
    const old = await openSqliteStore(folder, COLLECTIONS, before)
    for (const { collection, document } of await allDocuments(school.store)) {
      const { appeals: _, decidedAt: __, ...kept } = document as typeof document & Record<string, unknown>
      await old.commit([put(collection, kept)])
    }
    await old.close()
    const store = await openSqliteStore(folder, COLLECTIONS, MIGRATIONS)
    const rows = await readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] })
    expect(JSON.stringify(rows)).toBe(JSON.stringify(judged))
    expect(await checkDerived(store, () => {})).toMatchObject({ different: [] })
    await store.close()
  } finally {
    await school.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
