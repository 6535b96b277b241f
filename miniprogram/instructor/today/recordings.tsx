import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CameraDayView, ClassToday } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { Section } from '../../components/page'
import { cameraName } from '../../components/recording'
import { hourMinute, span, stretch } from '../../components/time'
import { cameraState, type Words } from '../../components/words'

function Camera({ camera }: { readonly camera: CameraDayView }) {
  const { askedAt, problem, runs, state } = camera
  return (
    <View className="camera">
      <View className="camera-head">
        <View className="camera-name">{cameraName(camera)}</View>
        <Mark words={cameraState[state]} />
      </View>
      {problem && <View className="note">{problem}</View>}
      {runs.map(run => (
        <View className="camera-run" key={run.start}>
          <View>{span(run)}</View>
          <View className="note">{stretch(run)}</View>
        </View>
      ))}
      <View className="note">{askedAt === null ? '还没有查询过' : `查询于 ${hourMinute(askedAt)}`}</View>
    </View>
  )
}

function Segments({ today }: { readonly today: ClassToday }) {
  const { segmentCount, segmentsNeeded, segmentMinutes, recording } = today
  if (recording === 'not-required') return <View className="note">今天没有线下课，无需录像。</View>
  const enough = segmentCount >= segmentsNeeded
  const words: Words = enough ? { text: '段数已够', tone: 'good' } : { text: '段数还不够', tone: 'wait' }
  return (
    <>
      <View className="segments">
        <View className="segments-count">
          {segmentCount} / {segmentsNeeded} 段
        </View>
        <Mark words={words} />
      </View>
      <View className="note">
        上课时段内每满 {segmentMinutes} 分钟的连续录像算一段，一天至少 {segmentsNeeded}{' '}
        段，以平台上的录像为准。
      </View>
    </>
  )
}

/** Asks the platform again; the answer is in the class's day afterwards. */
function useRefresh(today: ClassToday, onDone: () => void) {
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const refresh = async () => {
    setBusy(true)
    setProblem('')
    try {
      await call('refresh-recordings', { classId: today.class.classId, date: today.date })
      onDone()
    } catch (error) {
      setProblem(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return { problem, busy, refresh }
}

export function Recordings({ today, onDone }: { readonly today: ClassToday; readonly onDone: () => void }) {
  const { problem, busy, refresh } = useRefresh(today, onDone)
  return (
    <Section title="今天的录像">
      <Segments today={today} />
      {today.cameras.length === 0 && <View className="note">这个班还没有绑定摄像头。</View>}
      {today.cameras.map(camera => (
        <Camera camera={camera} key={cameraName(camera)} />
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
