import type { Camera, DateText, Recording } from '../../domain/model'
import { dateOf, instantOf } from '../../domain/time'
import { insert, replace, type Write } from '../../ports/store'
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
import { type Importing, write } from './import-context'

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
    const writes: Write[] = []
    for (const { camera, date, rows } of gathered) {
      const found = await this.importing.store.get(CAMERA_DAYS, emptyCameraDay(camera, date).id)
      const stream = found?.document ?? emptyCameraDay(camera, date)
      const came = fresh(stream, rows)
      this.#count(date, rows, came)
      if (came.length === 0) continue
      const longer = append(CAMERA_DAYS, stream, this.#event(came))
      writes.push(found ? replace(CAMERA_DAYS, longer, found.version) : insert(CAMERA_DAYS, longer))
      for (const training of camera.classes) this.importing.touched.touch(training, withNeighbours(date))
    }
    await write(this.importing.store, writes)
  }

  /** A row that touches several dates is kept on each, and is one. */
  #count(date: DateText, rows: readonly Recording[], came: readonly Recording[]): void {
    const begun = (some: readonly Recording[]) =>
      some.filter(({ startTime }) => dateOf(startTime) === date).length
    this.importing.counter.added('recordings', begun(came))
    this.importing.counter.known('recordings', begun(rows) - begun(came))
  }

  #event(came: readonly Recording[]): ImportedRows {
    const { now, until } = this.importing
    return { type: 'imported', at: now, until, came }
  }

  /** A file that holds no row of a class's camera on one of its dates says that nothing was recorded then. */
  async #tellOfSilentDates(): Promise<void> {
    const { store, classes, newClasses, until } = this.importing
    for (const training of [...newClasses].flatMap(id => classes.get(id) ?? [])) {
      const dates = new Set(daysOf(training).flatMap(datesOfSessions))
      const writes: Write[] = []
      for (const camera of distinctCameras(training.cameras)) {
        for (const date of dates) {
          if (instantOf(date, '00:00') < until) writes.push(...(await this.#tellOf(camera, date)))
        }
      }
      await write(store, writes)
    }
  }

  async #tellOf(camera: Camera, date: DateText): Promise<Write[]> {
    const found = await this.importing.store.get(CAMERA_DAYS, emptyCameraDay(camera, date).id)
    const stream = found?.document ?? emptyCameraDay(camera, date)
    // Where a class of this store shares the camera, what the platform has said itself stands.
    if (lastAnswer(stream) !== null) return []
    const told = append(CAMERA_DAYS, stream, this.#event([]))
    return [found ? replace(CAMERA_DAYS, told, found.version) : insert(CAMERA_DAYS, told)]
  }
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
