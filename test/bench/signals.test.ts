import { CHEATS, HONEST } from '../../bench/signals/cheats'
import { DAYS, dayOf, newClass } from '../../bench/signals/classes'
import { codedAnew } from '../../bench/signals/looks'
import { Random } from '../../bench/signals/random'
import { inWords, limitsOf } from '../../bench/signals/rate'
import { SIGNAL_EDITIONS } from '../../cloudfunctions/domain/signals/figures'
import { History } from '../../cloudfunctions/domain/signals/history'
import { signalsOf } from '../../cloudfunctions/domain/signals/look'

const framesOf = (hashes: readonly string[]) => hashes.map(alike => ({ exact: alike, alike }))

function classDays(seed: number) {
  const random = new Random(seed)
  const one = newClass('C', random)
  return Array.from({ length: DAYS }, (_, n) => dayOf(one, n, random))
}

it('the same seed is the same class', () => {
  expect(classDays(7)).toEqual(classDays(7))
  expect(classDays(7)).not.toEqual(classDays(8))
})

it('hashes of looks have as many bits set as the engine’s', () => {
  const hashes = classDays(7).flatMap(day =>
    day.checks.flatMap(check => check.frames.map(({ alike }) => alike)),
  )
  expect(hashes.length).toBeGreaterThan(1_000)
  for (const hash of [
    ...hashes,
    ...codedAnew(framesOf(hashes), 'cropped', new Random(1)).map(({ alike }) => alike),
  ]) {
    expect([...BigInt(`0x${hash}`).toString(2)].filter(bit => bit === '1')).toHaveLength(32)
  }
})

it('every cheat changes what is known of the classes in which it is done', () => {
  const city = Array.from({ length: 6 }, (_, i) => classDays(i + 1))
  for (const { name, make } of [...CHEATS, ...HONEST]) {
    const made = make(city, new Random(1))
    expect([name, JSON.stringify(made) === JSON.stringify(city.slice(0, made.length))]).toEqual([name, false])
  }
})

it('an ordinary class has no sign but what the thresholds say of it', () => {
  const [figures] = SIGNAL_EDITIONS
  const days = classDays(7)
  const history = new History(days)
  expect(days.flatMap(day => signalsOf(day, history, figures))).toEqual([])
})

it('limits are Wilson’s', () => {
  const [least, most] = limitsOf({ found: 10, of: 100 })
  expect(least).toBeCloseTo(0.0552, 4)
  expect(most).toBeCloseTo(0.1744, 4)
  expect(limitsOf({ found: 0, of: 300 })[0]).toBe(0)
  expect(limitsOf({ found: 0, of: 300 })[1]).toBeCloseTo(0.0126, 4)
  expect(limitsOf({ found: 300, of: 300 })[1]).toBe(1)
  expect(inWords({ found: 3, of: 1_200 })).toBe('3/1200 = 0.25 %（0.09–0.73）')
})
