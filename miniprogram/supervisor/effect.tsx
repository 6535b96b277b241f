import { View } from '@tarojs/components'
import type { DecisionEffect, TraineeEffect } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Fold } from '../components/fold'
import { rateWords, yuan } from '../components/words'
import { effectInWords, zeroInWords } from './effect-words'
import type { Preview } from './use-preview'
import './effect.scss'

/** More than so many people are folded away behind their sum. */
const SHOWN_AT_ONCE = 3

interface ChangeProps {
  readonly name: string
  readonly before: string
  readonly after: string
}

function Change({ name, before, after }: ChangeProps) {
  return (
    <View className="change">
      <View className="change-name">{name}</View>
      <View>{before === after ? `${after}（不变）` : `${before} → ${after}`}</View>
    </View>
  )
}

function Trainee({ effect }: { readonly effect: TraineeEffect }) {
  const hours = (value: number) => `${value} 学时`
  return (
    <View className="effect-trainee">
      <View className="effect-name">{effect.name}</View>
      <Change
        name="已确认"
        before={hours(effect.confirmedHoursBefore)}
        after={hours(effect.confirmedHoursAfter)}
      />
      <Change
        name="出勤率"
        before={rateWords(effect.confirmedRateBefore)}
        after={rateWords(effect.confirmedRateAfter)}
      />
      <Change name="补贴" before={yuan(effect.amountFenBefore)} after={yuan(effect.amountFenAfter)} />
    </View>
  )
}

function Trainees({ trainees }: Pick<DecisionEffect, 'trainees'>) {
  const lines = trainees.map(effect => <Trainee key={effect.traineeId} effect={effect} />)
  if (trainees.length <= SHOWN_AT_ONCE) return <>{lines}</>
  return (
    <Fold title={`查看每个人的变化（${trainees.length} 人）`} close="收起每个人的变化">
      {lines}
    </Fold>
  )
}

function Known({ effect }: { readonly effect: DecisionEffect }) {
  const zero = zeroInWords(effect)
  return (
    <>
      <View>{effectInWords(effect)}</View>
      <Trainees trainees={effect.trainees} />
      <Change name="整个项目的补贴" before={yuan(effect.totalFenBefore)} after={yuan(effect.totalFenAfter)} />
      {zero && <View className="note">{zero}</View>}
      <View className="note">按现有全部证据试算，核定后生效；结算前金额还会随证据变化。</View>
    </>
  )
}

/** What the ruling beside it would do, before it is made. */
export function Effect({ preview }: { readonly preview: Preview }) {
  return (
    <View className="preview" {...role('region')} {...spoken('核定的影响')}>
      <View className="preview-title">核定后会怎样</View>
      <View {...role('status')}>
        {preview.state === 'nothing-chosen' && (
          <View className="note">选择认可或不予认可后，这里显示会改变谁的学时、出勤率和补贴。</View>
        )}
        {preview.state === 'asking' && <View className="note">正在试算…</View>}
        {preview.state === 'failed' && (
          <View className="preview-problem">没有算出来：{preview.sentence}</View>
        )}
        {preview.state === 'known' && <Known effect={preview.effect} />}
      </View>
      {preview.state === 'failed' && <Button onPress={preview.again}>重新试算</Button>}
    </View>
  )
}
