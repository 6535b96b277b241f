import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from '../button'
import './index.scss'

interface Props {
  /** What is inside; said on the button. */
  readonly title: string
  /** On the button while it is open; left out: the title with 收起 before it. */
  readonly close?: string
  readonly children: ReactNode
}

/** Something that is there for whoever wants to see it. */
export function Fold({ title, close = `收起${title}`, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <View className="fold">
      <View className="fold-toggle">
        <Button look="quiet" expanded={open} onPress={() => setOpen(!open)}>
          {open ? close : title}
        </Button>
      </View>
      {open && children}
    </View>
  )
}
