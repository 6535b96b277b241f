import type { Camera, DateText, Recording } from '../../domain/model'
import { dateOf, instantOf } from '../../domain/time'
import { insert, replace, type Versioned, type Write } from '../../ports/store'
import {
  backwardRowsOf,
  CAMERA_DAYS,
  type CameraDayStream,
  distinctCameras,
  emptyCameraDay,
  type ImportedRows,
  lastAnswer,
  rowsOf,
} from '../documents/camera-days'
import { withNeighbours } from '../evidence'
import { datesOfSessions } from '../judging/day'
import { daysOf } from '../schedule'
import { append } from '../streams/chain'
import { datesOfRow, nameOfCamera, type ServingCamera } from './import-cameras'
import { type Importing, marksFor, newClasses } from './import-context'
import { type Made, stepFor, versionedById } from './import-keeper'

/** Days that the store holds, by id. */
type KeptDays = ReadonlyMap<string, Versioned<CameraDayStream>>

const GATHERED_AT_MOST = 50_000

interface Gathered {
  readonly camera: ServingCamera
  readonly date: DateText
  readonly rows: Recording[]
}

/** Takes recordings in any order and keeps them in their cameras' days, each once. */
export class RecordingImport {
  /** Rows of cameras that no class names, by camera. */
  readonly ignored = new Map<string, number>()
  #gathered = new Map<string, Gathered>()
  #size = 0
  /** R2 reports each row that ends before it starts, and equal ones as often as they are there: counted at the end. */
  readonly #backward = new Map<string, Gathered>()

  constructor(
    private readonly importing: Importing,
    private readonly cameras: ReadonlyMap<string, ServingCamera>,
  ) {}

  async add(row: Recording): Promise<void> {
    const camera = this.cameras.get(nameOfCamera(row))
    if (camera === undefined) {
      this.ignored.set(nameOfCamera(row), (this.ignored.get(nameOfCamera(row)) ?? 0) + 1)
    } else if (row.endTime <= row.startTime) gather(this.#backward, camera, row)
    else {
      gather(this.#gathered, camera, row)
      this.#size += 1
      if (this.#size >= GATHERED_AT_MOST) await this.#flush()
    }
  }

  async finish(): Promise<void> {
    await this.#flush()
    await this.#keep(this.#backward.values(), notYetAsOften)
    await this.#tellOfSilentDates()
  }

  async #flush(): Promise<void> {
    const gathered = this.#gathered
    this.#gathered = new Map()
    this.#size = 0
    await this.#keep(gathered.values(), notYet)
  }

  async #keep(gathered: Iterable<Gathered>, fresh: Fresh): Promise<void> {
    for (const days of byCamera(gathered)) {
      const dates = days.map(({ date }) => date)
      const kept = await this.#kept(days[0].camera, dates)
      const { keep, store } = this.importing
      await keep(
        days.map(day => {
          const { id } = emptyCameraDay(day.camera, day.date)
          return stepFor(store, CAMERA_DAYS, id, kept.get(id) ?? null, found => this.#made(day, fresh, found))
        }),
      )
    }
  }

  #kept({ deviceSerial, channelNo }: Camera, dates: readonly DateText[]): Promise<KeptDays> {
    const [first, ...others] = [...dates].sort()
    const to = others.at(-1) ?? first
    if (first === undefined || to === undefined) return Promise.resolve(new Map())
    const range = { index: 'byCamera', equal: [deviceSerial, channelNo], from: first, to }
    return versionedById(this.importing.store, CAMERA_DAYS, range)
  }

  #made({ camera, date, rows }: Gathered, fresh: Fresh, found: Versioned<CameraDayStream> | null): Made {
    const came = fresh(found?.document ?? emptyCameraDay(camera, date), rows)
    const count = () => this.#count(date, rows, came)
    if (came.length === 0) return { writes: [], count }
    const marks = camera.classes.flatMap(held => marksFor(this.importing, held, withNeighbours(date)))
    return { writes: [this.#told(camera, date, came, found), ...marks], count }
  }

  #told(
    camera: Camera,
    date: DateText,
    came: readonly Recording[],
    found: Versioned<CameraDayStream> | null,
  ): Write {
    const { now, until } = this.importing
    const event: ImportedRows = { type: 'imported', at: now, until, came }
    const stream = append(CAMERA_DAYS, found?.document ?? emptyCameraDay(camera, date), event)
    return found ? replace(CAMERA_DAYS, stream, found.version) : insert(CAMERA_DAYS, stream)
  }

  /** A row that touches several dates is kept on each, and is one. */
  #count(date: DateText, rows: readonly Recording[], came: readonly Recording[]): void {
    const begun = (some: readonly Recording[]) =>
      some.filter(({ startTime }) => dateOf(startTime) === date).length
    this.importing.counter.added('recordings', begun(came))
    this.importing.counter.known('recordings', begun(rows) - begun(came))
  }

  /** A file that holds no row of a class's camera on one of its dates says that nothing was recorded then. */
  async #tellOfSilentDates(): Promise<void> {
    const { keep, store, until } = this.importing
    for (const training of newClasses(this.importing)) {
      const dates = [...new Set(daysOf(training).flatMap(datesOfSessions))]
      const past = dates.filter(date => instantOf(date, '00:00') < until)
      for (const camera of distinctCameras(training.cameras)) {
        const kept = await this.#kept(camera, past)
        await keep(
          past.map(date => {
            const { id } = emptyCameraDay(camera, date)
            return stepFor(store, CAMERA_DAYS, id, kept.get(id) ?? null, found =>
              this.#toldOfSilence(camera, date, found),
            )
          }),
        )
      }
    }
  }

  #toldOfSilence(camera: Camera, date: DateText, found: Versioned<CameraDayStream> | null): Made {
    // Where a class of this store shares the camera, what the platform has said itself stands.
    const isTold = found !== null && lastAnswer(found.document) !== null
    return { writes: isTold ? [] : [this.#told(camera, date, [], found)], count: () => {} }
  }
}

function byCamera(gathered: Iterable<Gathered>): Iterable<[Gathered, ...Gathered[]]> {
  const cameras = new Map<ServingCamera, [Gathered, ...Gathered[]]>()
  for (const day of gathered) {
    const days = cameras.get(day.camera)
    if (days) days.push(day)
    else cameras.set(day.camera, [day])
  }
  return cameras.values()
}

function gather(gathered: Map<string, Gathered>, camera: ServingCamera, row: Recording): void {
  for (const date of datesOfRow(camera, row)) {
    const key = emptyCameraDay(camera, date).id
    const day = gathered.get(key) ?? { camera, date, rows: [] }
    day.rows.push(row)
    gathered.set(key, day)
  }
}

/** Those of some rows that a camera's day lacks. */
type Fresh = (stream: CameraDayStream, rows: readonly Recording[]) => Recording[]

const notYet: Fresh = ({ events }, rows) => {
  const known = new Set(events.flatMap(event => ('came' in event ? event.came.map(nameOfRow) : [])))
  return rows.filter(row => {
    const isNew = !known.has(nameOfRow(row))
    known.add(nameOfRow(row))
    return isNew
  })
}

const notYetAsOften: Fresh = (stream, rows) => {
  const standing = [...rowsOf(stream), ...backwardRowsOf(stream)].map(nameOfRow)
  return rows.filter(row => {
    const place = standing.indexOf(nameOfRow(row))
    if (place >= 0) standing.splice(place, 1)
    return place < 0
  })
}

function nameOfRow({ recType, startTime, endTime }: Recording): string {
  return `${recType} ${startTime} ${endTime}`
}
