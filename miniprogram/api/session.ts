import Taro from '@tarojs/taro'
import type { Person, Role } from '../../cloudfunctions/contract/app'
import { call } from './call'

const KEPT = 'person'

/** The first page of each role that has pages so far. */
const homes: Partial<Record<Role, string>> = {
  trainee: '/trainee/today/index',
  instructor: '/instructor/today/index',
  supervisor: '/supervisor/days/index',
}

/** Whose name stands on the page. Only a name: what one may see is decided by the server each time. */
export const shownPerson = (): Person | null => Taro.getStorageSync<Person | ''>(KEPT) || null

/** Opens the person's own pages; false for a role that has none here yet. */
export async function goHome(person: Person): Promise<boolean> {
  Taro.setStorageSync(KEPT, person)
  const url = homes[person.role]
  if (url) await Taro.reLaunch({ url })
  return url !== undefined
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
