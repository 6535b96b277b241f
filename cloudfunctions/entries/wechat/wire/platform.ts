import type { Ezviz } from '../../../adapters/ezviz'
import { noPlatform } from '../../../adapters/no-platform'
import { systemClock } from '../../../adapters/system/clock'
import { SECOND } from '../../../domain/time'
import type { Server } from '../../../services/server'
import type { EzvizAccount } from '../../settings/ezviz'
import { logLine } from './log'

/** For one question with all that it takes: a function must have its answer kept, or told, within 20 s. */
const QUESTION_TIMEOUT_MS = 6 * SECOND

type Platform = Pick<Server, 'recordingSource' | 'cameraControl'>

/**
 * The recording platform. What speaks to it is loaded when it is first asked for something: it is a tenth of a cold
 * start, and few of an instance's events ask a camera. @param account null: none is set
 */
export function platformOf(account: EzvizAccount | null): Platform {
  if (account === null) return noPlatform
  let loaded: Promise<Ezviz> | null = null
  const ezviz = () => {
    loaded ??= loadEzviz(account)
    return loaded
  }
  return {
    recordingSource: {
      recordings: async (...asked) => (await ezviz()).recordingSource.recordings(...asked),
      devices: async (...asked) => (await ezviz()).recordingSource.devices(...asked),
    },
    cameraControl: {
      status: async (...asked) => (await ezviz()).cameraControl.status(...asked),
      snapshot: async (...asked) => (await ezviz()).cameraControl.snapshot(...asked),
      playbackAddress: async (...asked) => (await ezviz()).cameraControl.playbackAddress(...asked),
      startRecording: async (...asked) => (await ezviz()).cameraControl.startRecording(...asked),
      stopRecording: async (...asked) => (await ezviz()).cameraControl.stopRecording(...asked),
    },
  }
}

async function loadEzviz({ config }: EzvizAccount): Promise<Ezviz> {
  const { createEzviz } = await import('../../../adapters/ezviz')
  return createEzviz(
    { ...config, questionTimeoutMs: QUESTION_TIMEOUT_MS },
    {
      now: systemClock.now,
      delay: ms => new Promise(resolve => setTimeout(resolve, ms)),
      random: Math.random,
      log: (event, fields) => logLine('info', event, fields),
    },
  )
}
