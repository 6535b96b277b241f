import type { ReactNode } from 'react'
import type { MessageTemplateView } from '../../../cloudfunctions/contract/messages'

export interface RemindMeProps {
  readonly kinds: readonly MessageTemplateView['kind'][]
  /** What the button says. */
  readonly children: ReactNode
}

/** Messages come in WeChat only. */
export function RemindMe(_: RemindMeProps) {
  return null
}

export function Reminders() {
  return null
}
