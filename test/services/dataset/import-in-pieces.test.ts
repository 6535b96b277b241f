import { insert, type Store, StoreError, type Write } from '../../../cloudfunctions/ports/store'
import { importInPieces, importsUnderWay } from '../../../cloudfunctions/services/dataset/import-in-pieces'
import { KeptMeanwhile } from '../../../cloudfunctions/services/dataset/import-people'
import { rowsAgain } from '../../../cloudfunctions/services/dataset/import-rows'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { CLASSES, type ClassRecord, TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { DIRTY_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { emptyTraineeDay, TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { append } from '../../../cloudfunctions/services/streams/chain'
import { allDocuments } from '../kept'
import { at } from '../school'
import { everyKind } from './every-kind'
import { named, Place } from './importing'
import { inChunks } from './reading'

const TEXT = everyKind(3)
const NOW = at('2025-01-05', '09:00')

let place: Place
beforeEach(async () => {
  place = await Place.open()
})
afterEach(() => place.close())

/** The file into a store that stands before the place's own. */
async function importing(store: Store, { text = TEXT, now = NOW } = {}) {
  const bytes = new TextEncoder().encode(text)
  const { dataset } = await readDataset(inChunks(bytes), { form: 'ndjson' })
  if (dataset === null) throw new Error('not a dataset')
  const rows = () => rowsAgain(inChunks(bytes), 'ndjson')
  return importInPieces(store, place.secrets, { dataset, rows, now, ...named(text) })
}

/** The place's store, through which each commit is looked at before it is made. */
function before(look: (writes: readonly Write[], commits: number) => Promise<void> | void): Store {
  const { store } = place
  let commits = 0
  return {
    get: (...asked) => store.get(...asked),
    range: (...asked) => store.range(...asked),
    close: () => store.close(),
    commit: async writes => {
      commits += 1
      await look(writes, commits)
      return store.commit(writes)
    },
  }
}

const NO_ID_NUMBER = { idNumberSealed: null, idNumberIndex: '' }

/** All that is there, but for what each place seals otherwise, and how often it was written. */
async function everything(): Promise<string[]> {
  return (await allDocuments(place.store)).map(({ collection, document }) => {
    const { idNumberSealed: _, idNumberIndex: __, ...said } = { ...NO_ID_NUMBER, ...document }
    return `${collection.name} ${JSON.stringify(said)}`
  })
}

/** What an import that nothing befell leaves, and in how many commits. */
async function undisturbed(): Promise<{ documents: string[]; commits: number }> {
  const other = place
  place = await Place.open()
  let commits = 0
  await importing(
    before((_, made) => {
      commits = made
    }),
  )
  const documents = await everything()
  await place.close()
  place = other
  return { documents, commits }
}

it.each([0, 0.3, 0.7, 0.95])(
  'cut off after %p of its commits, it goes on later and ends the same',
  async share => {
    const whole = await undisturbed()
    const last = Math.max(1, Math.floor(whole.commits * share))
    const cut = before((_, commits) => {
      if (commits > last) throw new StoreError('the line is down')
    })
    await expect(importing(cut)).rejects.toThrow('the line is down')
    expect(await importsUnderWay(place.store)).toMatchObject([{ file: 'file.ndjson', begunAt: NOW }])
    expect(await importing(place.store, { now: NOW + 86_400_000 })).toMatchObject({
      done: true,
      resumed: true,
    })
    expect(await everything()).toEqual(whole.documents)
    expect(await importsUnderWay(place.store)).toEqual([])
  },
)

it('a class is there when all of its evidence is, with the marks of its days', async () => {
  const { store } = place
  const seen: string[] = []
  const watched = before(async writes => {
    for (const { collection, ...write } of writes) {
      if (collection.name !== CLASSES.name || !('document' in write)) continue
      const { id } = write.document
      const people = await readAll(store, TRAINEES, { index: 'byClass', equal: [id] })
      const days = await readAll(store, TRAINEE_DAYS, { index: 'byClassDay', equal: [id] })
      seen.push(`${id}: ${people.length} people, days ${days.length > 0}, marks ${writes.length - 1}`)
    }
  })
  await importing(watched)
  const expected = ['C1', 'C2', 'C3'].map(id => `${id}: 4 people, days true, marks 3`)
  expect(seen).toEqual(expected)
  expect(await readAll(store, DIRTY_DAYS, { index: 'byId', equal: [] })).toHaveLength(9)
})

it('a file that contradicts the store is refused before anything is written', async () => {
  await importing(place.store)
  let commits = 0
  const text = TEXT.replace('摄像头坏了', '另有原因')
    .replace(/"id":"P2"/, '"id":"P3"')
    .replaceAll('"projectId":"P2"', '"projectId":"P3"')
  const outcome = await importing(
    before((_, made) => {
      commits = made
    }),
    { text },
  )
  expect(outcome.done ? [] : outcome.problems.map(({ what }) => what)).toEqual([
    expect.stringContaining('数据里已有班级“C3”'),
    expect.stringContaining('的签到，内容不同'),
  ])
  expect(commits).toBe(0)
})

it('a file that the store holds is read and nothing is written', async () => {
  await importing(place.store)
  let commits = 0
  const outcome = await importing(
    before((_, made) => {
      commits = made
    }),
  )
  expect([outcome, commits]).toMatchObject([{ done: true, anythingNew: false, resumed: false }, 0])
})

it('what somebody else writes meanwhile stays, and the rest is appended to it', async () => {
  const empty = emptyTraineeDay('C1-T1', 'C1', '2024-06-03')
  const theirs = append(TRAINEE_DAYS, empty, {
    type: 'attempt',
    attemptId: 'theirs',
    kind: 'start',
    at: at('2024-06-03', '08:01'),
    tappedAt: null,
    deviceId: null,
    location: null,
    face: null,
    refusal: null,
    source: 'app',
  })
  const store = before(async (_, commits) => {
    if (commits === 2) await place.store.commit([insert(TRAINEE_DAYS, theirs)])
  })
  expect(await importing(store)).toMatchObject({ done: true })
  const events = (await read(place.store, TRAINEE_DAYS, empty.id))?.events ?? []
  expect(events[0]).toEqual(theirs.events[0])
  expect(events.length).toBeGreaterThan(1)
})

it('a class that somebody else keeps meanwhile with other content stops it, and is told the next time', async () => {
  const { store } = place
  const disturbed = before(async writes => {
    const [first] = writes
    if (first?.kind !== 'insert' || first.collection.name !== CLASSES.name) return
    const theirs = { ...(first.document as ClassRecord), id: first.document.id }
    const training = { ...theirs.training, cameras: [] }
    // The second time they are in each other's way, and theirs stays.
    await store.commit([insert(CLASSES, { ...theirs, training })])
  })
  await expect(importing(disturbed)).rejects.toThrow(KeptMeanwhile)
  const again = await importing(store)
  expect(again.done ? [] : again.problems.map(({ what }) => what)).toEqual([
    expect.stringContaining('数据里已有班级“C1”，内容不同（cameras）'),
  ])
})
