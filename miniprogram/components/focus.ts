/** The first that is on the screen. */
export const shown = (selector: string): HTMLElement | undefined =>
  Array.from(document.querySelectorAll<HTMLElement>(selector)).find(
    element => element.getClientRects().length > 0,
  )

/** Once what was just set is on the screen. */
export const whenDrawn = (act: () => void): number => requestAnimationFrame(() => setTimeout(act))

/** Brings the keyboard to the first of these that is shown, the first named before all others. */
export function focusOn(...selectors: readonly string[]): void {
  whenDrawn(() => {
    for (const selector of selectors) {
      const element = shown(selector)
      if (element) return element.focus()
    }
  })
}

/** Scrolls to it, and brings the keyboard there. */
export function bringTo(selector: string): void {
  const element = shown(selector)
  element?.scrollIntoView({ block: 'start' })
  element?.focus({ preventScroll: true })
}
