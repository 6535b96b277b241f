/** What is measured of a page while it opens. */
export interface Opening {
  /** Milliseconds from the navigation until a finger would have hit the enabled button; null: not yet. */
  tappableAt: number | null
  /** The sum of all layout shifts, also of those that a tap would excuse. */
  shifts: number
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number
}

declare global {
  interface Window {
    opening?: Opening
  }
}

/** Runs in the page before its own scripts, and so must name nothing outside itself. */
export function watchOpening(): void {
  const opening: Opening = { tappableAt: null, shifts: 0 }
  window.opening = opening
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) opening.shifts += (entry as LayoutShift).value
  }).observe({ type: 'layout-shift', buffered: true })
  const isTappable = () => {
    const button = document.querySelector<HTMLButtonElement>('.check-in-button')
    if (!button || button.disabled) return false
    const { left, top, width, height } = button.getBoundingClientRect()
    return button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }
  const look = () => {
    if (isTappable()) opening.tappableAt = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
