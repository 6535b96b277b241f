import { quoted } from '../../contract/problem'
import { IdTable } from '../../domain/evidence/id-table'
import type { CheckIn, TrainingClass } from '../../domain/model'
import { insert, MOST_PER_PAGE, type Range, replace, type StoreReader, type Write } from '../../ports/store'
import {
  type Attempt,
  attemptsOf,
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
  type Witnessing,
} from '../documents/trainee-days'
import { checkInsOf, withNeighbours } from '../evidence'
import { momentOf, openDates } from '../schedule'
import { append, canonicalJson } from '../streams/chain'
import { type Importing, write } from './import-context'
import type { FileRow } from './import-rows'
import { toCheckIn } from './rows'

type CheckInRow = Extract<FileRow, { readonly type: 'checkIn' }>

interface Given {
  readonly checkIn: CheckIn
  readonly path: string
}

/** So many rows are gathered, that a trainee's day is mostly written once. */
const GATHERED_AT_MOST = 20_000

/** Takes check-ins in any order and keeps them as attempts in their trainees' days. */
export class CheckInImport {
  readonly #gathered = new Map<string, { readonly empty: TraineeDayStream; readonly given: Given[] }>()
  #size = 0

  /** @param known ids of all attempts that the store held before */
  constructor(
    private readonly importing: Importing,
    private readonly known: IdTable,
  ) {}

  async add({ row, path }: CheckInRow): Promise<void> {
    const checkIn = toCheckIn(row)
    const training = this.#classOf(checkIn)
    const { date } = momentOf(training, checkIn.at)
    const empty = emptyTraineeDay(checkIn.traineeId, training.id, date)
    const day = this.#gathered.get(empty.id) ?? { empty, given: [] }
    day.given.push({ checkIn, path })
    this.#gathered.set(empty.id, day)
    this.#size += 1
    if (this.#size >= GATHERED_AT_MOST) await this.flush()
  }

  async flush(): Promise<void> {
    const writes: Write[] = []
    for (const { empty, given } of this.#gathered.values()) {
      writes.push(...(await this.#writesOf(empty, given)))
    }
    this.#gathered.clear()
    this.#size = 0
    await write(this.importing.store, writes)
  }

  #classOf({ traineeId }: CheckIn): TrainingClass {
    const { dataset, classes } = this.importing
    const number = dataset.traineeIds.find(traineeId)
    const training = number === null ? undefined : classes.get(dataset.trainees[number]?.classId ?? '')
    if (training === undefined) throw new RangeError(`trainee ${traineeId} is not in the dataset`)
    return training
  }

  async #writesOf(empty: TraineeDayStream, given: readonly Given[]): Promise<Write[]> {
    const { store, counter, touched } = this.importing
    const found = await store.get(TRAINEE_DAYS, empty.id)
    const before = found?.document ?? empty
    const kept = checkInsOf(before)
    let stream = before
    for (const { checkIn, path } of given) {
      if (await this.#isKept(before, kept, checkIn, path)) continue
      counter.added('checkIns')
      touched.touch(this.#classOf(checkIn), openDates(this.#classOf(checkIn), checkIn.at))
      for (const event of eventsOf(checkIn)) stream = append(TRAINEE_DAYS, stream, event)
    }
    if (stream === before) return []
    return [found ? replace(TRAINEE_DAYS, stream, found.version) : insert(TRAINEE_DAYS, stream)]
  }

  /** Whether the store holds the check-in's id; a problem where that says something else. */
  async #isKept(
    day: TraineeDayStream,
    kept: readonly CheckIn[],
    checkIn: CheckIn,
    path: string,
  ): Promise<boolean> {
    const { counter, problems } = this.importing
    if (this.known.find(checkIn.id) === null) return false
    const same = (one: CheckIn) => one.id === checkIn.id && canonicalJson(one) === canonicalJson(checkIn)
    if (kept.some(same) || (await this.#daysBeside(day)).flatMap(checkInsOf).some(same)) {
      counter.known('checkIns')
    } else {
      const what = `数据里已有编号为${quoted(checkIn.id)}的签到，内容不同；导入不会覆盖已有内容，请核对`
      problems.add(`${path}.id`, what)
    }
    return true
  }

  /** A tap that came late within minutes of midnight may have been taken to the day beside. */
  async #daysBeside({ traineeId, classId, date }: TraineeDayStream): Promise<TraineeDayStream[]> {
    const [before, , after] = withNeighbours(date)
    const found = await Promise.all(
      [before, after].map(other =>
        this.importing.store.get(TRAINEE_DAYS, emptyTraineeDay(traineeId, classId, other).id),
      ),
    )
    return found.flatMap(one => one?.document ?? [])
  }
}

/** The file says when it was, and nothing of when it arrived or was vouched for. */
function eventsOf({ id, kind, at, method, face, witness, location, deviceId }: CheckIn) {
  const attempt: Attempt = {
    type: 'attempt',
    attemptId: id,
    kind,
    at,
    tappedAt: null,
    deviceId: deviceId ?? null,
    location: location ?? null,
    face: face ?? null,
    refusal: null,
    source: 'import',
  }
  if (method === 'face' || witness === undefined) return [attempt]
  const { by, reason } = witness
  const witnessing: Witnessing = {
    type: 'witnessing',
    attemptId: id,
    by,
    accountId: null,
    at,
    reason,
    source: 'import',
  }
  return [attempt, witnessing]
}

/** The ids of all attempts that a store holds, also of those that count for nothing. */
export async function knownAttempts(store: StoreReader): Promise<IdTable> {
  const ids = new IdTable()
  let query: Range = { index: 'byClassDay', equal: [], limit: MOST_PER_PAGE }
  for (;;) {
    const page = await store.range(TRAINEE_DAYS, query)
    for (const { attemptId } of page.items.flatMap(({ document }) => attemptsOf(document))) {
      ids.internText(attemptId)
    }
    if (page.next === null) return ids
    query = { ...query, after: page.next }
  }
}
