import { type ClassRules, rulesOf } from './attendance/choice'
import type { SharedDevices } from './attendance/shared-devices'
import type { TraineeDayTable } from './attendance/trainee-days'
import { type ClipColumns, cameraKey } from './evidence/recording-table'
import type { Camera, ClassDay, ClassDayStatus, Decision, Trainee } from './model'
import { compareBy } from './order'
import type { ClassPlan } from './plan/class-plan'
import { type CameraRuns, judgeRecording } from './recording/class-day'
import { mergeSorted } from './recording/runs'
import { SECOND } from './time'

/** A trainee of the class and where the cells of the trainee's days begin. */
export interface Seat {
  readonly trainee: Trainee
  readonly base: number
}

/** One class with its trainees: what R1 to R9 say of its days. */
export class ClassJudge {
  readonly rules: ClassRules
  /** By trainee id. */
  readonly seats: readonly Seat[]
  /** Of the evaluated days, in their order; set by {@link judge}. */
  readonly statuses: ClassDayStatus[] = []

  constructor(
    readonly plan: ClassPlan,
    trainees: readonly Trainee[],
    /** Of the first of the class's cells: a trainee's days lie together, the trainees in their order. */
    readonly base: number,
    /** The number of the class's first evaluated day among all classes'. */
    readonly dayBase: number,
  ) {
    this.rules = rulesOf(plan)
    const days = plan.evaluated.length
    this.seats = [...trainees]
      .sort(compareBy(trainee => trainee.id))
      .map((trainee, i) => ({ trainee, base: base + i * days }))
  }

  get cells(): number {
    return this.seats.length * this.plan.evaluated.length
  }

  /** The class's days as R1 to R5 and R9 find them, computed anew at each call: they are many and hold much. */
  *classDays(clipsOf: ClipsOf, decisions: ReadonlyMap<number, Decision>): Generator<ClassDay> {
    const { plan } = this
    const cameras = cameraRuns(plan, clipsOf)
    for (const [i, day] of plan.evaluated.entries()) {
      const found = judgeRecording(day.sessions, cameras, plan.edition)
      yield {
        classId: plan.trainingClass.id,
        date: day.date,
        policy: plan.edition.id,
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
    for (const day of this.classDays(clipsOf, classDecisions)) this.statuses.push(day.status)
    const cells = new Int32Array(this.seats.length)
    for (const [i, day] of this.plan.evaluated.entries()) {
      for (const [s, seat] of this.seats.entries()) cells[s] = seat.base + i
      for (const cell of cells) table.flag(cell, day, this.rules)
      devices.flag(table, cells)
      const status = this.statuses[i]!
      for (const cell of cells) table.judge(cell, day, this.rules, status, traineeDecisions.get(cell))
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
