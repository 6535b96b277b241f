import * as z from 'zod'
import type { ClassDayFlag, Interval } from '../domain/model'
import type { RecordingFinding } from '../domain/recording/knowledge'
import type { MissingSegments } from '../domain/recording/missing-segments'
import type { FaceTries } from './face'
import { classDay, date, id } from './fields'
import type { CameraDayView } from './recording'
import type { Role } from './roles'
import type { CheckInView, ClassLabel, LessonView } from './views'

/** An instructor's class on a day, and the check-ins to vouch for. */

export const instructorOperations = {
  'class-today': {
    roles: ['instructor'],
    audit: 'read',
    /** Without a class: the instructor's first class by id. Without a date: today. */
    input: z.strictObject({ classId: id.optional(), date: date.optional() }),
  },
  witness: {
    roles: ['instructor'],
    input: z.strictObject({
      ...classDay,
      attemptIds: z.array(id).min(1).max(200),
      reason: z.string().trim().min(1).max(200),
      /** What the instructor goes by; must be said where a look at the face of one of them failed. */
      seen: z.enum(['id-card', 'known']).optional(),
    }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

export interface RollEntry {
  readonly traineeId: string
  readonly name: string
  readonly start: CheckInView | null
  readonly end: CheckInView | null
  /** Null: none failed. Whoever vouches all the same does so knowing it. */
  readonly faceTries: FaceTries | null
}

export interface ClassToday {
  readonly now: number
  readonly date: string
  readonly classes: readonly ClassLabel[]
  readonly class: ClassLabel
  readonly lessons: readonly LessonView[]
  readonly window: Interval | null
  readonly roll: readonly RollEntry[]
  readonly cameras: readonly CameraDayView[]
  readonly segmentCount: number
  readonly segmentsNeeded: number
  readonly segmentMinutes: number
  /** What the day must still record, and until when it can begin; null: enough is there, or it could never be. */
  readonly segmentsMissing: MissingSegments | null
  readonly recording: RecordingFinding
  readonly flags: readonly ClassDayFlag[]
  /** Requests for an explanation of this day that nobody has answered. */
  readonly openQuestions: number
}

interface WitnessAnswer {
  readonly recorded: readonly string[]
  /** Attempts that were recorded before, by this or another send. */
  readonly already: readonly string[]
}

export interface InstructorAnswers {
  'class-today': ClassToday
  witness: WitnessAnswer
}
