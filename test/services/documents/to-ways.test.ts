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
import { installFaces } from '../face-engine'
import { allDocuments, DATE, judgeAll, NEXT_DATE, teach } from '../kept'
import { at, keyOf, School } from '../school'

const LAYOUT = 5

let school: School
let folder: string
beforeEach(async () => {
  school = await School.open()
  folder = mkdtempSync(join(tmpdir(), 'jineng-ways-'))
})
afterEach(async () => {
  await school.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What the school holds as layout 5 kept it, and then brought up. */
async function broughtUp(look: (store: Store) => Promise<void>): Promise<void> {
  const before = MIGRATIONS.filter(({ to }) => to <= LAYOUT)
  const old = await openSqliteStore(folder, COLLECTIONS, before)
  for (const { collection, document } of await allDocuments(school.store)) {
    const { ways: _, ...without } = document as typeof document & { ways?: object }
    await old.commit([put(collection, without)])
  }
  await old.close()
  const store = await openSqliteStore(folder, COLLECTIONS, MIGRATIONS)
  await look(store).finally(() => store.close())
}

const rows = (store: Store) => readAll(store, JUDGED_DAYS, { index: 'byDate', equal: [] })

async function expectRowsAsJudged(some: number): Promise<void> {
  await judgeAll(school)
  const judged = await rows(school.store)
  const counted = judged.flatMap(({ ways }) => [ways.face, ways.witnessed, ways.roomCode])
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(some)
  await broughtUp(async store => {
    expect(JSON.stringify(await rows(store))).toBe(JSON.stringify(judged))
    expect(await checkDerived(store, () => {})).toEqual({ days: judged.length, waiting: 0, different: [] })
  })
}

describe('a store of layout 5 says of each judged day how its check-ins came to count, as if judged now', () => {
  it('by face, by witness, by code, late and vouched for, and refused', async () => {
    await school.ordinaryDay(DATE, 25)
    await school.tap('t2', 'start', at(DATE, '07:00'), 'refused')
    await installFaces(school, 'passed')
    await school.tap('t2', 'start', at(DATE, '08:25'), 'by face')
    school.now = at(DATE, '11:50')
    const { codes } = await school.answer('i1', 'room-code', { classId: 'C1' })
    const attemptKey = keyOf('by code')
    await school.answer('t2', 'check-in', { kind: 'end', attemptKey, roomCode: codes[0]?.code ?? '' })
    school.now = at(NEXT_DATE, '14:00')
    const waitedMs = school.now - at(NEXT_DATE, '08:25')
    const late = await school.answer('t1', 'check-in', { kind: 'start', attemptKey: keyOf('late'), waitedMs })
    const attemptIds = late.accepted ? [late.checkIn.attemptId] : []
    await school.answer('i1', 'witness', { classId: 'C1', date: NEXT_DATE, attemptIds, reason: '在场' })
    await expectRowsAsJudged(5)
  })

  it('with windows that reach over midnight', async () => {
    await installFaces(school, 'passed')
    const evening = lesson('21:30-23:00', 2, { date: DATE })
    await teach(school, 'C1', { lessons: [evening, lesson('00:30-02:00', 2, { date: NEXT_DATE })] })
    await school.tap('t1', 'start', at(DATE, '23:45'), 'a')
    await school.tap('t2', 'end', at(NEXT_DATE, '00:00'), 'b')
    await school.tap('t2', 'end', at(NEXT_DATE, '01:30'), 'c')
    await judgeAll(school)
    const judged = await rows(school.store)
    const counted = judged.flatMap(({ traineeDays }) => traineeDays.flatMap(({ start, end }) => [start, end]))
    await expectRowsAsJudged(counted.filter(at => at !== null).length)
  })
})
