import type { CSSProperties, MouseEvent, ReactNode } from 'react'

export interface PressableProps {
  readonly className: string
  readonly style: CSSProperties
  readonly label: string
  /** @param share how far along it was pressed, 0 its start, 1 its end; with the keyboard its start */
  readonly onPress: (share: number) => void
  readonly children?: ReactNode
}

function shareOf({ detail, clientX, currentTarget }: MouseEvent): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return detail === 0 || width === 0 ? 0 : Math.min(1, Math.max(0, (clientX - left) / width))
}

/** A part of a line that does something. In the browser a real button: keyboards and screen readers know it. */
export function Pressable({ className, style, label, onPress, children }: PressableProps) {
  return (
    <button
      type="button"
      className={`pressable ${className}`}
      style={style}
      aria-label={label}
      onClick={event => onPress(shareOf(event))}
    >
      {children}
    </button>
  )
}
