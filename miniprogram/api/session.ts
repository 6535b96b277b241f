import Taro from '@tarojs/taro'
import type { Person, Role } from '../../cloudfunctions/contract/app'
import { call } from './call'

const KEPT = 'person'
/** Where a trainee's page remembers the day. It is about the person, too. */
export const KEPT_DAY = 'today'

/** The first page of each role. */
const homes: Record<Role, string> = {
  trainee: '/trainee/today/index',
  instructor: '/instructor/today/index',
  supervisor: '/supervisor/days/index',
  provider: '/supervisor/days/index',
  auditor: '/supervisor/days/index',
  finance: '/finance/settlements/index',
  administrator: '/administrator/accounts/index',
}

const SIGN_IN = '/sign-in/index'
const NEW_PASSWORD = '/password/index'

/** Whose name stands on the page. Only a name: what one may see is decided by the server each time. */
export const shownPerson = (): Person | null => Taro.getStorageSync<Person | ''>(KEPT) || null

/** Before their own pages, for whom somebody else chose the password, the page to choose another. */
export const homeOf = ({ mustChangePassword, role }: Person): string =>
  mustChangePassword ? NEW_PASSWORD : homes[role]

/** Opens the first page that is the person's. */
export async function goHome(person: Person): Promise<void> {
  Taro.setStorageSync(KEPT, person)
  await Taro.reLaunch({ url: homeOf(person) })
}

export async function goToNewPassword(): Promise<void> {
  await Taro.reLaunch({ url: NEW_PASSWORD })
}

/**
 * The phone may be borrowed: with the session goes all that it remembers of the person. Taps that have not arrived stay,
 * under a mark that names nobody.
 */
export const goToSignIn = (): Promise<void> => forgetAndOpen(SIGN_IN)

/** The same, for whom the session has ended meanwhile: they are told so there. */
export const goToSignInAnew = (): Promise<void> => forgetAndOpen(`${SIGN_IN}?over=1`)

async function forgetAndOpen(url: string): Promise<void> {
  for (const key of [KEPT, KEPT_DAY]) Taro.removeStorageSync(key)
  await Taro.reLaunch({ url })
}

/** Leaves the page first only once the server has ended the session. */
export async function signOut(): Promise<void> {
  await call('sign-out', {})
  await goToSignIn()
}
