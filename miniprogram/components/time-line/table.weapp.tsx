import { Text, View } from '@tarojs/components'
import type { Row } from './rows'
import './table.scss'

/** WeChat has no tables: a list, each line read as one sentence. */
export function Table({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <View className="time-list">
      {rows.map(({ id, what, detail, time }) => (
        <View className="time-list-line" key={id}>
          <Text>{`${what} ${time}\n${detail}`}</Text>
        </View>
      ))}
    </View>
  )
}
