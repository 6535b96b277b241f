import { quoted } from '../../contract/problem'
import type { CheckIn, DateText, TrainingClass } from '../../domain/model'
import { insert, replace, type Versioned } from '../../ports/store'
import {
  type Attempt,
  emptyTraineeDay,
  TRAINEE_DAYS,
  type TraineeDayStream,
  type Witnessing,
} from '../documents/trainee-days'
import { checkInsOf, withNeighbours } from '../evidence'
import { momentOf, openDates } from '../schedule'
import { append, canonicalJson } from '../streams/chain'
import { type Importing, marksFor } from './import-context'
import { type Made, type Step, stepFor, versionedById } from './import-keeper'
import type { FileRow } from './import-rows'
import { toCheckIn } from './rows'

type CheckInRow = Extract<FileRow, { readonly type: 'checkIn' }>

interface Given {
  readonly checkIn: CheckIn
  readonly path: string
}

interface GivenDay {
  readonly empty: TraineeDayStream
  readonly given: Given[]
}

/** Days that the store holds, by id. */
type KeptDays = ReadonlyMap<string, Versioned<TraineeDayStream>>

/** So many rows are gathered, that a trainee's day is mostly written once. */
const GATHERED_AT_MOST = 20_000

/** Takes check-ins in any order and keeps them as attempts in their trainees' days. */
export class CheckInImport {
  /** By class, and in it by the day's id. */
  readonly #gathered = new Map<TrainingClass, Map<string, GivenDay>>()
  #size = 0
  /** Ids of the classes that have days in the store: of the others none need be read. */
  readonly #begun: Set<string>

  constructor(private readonly importing: Importing) {
    this.#begun = new Set(importing.held.begun)
  }

  async add({ row, path }: CheckInRow): Promise<void> {
    const checkIn = toCheckIn(row)
    const training = this.#classOf(checkIn)
    const { date } = momentOf(training, checkIn.at)
    const empty = emptyTraineeDay(checkIn.traineeId, training.id, date)
    const days = this.#gathered.get(training) ?? new Map<string, GivenDay>()
    this.#gathered.set(training, days)
    const day = days.get(empty.id) ?? { empty, given: [] }
    days.set(empty.id, day)
    day.given.push({ checkIn, path })
    this.#size += 1
    if (this.#size >= GATHERED_AT_MOST) await this.flush()
  }

  async flush(): Promise<void> {
    for (const [training, days] of this.#gathered) {
      const kept = await this.#keptDays(training, [...days.values()])
      await this.importing.keep([...days.values()].map(day => this.#step(training, day, kept)))
      this.#begun.add(training.id)
    }
    this.#gathered.clear()
    this.#size = 0
  }

  #classOf({ traineeId }: CheckIn): TrainingClass {
    const { dataset, classes } = this.importing
    const number = dataset.traineeIds.find(traineeId)
    const training = number === null ? undefined : classes.get(dataset.trainees[number]?.classId ?? '')
    if (training === undefined) throw new RangeError(`trainee ${traineeId} is not in the dataset`)
    return training
  }

  /** With the days beside: a tap that came late within minutes of midnight may have been taken to one of these. */
  async #keptDays({ id }: TrainingClass, days: readonly GivenDay[]): Promise<KeptDays> {
    if (!this.#begun.has(id)) return new Map()
    const dates = days.flatMap(({ empty }) => withNeighbours(empty.date)).sort()
    const range = { index: 'byClassDay', equal: [id], from: dates[0]!, to: dates.at(-1)! }
    return versionedById(this.importing.store, TRAINEE_DAYS, range)
  }

  #step(training: TrainingClass, { empty, given }: GivenDay, kept: KeptDays): Step {
    const { id } = empty
    return stepFor(this.importing.store, TRAINEE_DAYS, id, kept.get(id) ?? null, found =>
      this.#made(training, empty, given, found, kept),
    )
  }

  #made(
    training: TrainingClass,
    empty: TraineeDayStream,
    given: readonly Given[],
    found: Versioned<TraineeDayStream> | null,
    kept: KeptDays,
  ): Made {
    const { attempts } = this.importing.held
    const before = found?.document ?? empty
    const taken = new Set(before.events.map(event => event.type === 'attempt' && event.attemptId))
    const known = given.filter(({ checkIn: { id } }) => taken.has(id) || attempts.find(id) !== null)
    const fresh = given.filter(one => !known.includes(one)).map(({ checkIn }) => checkIn)
    const around = [before, ...daysBeside(before, kept)].flatMap(checkInsOf)
    const count = () => {
      this.importing.counter.added('checkIns', fresh.length)
      for (const one of known) this.#compare(one, around)
    }
    if (fresh.length === 0) return { writes: [], count }
    const stream = fresh.flatMap(eventsOf).reduce((s, event) => append(TRAINEE_DAYS, s, event), before)
    const write = found ? replace(TRAINEE_DAYS, stream, found.version) : insert(TRAINEE_DAYS, stream)
    return { writes: [write, ...this.#marks(training, fresh)], count }
  }

  #marks(training: TrainingClass, fresh: readonly CheckIn[]) {
    const dates: DateText[] = fresh.flatMap(({ at }) => openDates(training, at))
    return marksFor(this.importing, training, dates)
  }

  /** The store holds the check-in's id: a problem where that says something else. */
  #compare({ checkIn, path }: Given, kept: readonly CheckIn[]): void {
    const { counter, problems } = this.importing
    const text = canonicalJson(checkIn)
    if (kept.some(one => one.id === checkIn.id && canonicalJson(one) === text)) counter.known('checkIns')
    else {
      const what = `数据里已有编号为${quoted(checkIn.id)}的签到，内容不同；导入不会覆盖已有内容，请核对`
      problems.add(`${path}.id`, what)
    }
  }
}

function daysBeside({ traineeId, classId, date }: TraineeDayStream, kept: KeptDays): TraineeDayStream[] {
  const [before, , after] = withNeighbours(date)
  const ids = [before, after].map(other => emptyTraineeDay(traineeId, classId, other).id)
  return ids.flatMap(id => kept.get(id)?.document ?? [])
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
