import { shownPerson } from '../api/session'

/** What these pages offer to whoever is signed in. The server decides each time; this only spares vain attempts. */
export function mayDecide(): boolean {
  return shownPerson()?.role === 'supervisor'
}

export function mayExplain(): boolean {
  const role = shownPerson()?.role
  return role === 'provider' || role === 'instructor'
}

/** How a class's check-ins came to count is a figure for the bureau's people. */
export function seesWays(): boolean {
  const role = shownPerson()?.role
  return role === 'supervisor' || role === 'auditor'
}
