import * as z from 'zod'
import type { Camera, Interval } from '../domain/model'
import type { CameraSilence } from '../domain/recording/knowledge'
import { camera, classDay, id, instant } from './fields'
import type { Role } from './roles'

/** What the cameras recorded, and what they are told. */

export const recordingOperations = {
  'refresh-recordings': { roles: ['instructor', 'supervisor'], input: z.strictObject(classDay) },
  'start-recording': { roles: ['instructor'], input: z.strictObject({ classId: id, ...camera }) },
  'stop-recording': { roles: ['instructor'], input: z.strictObject({ classId: id, ...camera }) },
  'camera-check': {
    roles: ['instructor', 'supervisor'],
    audit: 'read',
    input: z.strictObject({ classId: id, ...camera, snapshot: z.boolean().optional() }),
  },
  'playback-address': {
    roles: ['supervisor', 'auditor', 'provider', 'instructor'],
    audit: 'read',
    input: z
      .strictObject({ classId: id, ...camera, from: instant, to: instant, store: z.enum(['cloud', 'local']) })
      .refine(({ from, to }) => from < to, { path: ['to'], error: '结束时间应晚于开始时间。' }),
  },
} as const satisfies Record<string, { roles: readonly Role[]; audit?: 'read'; input: z.ZodType }>

/**
 * What is known of a camera's day. Unknown is a state of its own: no {@link CameraSilence} means that nothing was
 * recorded. `deleted-since`: the platform once listed rows that it lists no more.
 */
export type CameraState = 'has-recordings' | 'no-recordings' | 'deleted-since' | CameraSilence

/** Where the platform keeps a recording: in its cloud, or on the camera's card. */
export type RecordingStore = 'cloud' | 'local'

export interface RunView extends Interval {
  /** Where rows of it are listed. */
  readonly stores: readonly RecordingStore[]
}

export interface CameraDayView extends Camera {
  readonly state: CameraState
  /** When the platform was last asked, and what went wrong then, in a sentence. */
  readonly askedAt: number | null
  readonly problem: string | null
  /** The platform's rows, merged into runs (R2). */
  readonly runs: readonly RunView[]
  /** Rows that it lists no more. */
  readonly deleted: readonly Interval[]
  /** When the device was off within the day's window, as the platform told it. */
  readonly offline: readonly Interval[]
  /** Since when a recording that was started here runs; null: none. What is recorded, the runs say. */
  readonly recordingSince: number | null
}

export interface CameraCheck extends Camera {
  readonly online: boolean
  /** Privacy shelter: while it is on, a recording shows nothing. */
  readonly shelter: 'on' | 'off' | 'unknown'
  /** Of the card, or of the recorder's disks. */
  readonly storage: 'ready' | 'formatting' | 'unformatted' | 'faulty' | 'none' | 'unknown'
  /** Null: not asked for, or none could be taken, for the reason in `problem`. */
  readonly snapshotUrl: string | null
  readonly problem: string | null
}

export interface PlaybackView {
  readonly url: string
  readonly expiresAt: number | null
  /** What of the stretch the address shows. */
  readonly shows: Interval
  readonly cutAtMidnight: boolean
}

export interface RecordingAnswers {
  'refresh-recordings': { readonly cameras: readonly CameraDayView[] }
  'start-recording': { readonly cameras: readonly CameraDayView[] }
  'stop-recording': { readonly cameras: readonly CameraDayView[] }
  'camera-check': CameraCheck
  'playback-address': PlaybackView
}
