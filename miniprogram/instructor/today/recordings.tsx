import { View } from '@tarojs/components'
import type { CameraDayView, ClassToday } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { adviceFor } from '../../components/missing'
import { Section } from '../../components/page'
import { cameraName, offlineInWords, stalledSince, windowEndOf } from '../../components/recording'
import { useServerClock } from '../../components/server-clock'
import { hourMinute, span, stretch } from '../../components/time'
import { cameraStanding } from '../../components/words'
import { Check } from './camera-check'
import { Recorder } from './recorder'
import { segmentsStanding, wantedCamera } from './segments-standing'

interface RecordingsProps {
  readonly today: ClassToday
  /** Server's clock minus this phone's, in milliseconds. */
  readonly skew: number
  /** Reads the day anew. */
  readonly reload: () => Promise<void>
}

function Known({ camera, today }: { readonly camera: CameraDayView; readonly today: ClassToday }) {
  const { askedAt, problem, runs } = camera
  const advice = adviceFor(camera, today.date)
  const offline = offlineInWords(camera, windowEndOf(today))
  return (
    <>
      {advice && <View>{advice}</View>}
      {problem && <View className="note">{problem}</View>}
      {runs.map(run => (
        <View className="camera-run" key={run.start}>
          <View>{span(run)}</View>
          <View className="note">{stretch(run)}</View>
        </View>
      ))}
      {offline && <View>离线：{offline}</View>}
      <View className="note">{askedAt === null ? '还没有查询过' : `查询于 ${hourMinute(askedAt)}`}</View>
    </>
  )
}

function Camera({ camera, today, skew, reload }: RecordingsProps & { readonly camera: CameraDayView }) {
  const { deviceSerial, channelNo, recordingSince } = camera
  const { window, now, segmentMinutes } = today
  const isClassTime = window !== null && window.start <= now && now < window.end
  const of = { classId: today.class.classId, deviceSerial, channelNo }
  return (
    <View className="camera" {...role('group')} {...spoken(`摄像头 ${cameraName(camera)}`)}>
      <View className="camera-head">
        <View className="camera-name">{cameraName(camera)}</View>
        <Mark words={cameraStanding(camera)} />
      </View>
      <Known camera={camera} today={today} />
      {isClassTime && (
        <Recorder
          {...of}
          since={recordingSince}
          stalledAt={stalledSince(camera, windowEndOf(today))}
          neededMs={segmentMinutes * 60_000}
          skew={skew}
          wanted={camera === wantedCamera(today)}
          onDone={reload}
        />
      )}
      <Check {...of} />
    </View>
  )
}

interface SegmentsProps {
  readonly today: ClassToday
  readonly skew: number
}

function Segments({ today, skew }: SegmentsProps) {
  const { segmentCount, segmentsNeeded, segmentMinutes } = today
  const { words, todo } = segmentsStanding(today, useServerClock(skew))
  return (
    <>
      <View className="segments">
        <View className="segments-count">
          {segmentCount} / {segmentsNeeded} 段
        </View>
        <Mark words={words} />
      </View>
      <View {...role('status')}>{todo && <View className="segments-todo">{todo}</View>}</View>
      <View className="note">
        上课时段内每满 {segmentMinutes} 分钟的连续录像算一段，一天至少 {segmentsNeeded}{' '}
        段，以平台上的录像为准。
      </View>
    </>
  )
}

export function Recordings(props: RecordingsProps) {
  const { today, skew, reload } = props
  const { problem, busy, send } = useSending()
  const refresh = () =>
    send(async () => {
      await call('refresh-recordings', { classId: today.class.classId, date: today.date })
      await reload()
    })
  return (
    <Section title="当天的录像">
      {today.recording === 'not-required' && <View className="note">当天没有线下课，无需录像。</View>}
      {today.recording !== 'not-required' && <Segments today={today} skew={skew} />}
      {today.lessons.length > 0 && today.cameras.length === 0 && (
        <View className="note">这个班还没有绑定摄像头，请联系承训单位。</View>
      )}
      {today.cameras.map(camera => (
        <Camera key={cameraName(camera)} camera={camera} {...props} />
      ))}
      <View className="outcome" {...role('status')}>
        {problem}
      </View>
      <Button disabled={busy} onPress={() => void refresh()}>
        {busy ? '正在向平台查询…' : '向平台查询最新录像'}
      </Button>
    </Section>
  )
}
