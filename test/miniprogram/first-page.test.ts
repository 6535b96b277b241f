import type { Person } from '../../cloudfunctions/contract/app'
import { ROLES } from '../../cloudfunctions/contract/roles'
import { openOwnPageFirst } from '../../miniprogram/api/first-page'

let kept: Person | ''

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: { getStorageSync: () => kept } }))
jest.mock('../../miniprogram/api/transport', () => ({ transport: {} }))

const OWN_PAGE = '#/trainee/today/index'

const trainee: Person = {
  name: 'xueyuan01',
  displayName: '许文静',
  role: 'trainee',
  mustChangePassword: false,
}

/** Where the app starts that is opened at an address. */
function opened(hash: string): string {
  window.history.replaceState(null, '', `/${hash}`)
  openOwnPageFirst()
  return window.location.hash
}

beforeEach(() => {
  kept = trainee
})

it.each(['', '#', '#/', '#/sign-in/index'])(
  'a trainee who was here before starts at “%s” on their own page',
  hash => {
    expect(opened(hash)).toBe(OWN_PAGE)
  },
)

it('and is not led back by the browser’s way back', () => {
  const before = window.history.length
  opened('')
  expect(window.history.length).toBe(before)
})

it.each(['#/trainee/days/index', '#/password/index', '#/trainee/today/index?a=1'])(
  'whoever names the page %s starts there',
  hash => {
    expect(opened(hash)).toBe(hash)
  },
)

it('whoever was never here, or has signed out, starts where the address says', () => {
  kept = ''
  expect(opened('')).toBe('')
  expect(opened('#/sign-in/index')).toBe('#/sign-in/index')
})

it.each(ROLES.filter(role => role !== 'trainee'))('a %s signs in as ever: their pages ask more', role => {
  kept = { ...trainee, role }
  expect(opened('')).toBe('')
})

it('for whom somebody else chose the password, the page to choose another comes first', () => {
  kept = { ...trainee, mustChangePassword: true }
  expect(opened('')).toBe('#/password/index')
})
