import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { heading, role } from '../../components/aria'

type Look = 'good' | 'wait' | 'bad'
const signs: Record<Look, string> = { good: '✓', wait: '…', bad: '×' }

interface SheetProps {
  readonly look: Look
  readonly title: string
  readonly children: ReactNode
  /** What can be done next. */
  readonly actions: ReactNode
}

/** The whole screen says what became of a tap. */
export function Sheet({ look, title, children, actions }: SheetProps) {
  return (
    <View className="confirmation" {...role('alertdialog')}>
      <View className="confirmation-body">
        <View className={`confirmation-sign confirmation-${look}`} aria-hidden="true">
          {signs[look]}
        </View>
        <View className="confirmation-title" {...heading(2)}>
          {title}
        </View>
        {children}
      </View>
      {actions}
    </View>
  )
}

export const Sentence = ({ children }: { readonly children: ReactNode }) => (
  <Text className="confirmation-line">{children}</Text>
)
