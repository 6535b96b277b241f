import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from '../button'
import './index.scss'

interface Props<T> {
  readonly items: readonly T[]
  /** So many are on the page together: a phone holds about a thousand elements of a page without trouble. */
  readonly most: number
  /** What one of them is counted in: 人, 次. */
  readonly unit: string
  readonly children: (some: readonly T[]) => ReactNode
}

/** A long list, one part of it at a time. */
export function Parts<T>({ items, most, unit, children }: Props<T>) {
  const [wanted, setFrom] = useState(0)
  // The list may have become shorter since.
  const from = wanted < items.length ? wanted : 0
  const to = Math.min(from + most, items.length)
  return (
    <>
      {children(items.slice(from, to))}
      {items.length > most && (
        <View className="parts">
          <View className="note">
            第 {from + 1}–{to} {unit}，共 {items.length} {unit}
          </View>
          {from > 0 && <Button onPress={() => setFrom(from - most)}>上一组</Button>}
          {to < items.length && <Button onPress={() => setFrom(to)}>下一组</Button>}
        </View>
      )}
    </>
  )
}
