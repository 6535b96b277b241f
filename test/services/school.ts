import { noMessages } from '../../cloudfunctions/adapters/no-messages'
import { createSecrets } from '../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Answers, Input, Operation, Role } from '../../cloudfunctions/contract/app'
import type { Camera, Recording } from '../../cloudfunctions/domain/model'
import { instantOf } from '../../cloudfunctions/domain/time'
import type { CameraControl } from '../../cloudfunctions/ports/camera-control'
import type { FaceVerifier } from '../../cloudfunctions/ports/face-verifier'
import {
  type RecordingAnswer,
  RecordingSourceError,
  type RecordingSourceFault,
} from '../../cloudfunctions/ports/recording-source'
import { insert, type Store } from '../../cloudfunctions/ports/store'
import { hashPassword } from '../../cloudfunctions/services/accounts/password'
import { answer } from '../../cloudfunctions/services/answer'
import { ACCOUNTS, type Account } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../cloudfunctions/services/documents/classes'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { markDirty } from '../../cloudfunctions/services/judging/dirty'
import type { Outcome } from '../../cloudfunctions/services/outcome'
import { daysOf } from '../../cloudfunctions/services/schedule'
import type { Server } from '../../cloudfunctions/services/server'
import { accountCalled } from '../support/account'
import { openTemporaryStore, type TemporaryStore } from '../support/stores'
import { lookedAtIfOpened } from './face-engine'

/** Dear passwords are tried in password.test.ts; here they only have to be right. */
const CHEAP = { N: 16, r: 1, p: 1 }
const SIGN_IN_AGAIN_MS = 11 * 3_600_000
export const PASSWORD = 'pass word 1'

/** Two classes: C1 of provider S with T1 and T2, C2 of provider S2 with T3. Lessons of both on 3 and 4 June 2024, 08:30-10:00 and 10:10-11:40. */
export class School {
  now = at('2024-06-03', '08:21')
  /** What the platform holds, by serial; a fault in its place is thrown. */
  readonly platform = new Map<string, readonly Recording[] | RecordingSourceFault>()
  asked = 0
  face: FaceVerifier = { way: 'none', because: '没有人脸识别' }
  /** What the platform does with a camera: by default all that it is asked. */
  cameras: CameraControl = obligingCameras()
  readonly secrets = createSecrets(newKeyRing())
  readonly server: Server
  readonly #tokens = new Map<string, { readonly token: string; readonly begun: number }>()

  readonly store: Store

  private constructor(private readonly kept: TemporaryStore) {
    const { store } = kept
    this.store = store
    const current = () => this.face
    this.server = {
      store,
      clock: { now: () => this.now },
      get faceVerifier() {
        return current()
      },
      recordingSource: { recordings: camera => this.#recordings(camera), devices: async () => [] },
      cameraControl: {
        status: (...asked) => this.cameras.status(...asked),
        snapshot: (...asked) => this.cameras.snapshot(...asked),
        playbackAddress: (...asked) => this.cameras.playbackAddress(...asked),
        startRecording: (...asked) => this.cameras.startRecording(...asked),
        stopRecording: (...asked) => this.cameras.stopRecording(...asked),
      },
      messenger: noMessages,
      secrets: this.secrets,
      passwordCost: CHEAP,
    }
  }

  /** @param kept left out: a store of the engine that the suite runs on */
  static async open(kept?: TemporaryStore): Promise<School> {
    const school = new School(kept ?? (await openTemporaryStore()))
    await school.#furnish()
    return school
  }

  close(): Promise<void> {
    return this.kept.close()
  }

  /** The outcome of one question; `who` is an account's name, null a stranger. */
  async ask<K extends Operation>(who: string | null, operation: K, input: Input<K>): Promise<Outcome<K>> {
    const outcome = await this.askRaw(who, operation, input)
    return outcome as Outcome<K>
  }

  async askRaw(who: string | null, operation: Operation, input: unknown): Promise<Outcome<Operation>> {
    const token = who === null ? null : await this.#tokenOf(who)
    return answer(
      this.server,
      { token, device: null, address: '192.0.2.1', requestId: 'r1' },
      operation,
      input,
    )
  }

  /** The answer of a question that must be answered. */
  async answer<K extends Operation>(who: string, operation: K, input: Input<K>): Promise<Answers[K]> {
    const outcome = await this.ask(who, operation, input)
    if (outcome.done) return outcome.answer
    throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
  }

  /** By face where there is an engine; see `installFaces`. */
  async tap(who: string, kind: 'start' | 'end', time: number, key: string) {
    this.now = time
    const attemptKey = keyOf(key)
    const faceCheckId = this.face.way === 'none' ? null : await lookedAtIfOpened(this, who, attemptKey)
    return this.answer(who, 'check-in', { kind, attemptKey, ...(faceCheckId && { faceCheckId }) })
  }

  /** A day on which T1 came and went in time, vouched for by the instructor, with the recording given. */
  async ordinaryDay(date: string, minutesRecorded: number): Promise<void> {
    const ids: string[] = []
    for (const [kind, time] of [
      ['start', '08:20'],
      ['end', '11:45'],
    ] as const) {
      const taken = await this.tap('t1', kind, at(date, time), `${kind}-${date}`)
      if (taken.accepted) ids.push(taken.checkIn.attemptId)
    }
    await this.answer('i1', 'witness', { classId: 'C1', date, attemptIds: ids, reason: '已核对' })
    this.platform.set('CAM1', [clip('CAM1', date, '08:35', minutesRecorded)])
    this.now = at(date, '13:00')
    await this.answer('i1', 'refresh-recordings', { classId: 'C1', date })
  }

  async #tokenOf(who: string): Promise<string> {
    const known = this.#tokens.get(who)
    // Tests jump over days; nobody is asked to sign in again for that.
    if (known && Math.abs(this.now - known.begun) < SIGN_IN_AGAIN_MS) return known.token
    const outcome = await this.ask(null, 'sign-in', { name: who, password: PASSWORD })
    if (!outcome.done || outcome.session?.kind !== 'begun') throw new Error(`${who} could not sign in`)
    this.#tokens.set(who, { token: outcome.session.token, begun: this.now })
    return outcome.session.token
  }

