import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { heading, role, spoken } from '../aria'
import type { SheetProps } from './index'
import './index.scss'

/** WeChat has no keyboard to keep in it; a reader is told that nothing beneath is to be reached. */
export function Sheet({ title, urgent = false, card = false, className = '', children }: SheetProps) {
  const box = (
    <View
      className={`sheet ${card ? 'sheet-card' : ''} ${className}`}
      aria-modal="true"
      {...role(urgent ? 'alertdialog' : 'dialog')}
      {...spoken(title)}
    >
      {children}
    </View>
  )
  if (!card) return box
  return (
    <View className="sheet-shade" catchMove>
      {box}
    </View>
  )
}

export const SheetTitle = ({ children }: { readonly children: ReactNode }) => (
  <View className="sheet-title" {...heading(2)}>
    {children}
  </View>
)
