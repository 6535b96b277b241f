import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Sheet, SheetTitle } from '../../components/sheet'

/** `wait`: others have their turn; `again`: the person has, and nothing is lost. */
type Look = 'good' | 'wait' | 'again' | 'bad'
const signs: Record<Look, string> = { good: '✓', wait: '…', again: '!', bad: '×' }

interface ResultSheetProps {
  readonly look: Look
  readonly title: string
  readonly children: ReactNode
  /** What can be done next. */
  readonly actions: ReactNode
  /** What the key Escape stands for; left out: it does nothing. */
  readonly onEscape?: () => void
}

/** The whole screen says what became of a tap. */
export function ResultSheet({ look, title, children, actions, ...other }: ResultSheetProps) {
  return (
    <Sheet title={title} urgent className="confirmation" {...other}>
      <View className="confirmation-body">
        <View className={`confirmation-sign confirmation-${look}`} aria-hidden="true">
          {signs[look]}
        </View>
        <SheetTitle>{title}</SheetTitle>
        {children}
      </View>
      {actions}
    </Sheet>
  )
}

export const Sentence = ({ children }: { readonly children: ReactNode }) => (
  <Text className="confirmation-line">{children}</Text>
)
