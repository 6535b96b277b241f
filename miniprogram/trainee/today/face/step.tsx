import { View } from '@tarojs/components'
import { useState } from 'react'
import type { FaceToday } from '../../../../cloudfunctions/contract/face'
import { role } from '../../../components/aria'
import { Button } from '../../../components/button'
import { useElder } from '../../../components/elder'
import { FaceCamera } from '../../../components/face-camera'
import { Sheet, SheetTitle } from '../../../components/sheet'
import { hourMinuteSecond } from '../../../components/time'
import { checkInKind } from '../../../components/words'
import { timeOfTap } from '../clock'
import type { Attempt } from '../kept'
import { ResultSheet, Sentence } from '../sheet'
import { CodeSheet } from './code'
import { endWords, type FaceEnd } from './ends'
import { type FaceStep, type Phase, useFaceStep } from './use-face-step'
import './step.scss'

const TITLE = '人脸核验'
export const WITHOUT = '不用人脸，请教师确认'

const sentences: Readonly<Record<'judging' | 'passed', string>> = {
  judging: '好了，正在核对…',
  passed: '核对通过，正在打卡…',
}

/** Whoever looks: a service does so on a page of its own, and shows us no picture. */
const lookedAtBy = {
  frames: { opening: '正在打开摄像头…', note: '画面只用来当场核对，核对完就删除，手机里不留。' },
  service: { opening: '正在打开微信人脸核验…', note: '由微信核验，本系统只收到结果，收不到画面。' },
  none: { opening: '请稍候…', note: '' },
} as const satisfies Readonly<Record<FaceToday['by'], object>>

function sentenceAt(phase: GuidanceProps['phase'], by: FaceToday['by']): string {
  if (phase.at === 'filming') return phase.stretch.sentence
  return phase.at === 'opening' ? lookedAtBy[by].opening : sentences[phase.at]
}

interface GuidanceProps {
  readonly phase: Exclude<Phase, { at: 'end' }>
  readonly by: FaceToday['by']
}

function Guidance({ phase, by }: GuidanceProps) {
  const filming = phase.at === 'filming'
  return (
    <View className="face-step-guide">
      <View className="face-step-sentence" {...role('status')}>
        {sentenceAt(phase, by)}
      </View>
      <View className="face-step-sign" aria-hidden="true">
        {filming ? phase.stretch.sign : ''}
      </View>
    </View>
  )
}

/** How far it has come, for the eye alone: the sentence says what to do. */
function Progress({ phase }: { readonly phase: Phase }) {
  const place = phase.at === 'filming' ? phase.place : -1
  const of = phase.at === 'filming' ? phase.of : 0
  return (
    <View className="face-step-progress" aria-hidden="true">
      {Array.from({ length: of }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are their places.
        <View key={n} className={`face-step-dot ${n <= place ? 'face-step-dot-on' : ''}`} />
      ))}
    </View>
  )
}

interface EndProps {
  readonly attempt: Attempt
  readonly end: FaceEnd
  readonly again: () => void
  readonly without: () => void
  readonly code: () => void
}

/** What it came to, and the ways on: none is in front of the other. */
function End({ attempt, end, again, without, code }: EndProps) {
  const words = endWords(end)
  return (
    <ResultSheet
      look="again"
      title={words.title}
      actions={
        <View className="face-step-ways">
          {words.again && <Button onPress={again}>再试一次</Button>}
          <Button onPress={without}>{WITHOUT}</Button>
          <Button look="quiet" onPress={code}>
            输入课堂签到码
          </Button>
        </View>
      }
    >
      <Sentence>{words.sentence}</Sentence>
      <Sentence>
        {checkInKind[attempt.kind]} {hourMinuteSecond(timeOfTap(attempt))} 已记在本机，没有丢。
      </Sentence>
    </ResultSheet>
  )
}

interface LiveProps {
  readonly step: FaceStep
  readonly phase: Exclude<Phase, { at: 'end' }>
  readonly by: FaceToday['by']
  readonly without: () => void
}

function Live({ step: { turn, ready, trouble, stop }, phase, by, without }: LiveProps) {
  const isSeeing = by === 'frames' && (phase.at === 'opening' || phase.at === 'filming')
  return (
    <Sheet title={TITLE} className="face-step" {...(isSeeing ? { onEscape: stop } : {})}>
      <SheetTitle>{TITLE}</SheetTitle>
      <Guidance phase={phase} by={by} />
      <View className="face-step-view">
        {isSeeing && <FaceCamera key={turn} onReady={ready} onTrouble={trouble} />}
      </View>
      <Progress phase={phase} />
      <View className="note face-step-note">{lookedAtBy[by].note}</View>
      <View className="face-step-ways">
        <Button disabled={!isSeeing} onPress={stop}>
          停止
        </Button>
        <Button disabled={phase.at === 'passed'} onPress={without}>
          {WITHOUT}
        </Button>
      </View>
    </Sheet>
  )
}

interface Props {
  readonly attempt: Attempt
  readonly by: FaceToday['by']
  readonly onPassed: (checkId: string) => void
  readonly onWithout: (roomCode?: string) => void
}

/** Between the tap, which is kept, and its sending: the face, or one of the ways without it. */
export function FaceStepScreen({ attempt, by, onPassed, onWithout }: Props) {
  const [elder] = useElder()
  const [typing, setTyping] = useState(false)
  const without = () => onWithout()
  const step = useFaceStep({ attempt, elder, onPassed, onNoCheck: without })
  const { phase } = step
  if (phase.at !== 'end') return <Live step={step} phase={phase} by={by} without={without} />
  if (typing)
    return (
      <CodeSheet
        kind={attempt.kind}
        onCode={onWithout}
        back={{ says: '返回', press: () => setTyping(false) }}
      />
    )
  return (
    <End
      attempt={attempt}
      end={phase.end}
      again={step.again}
      without={without}
      code={() => setTyping(true)}
    />
  )
}
