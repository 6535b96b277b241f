const shown = (selector: string) =>
  Array.from(document.querySelectorAll<HTMLElement>(selector)).find(
    element => element.getClientRects().length > 0,
  )

/** Once what was just set is on the screen. */
const whenDrawn = (act: () => void) => requestAnimationFrame(() => setTimeout(act))

/** Brings the keyboard to the first of these that is shown, the first named before all others. */
export function focusOn(...selectors: readonly string[]): void {
  whenDrawn(() => {
    for (const selector of selectors) {
      const element = shown(selector)
      if (element) return element.focus()
    }
  })
}

const SHORTCUTS = { accepted: '1', rejected: '2', ask: '3' } as const

/**
 * Chooses in the form at hand, or in the day's own, and brings the keyboard to its reason.
 * @returns whether there is such a choice
 */
export function prepare(choice: keyof typeof SHORTCUTS): boolean {
  const form = document.activeElement?.closest('.decide') ?? shown('.desk-detail .decide')
  const button = form?.querySelector<HTMLElement>(`[aria-keyshortcuts="${SHORTCUTS[choice]}"]`)
  if (!form || !button) return false
  button.click()
  whenDrawn(() => form.querySelector('textarea')?.focus())
  return true
}
