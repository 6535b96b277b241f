import { Text, View } from '@tarojs/components'
import { role, spoken } from '../aria'
import { Button } from '../button'
import type { Row } from './rows'
import type { Play } from './track'
import './table.scss'

interface Props {
  readonly rows: readonly Row[]
  /** Null: nothing is played here. */
  readonly play: Play | null
}

/** WeChat has no tables: a list, each line read as one sentence. */
export function Table({ rows, play }: Props) {
  return (
    <View className="time-list" {...role('list')} {...spoken('时间明细')}>
      {rows.map(({ id, what, detail, time, clip }) => (
        <View className="time-list-line" key={id} {...role('listitem')}>
          <Text>{`${what} ${time}\n${detail}`}</Text>
          {clip && play && (
            <Button
              look="quiet"
              label={`看录像：${what} ${time}`}
              onPress={() => play({ clip, what: `${what} ${time}` })}
            >
              看录像
            </Button>
          )}
        </View>
      ))}
    </View>
  )
}