  async #recordings({ deviceSerial }: Camera): Promise<RecordingAnswer> {
    this.asked += 1
    const held = this.platform.get(deviceSerial) ?? []
    if (typeof held === 'string') throw new RecordingSourceError(held, `问不到 ${deviceSerial}`, null)
    return { rows: held, setback: null }
  }

  async #furnish(): Promise<void> {
    const trainee = (id: string, classId: string) =>
      insert(
        TRAINEES,
        sealTrainee(this.server.secrets, { id, classId, name: `学员${id}`, population: 'other' }),
      )
    const project = { id: 'P1', employer: 'E', provider: 'S', plannedTrainees: 3, employmentDemand: 5 }
    const password = await hashPassword(PASSWORD, CHEAP)
    const account = (name: string, role: Role, more: Partial<Account> = {}) =>
      insert(ACCOUNTS, accountCalled(name, role, password, more))
    const classes = [classRecord('C1', 'CAM1', 'S'), classRecord('C2', 'CAM2', 'S2')]
    await this.store.commit([
      insert(PROJECTS, project),
      ...classes.map(record => insert(CLASSES, record)),
      ...classes.flatMap(({ id, training }) => daysOf(training).map(({ date }) => markDirty(id, date))),
      ...[trainee('T1', 'C1'), trainee('T2', 'C1'), trainee('T3', 'C2')],
      account('t1', 'trainee', { traineeId: 'T1', traineeClassId: 'C1' }),
      account('t2', 'trainee', { traineeId: 'T2', traineeClassId: 'C1' }),
      account('t3', 'trainee', { traineeId: 'T3', traineeClassId: 'C2' }),
      account('i1', 'instructor', { classIds: ['C1'] }),
      account('i2', 'instructor', { classIds: ['C2'] }),
      account('provider', 'provider', { provider: 'S' }),
      ...(['supervisor', 'finance', 'auditor', 'administrator'] as const).map(role => account(role, role)),
    ])
  }
}

/** A well-formed attempt or decision key. */
export function keyOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '_').padEnd(16, '-')
}

export function at(date: string, time: string): number {
  return instantOf(date, time)
}

export function clip(deviceSerial: string, date: string, time: string, minutes: number): Recording {
  const startTime = at(date, time)
  return { deviceSerial, channelNo: 1, startTime, endTime: startTime + minutes * 60_000, recType: 2 }
}

function obligingCameras(): CameraControl {
  return {
    status: async () => ({ online: true, shelter: 'off', storage: 'ready' }),
    snapshot: async () => ({ url: 'https://picture.example/1', takenAt: 0, expiresAt: 0 }),
    playbackAddress: async (_, span) => ({
      url: 'rtmp://playback.example/1',
      expiresAt: null,
      shows: span,
      cutAtMidnight: false,
    }),
    startRecording: async () => 'task-1',
    stopRecording: async () => 'stopped',
  }
}

function classRecord(id: string, deviceSerial: string, provider: string): ClassRecord {
  const lesson = (date: string, n: number, start: string, end: string) => ({
    id: `${id}-${date}-${n}`,
    date,
    start,
    end,
    hours: 2,
    kind: 'practice' as const,
    delivery: 'onsite' as const,
  })
  const day = (date: string) => [lesson(date, 1, '08:30', '10:00'), lesson(date, 2, '10:10', '11:40')]
  return {
    id,
    title: `${id} 班`,
    occupation: '工业机器人系统操作员',
    provider,
    room: null,
    lessonTitles: {},
    training: {
      id,
      projectId: 'P1',
      occupationCode: '6-31-07-03',
      cameras: [{ deviceSerial, channelNo: 1 }],
      lessons: [...day('2024-06-03'), ...day('2024-06-04')],
    },
  }
}
