import { View } from '@tarojs/components'
import type { CameraDayView, ClassDayDetail } from '../../cloudfunctions/contract/app'
import { Mark } from '../components/mark'
import { adviceFor, waitingInWords } from '../components/missing'
import { Section } from '../components/page'
import { cameraName } from '../components/recording'
import { dayAndTime, span } from '../components/time'
import { cameraState } from '../components/words'
import { Refresh } from './refresh'
import './cameras.scss'

function Spans({ title, spans }: { readonly title: string; readonly spans: CameraDayView['offline'] }) {
  if (spans.length === 0) return null
  return (
    <View className="camera-spans">
      {title}：{spans.map(span).join('、')}
    </View>
  )
}

function Camera({ camera, date }: { readonly camera: CameraDayView; readonly date: string }) {
  const advice = adviceFor(camera, date)
  return (
    <View className="camera-known">
      <View className="camera-known-head">
        <View className="camera-known-name">{cameraName(camera)}</View>
        <Mark words={cameraState[camera.state]} />
      </View>
      {advice && <View>{advice}</View>}
      <Spans title="当天离线" spans={camera.offline} />
      <Spans title="后来被删除" spans={camera.deleted} />
      <View className="note">
        {camera.askedAt === null ? '还没有查询过' : `最近查询于 ${dayAndTime(camera.askedAt)}`}
        {camera.problem && `：${camera.problem}`}
      </View>
    </View>
  )
}

interface Props {
  readonly detail: ClassDayDetail
  /** For whoever may have the platform asked; null for all others. */
  readonly onRefreshed: (() => Promise<void>) | null
}

/** What is known of each camera's day; what is not known is told apart from what was not recorded. */
export function Cameras({ detail, onRefreshed }: Props) {
  const { cameras, row } = detail
  const waiting = waitingInWords(detail)
  return (
    <Section title="录像查询">
      {waiting && <View className="waiting-why">{waiting}</View>}
      {cameras.length === 0 && <View className="note">这个班还没有绑定摄像头。</View>}
      {cameras.map(camera => (
        <Camera key={cameraName(camera)} camera={camera} date={row.date} />
      ))}
      {onRefreshed && cameras.length > 0 && (
        <Refresh classId={row.classId} date={row.date} onDone={onRefreshed} />
      )}
    </Section>
  )
}
