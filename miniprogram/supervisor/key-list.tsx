import { Text, View } from '@tarojs/components'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { mayDecide } from './acts'
import { keyWordsFor } from './keys'
import './key-list.scss'

export interface KeyListProps {
  readonly open: boolean
  readonly toggle: () => void
  /** Whether the keys do anything. */
  readonly on: boolean
  readonly turn: () => void
}

/** The desk's keys, for whoever asks; and the way to be rid of them. */
export function KeyList({ open, toggle, on, turn }: KeyListProps) {
  return (
    <View className="keys">
      <Button look="quiet" expanded={open} shortcut="?" onPress={toggle}>
        {open ? '收起快捷键' : '快捷键'}
      </Button>
      {open && (
        <View className="keys-open" {...role('region')} {...spoken('快捷键')}>
          {keyWordsFor(mayDecide()).map(([keys, does]) => (
            <View className="keys-line" key={keys}>
              <Text className="keys-key">{keys}</Text>
              <Text>{does}</Text>
            </View>
          ))}
          <View className="note">
            {mayDecide() ? '快捷键只选择、不提交。打字时不起作用。' : '打字时不起作用。'}
          </View>
          <Button look="chip" pressed={on} onPress={turn}>
            {on ? '✓ 快捷键已开' : '快捷键已关'}
          </Button>
        </View>
      )}
    </View>
  )
}
