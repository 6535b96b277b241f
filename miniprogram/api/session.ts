import Taro from '@tarojs/taro'
import type { Person, Role } from '../../cloudfunctions/contract/app'
import { call } from './call'

const KEPT = 'person'

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

export async function goToSignIn(): Promise<void> {
  Taro.removeStorageSync(KEPT)
  await Taro.reLaunch({ url: '/sign-in/index' })
}

/** Leaves the page first only once the server has ended the session. */
export async function signOut(): Promise<void> {
  await call('sign-out', {})
  await goToSignIn()
}
