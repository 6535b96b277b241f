import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { SheetProps } from './index'
import './index.scss'

/** WeChat has no keyboard to keep in it, and no attribute that makes a box a dialog. */
export const Sheet = ({ className = '', children }: SheetProps) => (
  <View className={`sheet ${className}`}>{children}</View>
)

export const SheetTitle = ({ children }: { readonly children: ReactNode }) => (
  <View className="sheet-title">{children}</View>
)
