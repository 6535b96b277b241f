import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { dateInWords } from '../../components/time'

interface Props {
  /** Days with lessons up to today, in any order. */
  readonly dates: readonly string[]
  readonly date: string
  readonly isChosen: boolean
  /** Null: today. */
  readonly choose: (date: string | null) => void
}

/** From the day on the screen to the one before and the one after: check-ins also come late. */
export function DaySwitch({ dates, date, isChosen, choose }: Props) {
  const sorted = [...dates].sort()
  const before = sorted.filter(other => other < date).at(-1)
  const after = sorted.find(other => other > date)
  return (
    <View className="day-switch">
      {before && (
        <Button look="quiet" onPress={() => choose(before)}>
          ‹ {dateInWords(before)}
        </Button>
      )}
      {after && (
        <Button look="quiet" onPress={() => choose(after)}>
          {dateInWords(after)} ›
        </Button>
      )}
      {isChosen && (
        <Button look="quiet" onPress={() => choose(null)}>
          回到今天
        </Button>
      )}
    </View>
  )
}
