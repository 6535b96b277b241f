import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { useInView } from '../api/in-view'
import { focusOn } from '../components/focus'
import { prepare } from './focus'
import type { Act } from './keys'
import { type Chosen, neighbour } from './queue'
import { useKeys } from './use-keys'
import { useKeysOn } from './use-keys-on'

/** Which day lies open on the desk, and the keys that go through the queue. */
export function useDesk(rows: readonly ClassDayRow[]) {
  const [chosen, choose] = useState<Chosen | null>(null)
  const [listOpen, setListOpen] = useState(false)
  const [on, turn] = useKeysOn()
  const shown = useInView()

  const toQueue = () => focusOn('.class-days .button-on', '.class-days button')
  const go = (by: 1 | -1) => {
    const to = neighbour(rows, chosen, by)
    if (!to) return false
    choose(to)
    toQueue()
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
    return true
  }
  const toggle = () => {
    setListOpen(!listOpen)
    return true
  }
  const acts: Readonly<Record<Act, () => boolean>> = {
    next: () => go(1),
    previous: () => go(-1),
    accepted: () => prepare('accepted'),
    rejected: () => prepare('rejected'),
    ask: () => prepare('ask'),
    help: toggle,
    leave: () => {
      toQueue()
      return true
    },
  }
  useKeys(on && shown, what => acts[what]())
  return { chosen, choose, go, keys: { open: listOpen, toggle, on, turn } }
}
