import { View } from '@tarojs/components'
import type { ClassToday } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'
import { bringTo } from '../../components/focus'
import { useServerClock } from '../../components/server-clock'
import { glanceOf } from './glance-words'

interface Props {
  readonly today: ClassToday
  /** Server's clock minus this phone's, in milliseconds. */
  readonly skew: number
}

/** How the class stands, at the top of a page that is long: each leads down to where it is dealt with. */
export function Glance({ today, skew }: Props) {
  const now = useServerClock(skew)
  return (
    <View className="glance">
      {glanceOf(today, now).map(({ at, words }) => (
        <Button key={at} look="quiet" onPress={() => bringTo(`.classroom-${at}`)}>
          {words}
        </Button>
      ))}
    </View>
  )
}
