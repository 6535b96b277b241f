import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../../cloudfunctions/adapters/sqlite'
import { put, type Store } from '../../../cloudfunctions/ports/store'
import { COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { checkDerived } from '../../../cloudfunctions/services/judging/rebuild'
import { lesson } from '../../support/situation'
import { allDocuments, DATE, judgeAll, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'

const LAYOUT = 3

let school: School
let folder: string
beforeEach(async () => {
  school = await School.open()
  folder = mkdtempSync(join(tmpdir(), 'jineng-taps-'))
})
afterEach(async () => {
  await school.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the school holds as layout 3 kept it, and then brought up. */
async function broughtUp(look: (store: Store) => Promise<void>): Promise<void> {
  const old = await openSqliteStore(
    folder,
    COLLECTIONS,
    MIGRATIONS.filter(({ to }) => to <= LAYOUT),
  )
  for (const { collection, document } of await allDocuments(school.store)) {
    const { taps: _, ...before } = document as typeof document & { taps?: number }
    await old.commit([put(collection, before)])
  }
  await old.close()
  const store = await openSqliteStore(folder, COLLECTIONS, MIGRATIONS)
  await look(store).finally(() => store.close())
}

const rows = (store: Store) => readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] })

async function expectRowsAsJudged(): Promise<void> {
  await judgeAll(school)
  const judged = await rows(school.store)
  expect(judged.some(({ taps }) => taps > 0)).toBe(true)
  await broughtUp(async store => {
    expect(JSON.stringify(await rows(store))).toBe(JSON.stringify(judged))
    expect(await checkDerived(store, () => {})).toEqual({ days: judged.length, waiting: 0, different: [] })
  })
}

describe('a store of layout 3 says of each judged day by how many taps it was judged, as if judged now', () => {
  it('with taps that count, that were refused, that came late and that were vouched for', async () => {
    await school.ordinaryDay(DATE, 25)
    await school.tap('t2', 'start', at(DATE, '07:00'), 'refused')
    school.now = at(DATE, '18:00')
    const waitedMs = school.now - at(DATE, '09:00')
    await school.answer('t2', 'check-in', { kind: 'start', attemptKey: keyOf('late'), waitedMs })
    await expectRowsAsJudged()
  })

  it('with windows that reach over midnight', async () => {
    const evening = lesson('21:30-23:00', 2, { date: DATE })
    await teach(school, 'C1', { lessons: [evening, lesson('00:30-02:00', 2, { date: NEXT_DATE })] })
    await school.tap('t1', 'start', at(DATE, '23:45'), 'a')
    await school.tap('t2', 'end', at(NEXT_DATE, '00:00'), 'b')
    await school.tap('t2', 'end', at(NEXT_DATE, '01:30'), 'c')
    await expectRowsAsJudged()
  })
})
