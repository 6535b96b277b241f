import { View } from '@tarojs/components'
import { Button } from '../components/button'
import { Choice } from '../components/choice'
import { classesOf, type Filter, kinds, type Listed, providersOf } from './filter'
import './filters.scss'

const ALL = ''

interface Props {
  readonly filter: Filter
  readonly narrow: (change: Partial<Filter>) => void
  /** All classes that have been listed so far. */
  readonly listed: readonly Listed[]
}

function Places({ filter: { provider, classId }, narrow, listed }: Props) {
  const providers = providersOf(listed)
  const classes = classesOf(listed, provider)
  return (
    <>
      {providers.length > 1 && (
        <Choice
          label="承训单位"
          options={[[ALL, '全部单位'], ...providers.map(name => [name, name] as const)]}
          value={provider ?? ALL}
          onChange={value => narrow({ provider: value || null, classId: null })}
        />
      )}
      {classesOf(listed, null).length > 1 && (
        <Choice
          label="班级"
          options={[[ALL, '全部班级'], ...classes.map(one => [one.classId, one.classTitle] as const)]}
          value={classId ?? ALL}
          onChange={value => narrow({ classId: value || null })}
        />
      )}
    </>
  )
}

/** What the queue is narrowed to. */
export function Filters(props: Props) {
  const { filter, narrow } = props
  return (
    <View className="filters">
      <View className="filters-standing">
        <Button look="chip" pressed={filter.pendingOnly} onPress={() => narrow({ pendingOnly: true })}>
          待核查
        </Button>
        <Button look="chip" pressed={!filter.pendingOnly} onPress={() => narrow({ pendingOnly: false })}>
          全部
        </Button>
      </View>
      <Places {...props} />
      <Choice
        label="问题"
        options={[[ALL, '全部问题'], ...kinds]}
        value={filter.kind ?? ALL}
        onChange={value => narrow({ kind: kinds.find(([kind]) => kind === value)?.[0] ?? null })}
      />
    </View>
  )
}
