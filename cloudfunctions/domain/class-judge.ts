import type { TraineeCells } from './attendance/choice'
import type { SharedDevices } from './attendance/shared-devices'
import type { TraineeDayTable } from './attendance/trainee-days'
import { type ClipColumns, cameraKey } from './evidence/recording-table'
import type { Camera, ClassDay, Decision, Instant, Trainee } from './model'
import { compareBy } from './order'
import { type ClassColumns, columnsOf } from './plan/class-columns'
import { type ClassPlan, evaluatedDays } from './plan/class-plan'
import type { DayPlan } from './plan/day-plan'
import { type CameraRuns, judgeRecording } from './recording/class-day'
import { mergeSorted } from './recording/runs'
import { type PaidHours, paidHours } from './subsidy/paid-hours'
import { SECOND } from './time'

/** A trainee of the class and where the cells of the trainee's days begin. */
export interface Seat extends TraineeCells {
  readonly trainee: Trainee
  readonly judge: ClassJudge
}

/** One class with its trainees: what R1 to R9 say of its days. */
export class ClassJudge {
  /** By trainee id. */
  readonly seats: readonly Seat[]
  readonly columns: ClassColumns
  readonly #days: readonly DayPlan[] | null
  /** R11, once {@link judge} has been through. */
  paid: PaidHours | null = null

  constructor(
    readonly plan: ClassPlan,
    trainees: readonly Trainee[],
    readonly asOf: Instant | null,
    /** Of the first of the class's cells: a trainee's days lie together, the trainees in their order. */
    base: number,
    /** The number of the class's first evaluated day among all classes'. */
    readonly dayBase: number,
    /** Keep the planned days, or plan them again whenever they are needed: they hold much. */
    keepDays: boolean,
  ) {
    const planned = evaluatedDays(plan, asOf)
    this.columns = columnsOf(plan, planned)
    this.#days = keepDays ? planned : null
    const days = this.columns.dates.length
    this.seats = [...trainees]
      .sort(compareBy(trainee => trainee.id))
      .map((trainee, i) => ({ trainee, judge: this, days: this.columns, base: base + i * days }))
  }

  get cells(): number {
    return this.seats.length * this.columns.dates.length
  }

  /** The class's days as R1 to R5 and R9 find them, computed anew at each call: they are many and hold much. */
  classDays(clipsOf: ClipsOf, decisions: ReadonlyMap<number, Decision>): Generator<ClassDay> {
    return this.#classDays(this.#planned(), clipsOf, decisions)
  }

  #planned(): readonly DayPlan[] {
    return this.#days ?? evaluatedDays(this.plan, this.asOf)
  }

  *#classDays(
    days: readonly DayPlan[],
    clipsOf: ClipsOf,
    decisions: ReadonlyMap<number, Decision>,
  ): Generator<ClassDay> {
    const { trainingClass, edition } = this.plan
    const cameras = cameraRuns(this.plan, clipsOf)
    for (const [i, day] of days.entries()) {
      const found = judgeRecording(day.sessions, cameras, edition)
      yield {
        classId: trainingClass.id,
        date: day.date,
        policy: edition.id,
        scheduledHours: day.scheduledHours,
        pieces: found.pieces,
        segmentCount: found.segmentCount,
        recording: found.recording,
        status: decisions.get(this.dayBase + i)?.verdict ?? found.recording,
        flags: found.flags,
      }
    }
  }

  judge(
    table: TraineeDayTable,
    clipsOf: ClipsOf,
    devices: SharedDevices,
    classDecisions: ReadonlyMap<number, Decision>,
    traineeDecisions: ReadonlyMap<number, Decision>,
  ): void {
    const days = this.#planned()
    const statuses = Array.from(this.#classDays(days, clipsOf, classDecisions), day => day.status)
    this.paid = paidHours(this.plan, days, statuses)
    const of = { columns: this.columns, edition: this.plan.edition }
    const cells = new Int32Array(this.seats.length)
    for (const [i, day] of days.entries()) {
      for (const [s, seat] of this.seats.entries()) cells[s] = seat.base + i
      for (const cell of cells) table.flag(cell, day, of)
      devices.flag(table, cells)
      const status = statuses[i]!
      for (const cell of cells) table.judge(cell, day, of, status, traineeDecisions.get(cell))
    }
  }
}

export type ClipsOf = (camera: Camera) => ClipColumns

/** R2, once for each camera that the class names, however often it names it. */
function cameraRuns({ trainingClass, edition }: ClassPlan, clipsOf: ClipsOf): CameraRuns[] {
  const gapMs = edition.figures.mergeGapSeconds.value * SECOND
  const cameras = new Map(trainingClass.cameras.map(camera => [cameraKey(camera), camera]))
  return [...cameras.values()].map(({ deviceSerial, channelNo }) => {
    const { starts, ends } = clipsOf({ deviceSerial, channelNo })
    return { deviceSerial, channelNo, runs: mergeSorted(starts, ends, gapMs) }
  })
}
