import { Text, View } from '@tarojs/components'
import { role, spoken } from '../aria'
import { type RingPart, ringImage, turnOf } from './stops'
import './index.scss'

export type { RingPart } from './stops'

/** A line across the ring, with the percent beside it. */
function RingLine({ percent }: { readonly percent: number }) {
  const turn = turnOf(percent)
  return (
    <View className="ring-line" style={{ transform: `rotate(${turn}deg)` }}>
      <View className="ring-line-across" />
      <View className="ring-line-name" style={{ transform: `rotate(${-turn}deg)` }}>
        {percent}%
      </View>
    </View>
  )
}

interface Props {
  /** Clockwise from the top. */
  readonly parts: readonly RingPart[]
  readonly unit: string
  /** In the middle, with what it is of under it. */
  readonly figure: string
  readonly under: string
  /** Percents of the whole to be marked. */
  readonly lines: readonly number[]
}

/** Parts of a whole as one ring. The words beside it must say the same. */
export function Ring({ parts, unit, figure, under, lines }: Props) {
  const said = parts.map(({ name, size }) => `${name} ${size} ${unit}`).join('，')
  return (
    <View className="ring" {...role('img')} {...spoken(said)}>
      <View className="ring-band" style={{ backgroundImage: ringImage(parts) }} />
      {lines.map(percent => (
        <RingLine percent={percent} key={percent} />
      ))}
      <View className="ring-middle">
        <View className="ring-figure">{figure}</View>
        <View className="ring-under">{under}</View>
      </View>
    </View>
  )
}

/** The parts by name and number, each with how it looks on the ring. */
export function RingNames({ parts }: Pick<Props, 'parts'>) {
  return (
    <View className="ring-names" {...role('list')}>
      {parts.map(({ name, size, look }) => (
        <View className="ring-name" key={name} {...role('listitem')}>
          <View className={`ring-look ring-look-${look}`} />
          <Text className="ring-name-text">{name}</Text>
          <Text className="ring-size">{size}</Text>
        </View>
      ))}
    </View>
  )
}
