export type Look = 'full' | 'hatched' | 'dark' | 'open'

export interface RingPart {
  readonly name: string
  readonly size: number
  readonly look: Look
}

const FULL_TURN = 360
/** Between two parts, so that they are told apart without colour. */
const GAP = 1.6

const colours: Readonly<Record<Look, string>> = {
  full: 'var(--accent)',
  hatched: 'transparent',
  dark: 'var(--ink-quiet)',
  open: 'var(--line)',
}
const BETWEEN = 'var(--ground)'
const HATCHING = 'repeating-conic-gradient(var(--wait) 0deg 2.4deg, var(--wait-quiet) 2.4deg 4.8deg)'

const degrees = (angle: number) => `${Number(angle.toFixed(2))}deg`
const stop = (colour: string, from: number, to: number) => `${colour} ${degrees(from)} ${degrees(to)}`

/**
 * The parts in their order, clockwise from the top, as a background: where a part is hatched, the stripes below show
 * through. Their sum is the whole turn; each part ends in a gap.
 */
export function ringImage(parts: readonly RingPart[]): string {
  const shown = parts.filter(({ size }) => size > 0)
  const whole = shown.reduce((sum, { size }) => sum + size, 0)
  const gap = shown.length > 1 ? GAP : 0
  let from = 0
  const stops = shown.flatMap(({ size, look }) => {
    const end = from + (size * FULL_TURN) / whole
    const to = Math.max(from, end - gap)
    const drawn = [stop(colours[look], from, to), ...(gap > 0 ? [stop(BETWEEN, to, end)] : [])]
    from = end
    return drawn
  })
  return `conic-gradient(${stops.join(', ')}), ${HATCHING}`
}

/** Where a share of the whole lies on the ring. */
export const turnOf = (percent: number): number => (percent * FULL_TURN) / 100
