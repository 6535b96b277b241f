import { createSecrets } from '../../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../../cloudfunctions/adapters/node-crypto/key-ring'
import { ROLES } from '../../../../cloudfunctions/contract/roles'
import { isIdNumber } from '../../../../cloudfunctions/domain/plan/id-number'
import { accountPlans } from '../../../../cloudfunctions/entries/local/seed/accounts'
import { demonstrationTrainees, PROVIDER } from '../../../../cloudfunctions/entries/local/seed/class'
import { openIdNumber } from '../../../../cloudfunctions/services/id-numbers/seal'

const secrets = createSecrets(newKeyRing())
const trainees = demonstrationTrainees(secrets)

it('every role can be tried, and no two accounts share a name', () => {
  const plans = accountPlans(trainees)
  expect([...new Set(plans.map(({ role }) => role))].sort()).toEqual([...ROLES].sort())
  expect(new Set(plans.map(({ name }) => name)).size).toBe(plans.length)
  expect(plans.find(({ role }) => role === 'provider')).toMatchObject({ provider: PROVIDER })
})

it('the invented people have well-formed ID numbers that are nobody’s, kept sealed', () => {
  const numbers = trainees.map(trainee => openIdNumber(secrets, trainee) ?? '')
  expect(numbers.every(isIdNumber)).toBe(true)
  // No code of a region begins with 0.
  expect(numbers.every(number => number.startsWith('000000'))).toBe(true)
  expect(new Set(numbers).size).toBe(30)
  for (const number of numbers) expect(JSON.stringify(trainees)).not.toContain(number)
})

it('they are the same people at every start', () => {
  const again = demonstrationTrainees(secrets).map(trainee => openIdNumber(secrets, trainee))
  expect(again).toEqual(trainees.map(trainee => openIdNumber(secrets, trainee)))
})
