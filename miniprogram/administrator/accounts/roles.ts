import type { Role } from '../../../cloudfunctions/contract/roles'
import { roleWords } from '../../components/words'

const isRole = (name: string): name is Role => name in roleWords

/** All roles, in the order in which their words stand. */
export const roles: readonly Role[] = Object.keys(roleWords).filter(isRole)
