import type { Camera, Instant } from '../../cloudfunctions/domain/model'
import { HOUR, instantOf, MINUTE } from '../../cloudfunctions/domain/time'
import { startEzvizStandIn } from '../../cloudfunctions/entries/local/ezviz-stand-in'
import type { EzvizStandIn } from '../../cloudfunctions/entries/local/ezviz-stand-in/options'
import { CAMERAS, LESSON_DATE, SESSIONS } from './school'

const KEYS = { appKey: 'budget-key', appSecret: 'budget-secret' }

/** How functions are told of the stand-in of the recording platform. */
export function settingsOf({ url }: EzvizStandIn): Readonly<Record<string, string>> {
  return {
    EZVIZ_APP_KEY: KEYS.appKey,
    EZVIZ_APP_SECRET: KEYS.appSecret,
    EZVIZ_BASE_URL: url,
    EZVIZ_CARD: 'by-time',
    EZVIZ_CLOUD: 'none',
  }
}

/** Cameras that film the whole of each session on their cards, in files of half an hour. */
export function startCameras(now: () => Instant): Promise<EzvizStandIn> {
  const cameras = CAMERAS.map(camera => ({
    ...camera,
    deviceName: camera.deviceSerial,
    online: true,
    recordings: SESSIONS.flatMap(session => filesOf(camera, session)),
  }))
  return startEzvizStandIn({ ...KEYS, now, cameras })
}

function filesOf(camera: Camera, { from, to }: { readonly from: string; readonly to: string }) {
  const [start, end] = [instantOf(LESSON_DATE, from), instantOf(LESSON_DATE, to)]
  const halfHours = Array.from({ length: Math.ceil((end - start) / (HOUR / 2)) }, (_, i) => i)
  return halfHours.map(i => ({
    ...camera,
    startTime: start + i * 30 * MINUTE,
    endTime: Math.min(start + (i + 1) * 30 * MINUTE, end),
    recType: 2 as const,
  }))
}
