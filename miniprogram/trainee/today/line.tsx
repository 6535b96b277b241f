import { View } from '@tarojs/components'
import { Mark } from '../../components/mark'
import { checkInKind, type Words } from '../../components/words'

interface Props {
  readonly kind: 'start' | 'end'
  readonly time: string
  readonly words: Words
  readonly note?: string | null
}

/** A check-in: what, when, and what became of it. */
export function Line({ kind, time, words, note }: Props) {
  return (
    <View className="check-in-line">
      <View className="check-in-kind">{checkInKind[kind]}</View>
      <View className="check-in-time">{time}</View>
      <Mark words={words} />
      {note && <View className="check-in-note note">{note}</View>}
    </View>
  )
}
