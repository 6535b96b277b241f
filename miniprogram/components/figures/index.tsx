import { View } from '@tarojs/components'
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
