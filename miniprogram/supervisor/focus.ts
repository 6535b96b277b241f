import { shown, whenDrawn } from '../components/focus'

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
