import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../api/call'
import { asFailure } from '../../api/use-question'
import { useSending } from '../../api/use-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { type Finding, findingsOf } from '../../components/camera-check'
import { Mark } from '../../components/mark'
import { useServerClock } from '../../components/server-clock'
import { Sheet, SheetTitle } from '../../components/sheet'
import { clock, durationInWords, hourMinute } from '../../components/time'
import type { Words } from '../../components/words'
import { Found, type OfCamera } from './finding'

interface Props extends OfCamera {
  /** Since when a recording that was started here runs; null: none. */
  readonly since: number | null
  /** Since when the camera is off; null: as far as is known it is on. */
  readonly stalledAt: number | null
  /** How long a recording must be to count. */
  readonly neededMs: number
  readonly skew: number
  /** Whether beginning to record here is what is to be done now. */
  readonly wanted: boolean
  /** The platform was told: the day is to be read anew. */
  readonly onDone: () => Promise<void>
}

/** What stands in the way of a recording, as the platform tells it now; nothing where it can't be asked. */
async function hindrances(camera: OfCamera): Promise<readonly Finding[]> {
  try {
    return findingsOf(await call('camera-check', camera)).filter(({ words }) => words.tone === 'bad')
  } catch (error) {
    // The start itself is then answered, or says what is wrong.
    asFailure(error)
    return []
  }
}

/** Tells the platform to begin or to end. Before it begins, the camera is looked at. */
function useRecording({ classId, deviceSerial, channelNo, onDone }: Props) {
  const { problem, busy, send } = useSending()
  const [hindered, setHindered] = useState<readonly Finding[]>([])
  const camera = { classId, deviceSerial, channelNo }
  const begin = async () => {
    await call('start-recording', camera)
    setHindered([])
    await onDone()
  }
  const start = () =>
    send(async () => {
      const found = await hindrances(camera)
      setHindered(found)
      if (found.length === 0) await begin()
    })
  const stop = () =>
    send(async () => {
      await call('stop-recording', camera)
      await onDone()
    })
  return { problem, busy, hindered, start, startAnyway: () => send(begin), stop }
}

interface HinderedProps {
  readonly found: readonly Finding[]
  readonly busy: boolean
  readonly again: () => void
  readonly anyway: () => void
}

function Hindered({ found, busy, again, anyway }: HinderedProps) {
  return (
    <View className="recorder-early" {...role('alert')}>
      <View>还没有开始录制：</View>
      {found.map(finding => (
        <Found key={finding.words.text} finding={finding} />
      ))}
      <View className="recorder-line">
        <Button look="primary" disabled={busy} onPress={again}>
          {busy ? '请稍候…' : '处理好了，开始录制'}
        </Button>
        <Button disabled={busy} onPress={anyway}>
          仍要开始
        </Button>
      </View>
    </View>
  )
}

interface RunningProps {
  readonly since: number
  readonly stalledAt: number | null
  readonly neededMs: number
  readonly skew: number
  readonly busy: boolean
  readonly stop: () => Promise<void>
}

/** How a recording under way stands. Over a camera that is off nothing is recorded, whatever was started. */
function standing(ran: number, neededMs: number, stalled: boolean): Words {
  const minutes = neededMs / 60_000
  if (stalled) return { text: '摄像头离线，现在没有在录', tone: 'bad' }
  return ran >= neededMs
    ? { text: `已满 ${minutes} 分钟`, tone: 'good' }
    : { text: `还不满 ${minutes} 分钟`, tone: 'wait' }
}

const STOP_NOW = '现在停止录制吗？'

function Running({ since, stalledAt, neededMs, skew, busy, stop }: RunningProps) {
  const [asks, setAsks] = useState(false)
  const now = useServerClock(skew)
  const ran = Math.max(0, (stalledAt ?? now) - since)
  const full = ran >= neededMs
  const words = standing(ran, neededMs, stalledAt !== null)
  const early = asks && !full
  return (
    <>
      <View className="recorder-line">
        <View className={`recorder-clock ${full ? 'recorder-full' : ''}`}>
          {clock(ran)} <View className="recorder-of">/ {clock(neededMs)}</View>
        </View>
        <Mark words={words} />
        <Button disabled={busy} onPress={() => (full ? void stop() : setAsks(true))}>
          {busy ? '正在停止…' : '停止录制'}
        </Button>
      </View>
      <View className="note">
        {hourMinute(since)} 开始。平台会晚几秒开始，满 {neededMs / 60_000}{' '}
        分钟后请多录一分钟；以平台上查到的录像为准。
      </View>
      {early && (
        <Sheet card urgent title={STOP_NOW} onEscape={() => setAsks(false)}>
          <SheetTitle>{STOP_NOW}</SheetTitle>
          <View>还差 {durationInWords(neededMs - ran)}。现在停止，这一段可能不计入。</View>
          <View className="sheet-acts">
            <Button look="primary" onPress={() => setAsks(false)}>
              继续录制
            </Button>
            <Button disabled={busy} onPress={() => void stop()}>
              {busy ? '正在停止…' : '仍要停止'}
            </Button>
          </View>
        </Sheet>
      )}
    </>
  )
}

/** Starts and stops a camera's recording. What was recorded, the platform's rows alone say. */
export function Recorder(props: Props) {
  const { since, stalledAt, neededMs, skew, wanted } = props
  const { problem, busy, hindered, start, startAnyway, stop } = useRecording(props)
  const isHindered = since === null && hindered.length > 0
  return (
    <View className="recorder">
      {since === null && !isHindered && (
        <Button look={wanted ? 'primary' : 'plain'} disabled={busy} onPress={() => void start()}>
          {busy ? '正在开始…' : '开始录制'}
        </Button>
      )}
      {isHindered && (
        <Hindered found={hindered} busy={busy} again={() => void start()} anyway={() => void startAnyway()} />
      )}
      {since !== null && (
        <Running
          key={since}
          since={since}
          stalledAt={stalledAt}
          neededMs={neededMs}
          skew={skew}
          busy={busy}
          stop={stop}
        />
      )}
      <View className="recorder-problem" {...role('alert')}>
        {problem}
      </View>
    </View>
  )
}
