import { Picker, Text, View } from '@tarojs/components'
import { role, spoken } from '../aria'
import type { ChoiceProps } from './index'
import './index.scss'

export function Choice({ label, options, value, onChange }: ChoiceProps) {
  const place = Math.max(
    0,
    options.findIndex(([option]) => option === value),
  )
  const choose = (event: { detail: { value: string | number } }) => {
    const chosen = options[Number(event.detail.value)]
    if (chosen) onChange(chosen[0])
  }
  return (
    <View className="choice-of">
      <Text className="choice-label">{label}</Text>
      <Picker
        mode="selector"
        range={options.map(([, text]) => text)}
        value={place}
        onChange={choose}
        {...role('button')}
        {...spoken(`${label}：${options[place]?.[1] ?? ''}`)}
      >
        <View className="choice-entry">{options[place]?.[1]}</View>
      </Picker>
    </View>
  )
}
