import type { ClassToday } from '../../../cloudfunctions/contract/app'
import { stalledSince, windowEndOf } from '../../components/recording'
import { hourMinute } from '../../components/time'
import type { Words } from '../../components/words'

export type SegmentsDay = Pick<
  ClassToday,
  'now' | 'window' | 'cameras' | 'segmentCount' | 'segmentMinutes' | 'segmentsNeeded' | 'segmentsMissing'
>

interface SegmentsStanding {
  readonly words: Words
  /** What to do, and until when; null: nothing is pressing. */
  readonly todo: string | null
}

const isRecording = (today: SegmentsDay): boolean =>
  today.cameras.some(
    camera => camera.recordingSince !== null && stalledSince(camera, windowEndOf(today)) === null,
  )

/** Where a recording is to be begun next: one is enough, and none where enough is recorded. Null: nowhere. */
export function wantedCamera(today: SegmentsDay): SegmentsDay['cameras'][number] | null {
  if (today.segmentCount >= today.segmentsNeeded || isRecording(today)) return null
  const windowEnd = windowEndOf(today)
  return (
    today.cameras.find(
      camera => camera.recordingSince === null && stalledSince(camera, windowEnd) === null,
    ) ?? null
  )
}

/**
 * How the day's count of segments stands at a moment of the server's clock. It reminds only while the day goes on and
 * no recording that was started here runs: that one shows how long it still needs.
 */
export function segmentsStanding(today: SegmentsDay, now: number): SegmentsStanding {
  const { window, segmentCount, segmentMinutes, segmentsNeeded, segmentsMissing } = today
  if (segmentCount >= segmentsNeeded) return { words: { text: '段数已够', tone: 'good' }, todo: null }
  const isPressing =
    segmentsMissing !== null && window !== null && segmentsMissing.remindFrom <= now && now < window.end
  if (!isPressing || isRecording(today)) return { words: { text: '段数还不够', tone: 'wait' }, todo: null }
  const { count, beginBy } = segmentsMissing
  if (now > beginBy) {
    return {
      words: { text: '来不及再录满', tone: 'bad' },
      todo:
        `目前查到的还差 ${count} 段，最晚该在 ${hourMinute(beginBy)} 开始。摄像头若一直在录，请点“向平台查询最新录像”；` +
        '仍不够的，这一天由监管人员核查，请准备说明。',
    }
  }
  return {
    words: { text: `该录第 ${segmentCount + 1} 段了`, tone: 'wait' },
    todo:
      `目前查到的还差 ${count} 段：最晚 ${hourMinute(beginBy)} 开始录制，才能在下课前再录满 ${count * segmentMinutes} 分钟。` +
      '平台会晚几秒开始，请早一些。',
  }
}
