import { View } from '@tarojs/components'
import type { CameraDayView, ClassDayDetail } from '../../cloudfunctions/contract/app'
import { Mark } from '../components/mark'
import { adviceFor, waitingInWords } from '../components/missing'
import { Section } from '../components/page'
import { cameraName, offlineInWords, windowEndOf } from '../components/recording'
import { dayAndTime, span } from '../components/time'
import { cameraStanding } from '../components/words'
import { Refresh } from './refresh'
import './cameras.scss'

function Camera({ camera, detail }: { readonly camera: CameraDayView; readonly detail: ClassDayDetail }) {
  const advice = adviceFor(camera, detail.row.date)
  const offline = offlineInWords(
    camera,
    windowEndOf({ now: detail.now, window: { end: detail.decidableFrom } }),
  )
  return (
    <View className="camera-known">
      <View className="camera-known-head">
        <View className="camera-known-name">{cameraName(camera)}</View>
        <Mark words={cameraStanding(camera)} />
      </View>
      {advice && <View>{advice}</View>}
      {offline && <View className="camera-spans">当天离线：{offline}</View>}
      {camera.deleted.length > 0 && (
        <View className="camera-spans">后来被删除：{camera.deleted.map(span).join('、')}</View>
      )}
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
        <Camera key={cameraName(camera)} camera={camera} detail={detail} />
      ))}
      {onRefreshed && cameras.length > 0 && (
        <Refresh classId={row.classId} date={row.date} onDone={onRefreshed} />
      )}
    </Section>
  )
}
