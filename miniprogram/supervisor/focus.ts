const shown = (selector: string) =>
  Array.from(document.querySelectorAll<HTMLElement>(selector)).find(
    element => element.getClientRects().length > 0,
  )

/** Once what was just set is on the screen. */
const whenDrawn = (act: () => void) => requestAnimationFrame(() => setTimeout(act))

/** A busy browser draws late, and takes the keyboard from what it lays out anew; for so long it is brought again. */
const UNTIL_MS = 1_500
const AGAIN_MS = 50

const isNowhere = () => document.activeElement === null || document.activeElement === document.body

/**
 * Brings the keyboard to the first of these that is shown, the first named before all others, once one of them is; and
 * again for a moment while it is nowhere.
 */
export function focusOn(...selectors: readonly string[]): void {
  const until = performance.now() + UNTIL_MS
  const look = () => {
    for (const selector of selectors) {
      const element = shown(selector)
      element?.focus()
      if (element && document.activeElement === element) return
    }
  }
  const again = () => {
    if (isNowhere()) look()
    if (performance.now() < until) setTimeout(again, AGAIN_MS)
  }
  whenDrawn(() => {
    look()
    again()
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
