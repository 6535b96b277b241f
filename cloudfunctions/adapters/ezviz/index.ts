import type { RecordingSource } from '../../ports/recording-source'
import { createEzvizClient } from './client'
import type { EzvizConfig, EzvizDeps } from './config'
import { listDevices } from './devices'
import { listRecordings } from './recordings'

/** The Ezviz Open Platform as a source of recordings. Make one per account and keep it: it holds the token. */
export function createEzvizRecordingSource(config: EzvizConfig, deps: EzvizDeps): RecordingSource {
  const client = createEzvizClient(config, deps)
  return {
    recordings: (camera, span, requestId) => listRecordings(client, camera, span, requestId),
    devices: requestId => listDevices(client, requestId),
  }
}
