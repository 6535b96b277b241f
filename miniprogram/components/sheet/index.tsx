import { View } from '@tarojs/components'
import { type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from 'react'
import { focusable, heading, role, spoken } from '../aria'
import { shown } from '../focus'
import './index.scss'

export interface SheetProps {
  /** Its name: what a screen reader says of it. The same words stand in its `SheetTitle`. */
  readonly title: string
  /** Wants an answer before anything else. */
  readonly urgent?: boolean
  /** A question on a card that lies over the page; left out: the whole screen. */
  readonly card?: boolean
  readonly className?: string
  /** What the key Escape stands for; left out: it does nothing. */
  readonly onEscape?: () => void
  readonly children: ReactNode
}

/** Whom the keyboard goes back to: what had it before, or the page's beginning where that takes it no more. */
function giveBack(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected) before.focus()
  if (document.activeElement === document.body) shown('.page-title')?.focus()
}

/** Some browsers of before 2022 know no modal dialogs: there it lies over the page, and says that it is one. */
const isModal = (box: HTMLDialogElement) => typeof box.showModal === 'function' && box.isConnected

function opened(box: HTMLDialogElement): () => void {
  const before = document.activeElement
  if (isModal(box)) box.showModal()
  else box.setAttribute('open', '')
  box.querySelector<HTMLElement>('.sheet-title')?.focus()
  return () => {
    if (box.open && isModal(box)) box.close()
    giveBack(before)
  }
}

/** One thing before all others: the page beneath can't be reached, and the keyboard begins at the title. */
export function Sheet(props: SheetProps) {
  const { title, urgent = false, card = false, className = '', onEscape, children } = props
  const box = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => (box.current ? opened(box.current) : undefined), [])
  const onCancel = (event: SyntheticEvent) => {
    // What is on the screen is for React to say.
    event.preventDefault()
    onEscape?.()
  }
  // Pressed twice, Escape closes it whatever is said to it.
  const onClose = () => {
    if (box.current && isModal(box.current) && !box.current.open) box.current.showModal()
  }
  return (
    <dialog
      ref={box}
      className={`sheet ${card ? 'sheet-card' : ''} ${className}`}
      aria-modal="true"
      onCancel={onCancel}
      onClose={onClose}
      {...role(urgent ? 'alertdialog' : 'dialog')}
      {...spoken(title)}
    >
      {children}
    </dialog>
  )
}

export function SheetTitle({ children }: { readonly children: ReactNode }) {
  return (
    <View className="sheet-title" {...heading(2)} {...focusable}>
      {children}
    </View>
  )
}
