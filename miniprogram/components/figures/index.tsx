import { View } from '@tarojs/components'
import { role, spoken } from '../aria'
import './index.scss'

export interface Figure {
  readonly name: string
  readonly value: string
  readonly unit?: string
}

/** A few numbers side by side, each under its name. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <View className="figures">
      {figures.map(({ name, value, unit }) => (
        <View className="figure" key={name}>
          <View className="figure-name">{name}</View>
          <View className="figure-value">
            {value}
            {unit && <View className="figure-unit">{unit}</View>}
          </View>
        </View>
      ))}
    </View>
  )
}

interface Part {
  readonly name: string
  readonly size: number
  readonly tone: 'good' | 'wait' | 'quiet'
}

/** Parts of a whole as one bar. Its numbers stand beside it in words. */
export function Share({ parts, whole }: { readonly parts: readonly Part[]; readonly whole: number }) {
  const said = parts.map(({ name, size }) => `${name} ${size}`).join('，')
  return (
    <View className="share" {...role('img')} {...spoken(`${said}，共 ${whole}`)}>
      {parts
        .filter(({ size }) => size > 0)
        .map(({ name, size, tone }) => (
          <View key={name} className={`share-part share-${tone}`} style={{ flexGrow: size }} />
        ))}
    </View>
  )
}
