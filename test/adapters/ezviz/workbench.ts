import { createEzviz } from '../../../cloudfunctions/adapters/ezviz'
import type { EzvizConfig } from '../../../cloudfunctions/adapters/ezviz/config'
import type { Recording } from '../../../cloudfunctions/domain/model'
import { startEzvizStandIn } from '../../../cloudfunctions/entries/local/ezviz-stand-in'
import type {
  EzvizStandInOptions,
  StandInCamera,
} from '../../../cloudfunctions/entries/local/ezviz-stand-in/options'
import { RecordingSourceError } from '../../../cloudfunctions/ports/recording-source'

const APP_KEY = 'stand-in-key'
export const APP_SECRET = 'stand-in-secret'
export const CAMERA = { deviceSerial: 'EX0000001', channelNo: 1 }
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** 2024-06-03 00:00 in Shanghai. */
export const MIDNIGHT = Date.UTC(2024, 5, 2, 16)
export const TODAY = { start: MIDNIGHT, end: MIDNIGHT + DAY }
export const VIDEO = '/api/lapp/video/by/time'
export const TOKEN = '/api/lapp/token/get'

/** @param from minutes after {@link MIDNIGHT} */
export function file(recType: 1 | 2, from: number, to: number): Recording {
  return { ...CAMERA, recType, startTime: MIDNIGHT + from * MINUTE, endTime: MIDNIGHT + to * MINUTE }
}

export function camera(recordings: readonly Recording[], online = true): StandInCamera {
  return { ...CAMERA, deviceName: '实训室101', online, recordings }
}

const opened: { close(): Promise<void> }[] = []

/** A test that fails leaves nothing listening either. */
afterEach(() => Promise.all(opened.splice(0).map(standIn => standIn.close())))

/** A stand-in and the adapter on it, both on one clock, without a real pause anywhere. */
export async function openBench(
  cameras: readonly StandInCamera[],
  overrides: Partial<EzvizConfig> = {},
  account: Partial<EzvizStandInOptions> = {},
) {
  /** `moves`: a pause lets its time pass. */
  const clock = { now: MIDNIGHT + 2 * DAY, moves: false }
  const now = () => clock.now
  const pauses: number[] = []
  const logged: Readonly<Record<string, string | number | null>>[] = []
  const standIn = await startEzvizStandIn({
    appKey: APP_KEY,
    appSecret: APP_SECRET,
    now,
    cameras,
    ...account,
  })
  opened.push(standIn)
  const config = { appKey: APP_KEY, appSecret: APP_SECRET, baseUrl: standIn.url, ...overrides }
  const { recordingSource: source, cameraControl: control } = createEzviz(config, {
    now,
    delay: async ms => {
      pauses.push(ms)
      if (clock.moves) clock.now += ms
    },
    random: () => 0.5,
    log: (event, fields) => logged.push({ event, ...fields }),
  })
  const callsTo = (path: string) => standIn.calls.filter(call => call.path === path)
  const answer = (span = TODAY) => source.recordings(CAMERA, span, 'request-1')
  /** The rows of an answer. */
  const ask = async (span = TODAY) => (await answer(span)).rows
  return { clock, standIn, source, control, pauses, logged, callsTo, answer, ask }
}

export type Bench = Awaited<ReturnType<typeof openBench>>

/** The error that the port promises, or a failed test. */
export async function failureOf(answer: Promise<unknown>): Promise<RecordingSourceError> {
  const error = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof RecordingSourceError) return error
  throw new Error(`expected a RecordingSourceError, got ${String(error)}`)
}
