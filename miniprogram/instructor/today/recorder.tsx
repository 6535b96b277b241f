import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { useServerClock } from '../../components/server-clock'
import { clock, durationInWords, hourMinute } from '../../components/time'
import type { Words } from '../../components/words'

export interface OfCamera {
  readonly classId: string
  readonly deviceSerial: string
  readonly channelNo: number
}

interface Props extends OfCamera {
  /** Since when a recording that was started here runs; null: none. */
  readonly since: number | null
  /** How long a recording must be to count. */
  readonly neededMs: number
  readonly skew: number
  /** The platform was told: the day is to be read anew. */
  readonly onDone: () => Promise<void>
}

/** Tells the platform to begin or to end. */
function useRecording({ classId, deviceSerial, channelNo, onDone }: Props) {
  const { problem, busy, send } = useSending()
  const tell = (operation: 'start-recording' | 'stop-recording') =>
    send(async () => {
      await call(operation, { classId, deviceSerial, channelNo })
      await onDone()
    })
  return { problem, busy, start: () => tell('start-recording'), stop: () => tell('stop-recording') }
}

interface RunningProps {
  readonly since: number
  readonly neededMs: number
  readonly skew: number
  readonly busy: boolean
  readonly stop: () => Promise<void>
}

function Running({ since, neededMs, skew, busy, stop }: RunningProps) {
  const [asks, setAsks] = useState(false)
  const ran = useServerClock(skew) - since
  const full = ran >= neededMs
  const minutes = neededMs / 60_000
  const words: Words = full
    ? { text: `已满 ${minutes} 分钟`, tone: 'good' }
    : { text: `还不满 ${minutes} 分钟`, tone: 'wait' }
  const early = asks && !full
  return (
    <>
      <View className="recorder-line">
        <View className={`recorder-clock ${full ? 'recorder-full' : ''}`}>
          {clock(ran)} <View className="recorder-of">/ {clock(neededMs)}</View>
        </View>
        <Mark words={words} />
        {!early && (
          <Button disabled={busy} onPress={() => (full ? void stop() : setAsks(true))}>
            {busy ? '正在停止…' : '停止录制'}
          </Button>
        )}
      </View>
      <View className="note">{hourMinute(since)} 开始。计时只供参考，以平台上查到的录像为准。</View>
      {early && (
        <View className="recorder-early" {...role('alertdialog')}>
          <View>还差 {durationInWords(neededMs - ran)}。现在停止，这一段可能不计入。</View>
          <View className="recorder-line">
            <Button look="primary" onPress={() => setAsks(false)}>
              继续录制
            </Button>
            <Button disabled={busy} onPress={() => void stop()}>
              {busy ? '正在停止…' : '仍要停止'}
            </Button>
          </View>
        </View>
      )}
    </>
  )
}

/** Starts and stops a camera's recording. What was recorded, the platform's rows alone say. */
export function Recorder(props: Props) {
  const { since, neededMs, skew } = props
  const { problem, busy, start, stop } = useRecording(props)
  return (
    <View className="recorder">
      {since === null ? (
        <Button look="primary" disabled={busy} onPress={() => void start()}>
          {busy ? '正在开始…' : '开始录制'}
        </Button>
      ) : (
        <Running key={since} since={since} neededMs={neededMs} skew={skew} busy={busy} stop={stop} />
      )}
      <View className="recorder-problem" {...role('alert')}>
        {problem}
      </View>
    </View>
  )
}
