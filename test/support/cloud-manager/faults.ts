import { Refusal } from './refusal'

export type Fault =
  /** Refuses with this code. */
  | { readonly kind: 'refuse'; readonly code: string }
  /** Does it, and cuts the line before saying so. */
  | { readonly kind: 'cut' }
  /** What a proxy in between would say. */
  | { readonly kind: 'garbage' }

interface Planned {
  readonly action: string
  readonly fault: Fault
  left: number
}

export interface Faults {
  /** The next `times` questions for the action go wrong. */
  plan(action: string, fault: Fault, times?: number): void
}

export function createFaults(): Faults & { next(action: string): Fault | null } {
  const planned: Planned[] = []
  return {
    plan: (action, fault, times = 1) => void planned.push({ action, fault, left: times }),
    next(action) {
      const due = planned.find(one => one.action === action && one.left > 0)
      if (!due) return null
      due.left -= 1
      if (due.fault.kind === 'refuse') throw new Refusal(due.fault.code, 'planned by the test')
      return due.fault
    },
  }
}
