import { homeOf, shownPerson } from './session'

const UNSAID = ['', '#', '#/', '#/sign-in/index']

/**
 * A trainee who was here before starts on their own page, without a detour over signing in, which on a slow line is
 * over a second: that page asks the server itself, and leads to signing in whoever is signed out. To be called before
 * the router looks at the address.
 */
export function openOwnPageFirst(): void {
  const person = shownPerson()
  if (person?.role !== 'trainee' || !UNSAID.includes(window.location.hash)) return
  window.history.replaceState(null, '', `#${homeOf(person)}`)
}
