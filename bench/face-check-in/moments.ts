/** What is seen of one check-in by face, in milliseconds of the page's own clock; null: not yet. */
export interface Moments {
  tapped: number | null
  /** The first sentence that asks the person for something. */
  asked: number | null
  /** The person has done all that was asked. */
  acted: number | null
  ticked: number | null
}

declare global {
  interface Window {
    moments?: Moments
  }
}

/** Runs in the page, and so must name nothing outside itself. */
export function watchCheckIn(): void {
  const moments: Moments = { tapped: null, asked: null, acted: null, ticked: null }
  window.moments = moments
  addEventListener(
    'pointerdown',
    () => {
      moments.tapped ??= performance.now()
    },
    { capture: true },
  )
  const look = () => {
    const said = document.querySelector('.face-step-sentence')?.textContent ?? ''
    const now = performance.now()
    if (said.startsWith('请正对')) moments.asked ??= now
    if (said.startsWith('好了')) moments.acted ??= now
    if (document.querySelector('[role=alertdialog]')?.textContent?.includes('签到成功')) moments.ticked = now
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
