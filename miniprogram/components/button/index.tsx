import type { ReactNode } from 'react'
import './index.scss'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress?: () => void
  /** `primary` once a screen; `plain` beside it; `quiet` in running text; `chip` of a choice; `row` of a list. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'chip' | 'row'
  readonly disabled?: boolean
  /** For a switch or a choice: whether it is on. */
  readonly pressed?: boolean
  /** For what it opens and closes: whether that is open. */
  readonly expanded?: boolean
  readonly label?: string
  /** A key that does the same, told to whoever uses a screen reader. */
  readonly shortcut?: string
  readonly submits?: boolean
}

/** In the browser a real button: keyboards and screen readers know it. */
export function Button({
  children,
  onPress,
  look = 'plain',
  disabled,
  pressed,
  expanded,
  label,
  shortcut,
  submits,
}: ButtonProps) {
  return (
    <button
      type={submits ? 'submit' : 'button'}
      className={`button button-${look} ${pressed ? 'button-on' : ''}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
