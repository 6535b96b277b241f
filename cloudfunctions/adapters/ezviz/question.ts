import type { Camera } from '../../domain/model'
import { refused } from './codes'

export type Params = Readonly<Record<string, string>>

/** One question to the platform, still without a token. */
export interface Question {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Params
  readonly headers?: Params
  readonly form?: Params
  readonly json?: unknown
  readonly tokenIn: 'form' | 'headers' | 'query' | 'nowhere'
  /** False: once it may have been heard it is not asked again, because hearing it twice would do it twice. */
  readonly repeatable: boolean
  /** Waited for before each exchange, repeated ones too. */
  readonly turn?: () => Promise<void>
}

/** The older family: everything in a posted form. */
export function lapp(path: string, form: Params): Question {
  return { method: 'POST', path, form, tokenIn: 'form', repeatable: true }
}

/** The newer family, asked by GET: token, device and channel travel as headers. */
export function inquiry(path: string, headers: Params, query: Params): Question {
  return { method: 'GET', path, headers, query, tokenIn: 'headers', repeatable: true }
}

/**
 * The serial as the platform wants it: letters in upper case.
 * @throws RecordingSourceError for one that can't stand in a header, which no device has
 */
function serialOf({ deviceSerial }: Camera): string {
  if (!/^[\x21-\x7e]+$/.test(deviceSerial)) throw refused('20014').error
  return deviceSerial.toUpperCase()
}

/** A camera as the older family names it. @throws RecordingSourceError */
export function formOf(camera: Camera): { deviceSerial: string; channelNo: string } {
  return { deviceSerial: serialOf(camera), channelNo: String(camera.channelNo) }
}

/** A camera as the newer family names it. @throws RecordingSourceError */
export function headersOf(camera: Camera): { deviceSerial: string; localIndex: string } {
  return { deviceSerial: serialOf(camera), localIndex: String(camera.channelNo) }
}
