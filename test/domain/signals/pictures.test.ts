import fc from 'fast-check'
import { NO_LOOKS } from '../../../cloudfunctions/domain/evidence/face'
import { bandsOf, bitsApart, looksOf } from '../../../cloudfunctions/domain/signals/alike'
import type { MarkedCheck } from '../../../cloudfunctions/domain/signals/marked-day'
import { check, day, daysAgo, signs, TODAY, tap } from './marked'

/** Far from each other, with 32 bits set each, as the engine makes them. */
const LOOKS = [
  '0f0f0f0f0f0f0f0f',
  'f0f0f0f0f0f0f0f0',
  '00ff00ff00ff00ff',
  'ff00ff00ff00ff00',
  '3333cccc3333cccc',
  'cccc3333cccc3333',
]
/** As far from the look as so many pairs of bits: in each, one that was set and one that was not. */
const swapped = (alike: string, pairs: number) => {
  const bits = BigInt(`0x${alike}`)
  const at = (value: bigint) =>
    Array.from({ length: 64 }, (_, i) => i).filter(i => ((bits >> BigInt(i)) & 1n) === value)
  const turned = [...at(1n).slice(0, pairs), ...at(0n).slice(0, pairs)]
  return turned
    .reduce((changed, i) => changed ^ (1n << BigInt(i)), bits)
    .toString(16)
    .padStart(16, '0')
}
const frames = (name: string, alike: readonly string[]) =>
  alike.map((one, i) => ({ exact: `${name} ${i}`, alike: one }))
const looks = (from: number, to: number) => LOOKS.slice(from, to)

/** T1 on 2024-06-20 in C1, and somebody else's check on another day in C2. */
const two = (
  here: MarkedCheck['frames'],
  there: MarkedCheck['frames'],
  more: Partial<MarkedCheck> = {},
  ago = 8,
) => [
  day({ checks: [check({ frames: here })] }),
  day({
    classId: 'C2',
    date: daysAgo(ago),
    checks: [check({ date: daysAgo(ago), traineeId: 'T9', frames: there, ...more })],
  }),
]

describe('the same picture', () => {
  it('is a sign from one frame that is the same to the byte, in whatever class', () => {
    const here = frames('here', looks(0, 3))
    const there = [...frames('there', looks(3, 6)), here[1]!]
    expect(signs('same-picture', two(here, there))).toEqual([
      {
        kind: 'same-picture',
        traineeId: 'T1',
        checkId: `check of T1 ${TODAY}`,
        other: {
          classId: 'C2',
          date: daysAgo(8),
          traineeId: 'T9',
          checkId: `check of T9 ${daysAgo(8)}`,
          at: expect.any(Number),
          samePerson: false,
        },
        exact: 1,
        near: 1,
        looks: 3,
        people: 2,
      },
    ])
    expect(signs('same-picture', two(here, frames('there', looks(3, 6))))).toEqual([])
  })

  it('is a sign from three looks of four that are two bits off, and none with four bits', () => {
    const off = (pairs: number) => [...looks(0, 3).map(one => swapped(one, pairs)), LOOKS[5]!]
    const here = frames('here', looks(0, 4))
    expect(signs('same-picture', two(here, frames('there', off(1))))).toEqual([
      expect.objectContaining({ exact: 0, near: 3, looks: 4 }),
    ])
    expect(signs('same-picture', two(here, frames('there', off(2))))).toEqual([])
  })

  it('is none with two looks, or with less than three quarters of them', () => {
    const here = (to: number) => frames('here', looks(0, to))
    expect(signs('same-picture', two(here(2), frames('there', looks(0, 2))))).toEqual([])
    expect(signs('same-picture', two(here(4), frames('there', looks(0, 3))))).toHaveLength(1)
    expect(signs('same-picture', two(here(6), frames('there', looks(0, 4))))).toEqual([])
  })

  it('of one’s own are a sign when four looks, and all of them, are the same to the bit', () => {
    const own = { traineeId: 'T1' }
    const here = frames('here', looks(0, 4))
    const last = swapped(LOOKS[3]!, 1)
    expect(signs('same-picture', two(here, frames('there', looks(0, 4)), own))).toEqual([
      expect.objectContaining({
        exact: 0,
        near: 4,
        looks: 4,
        other: expect.objectContaining({ samePerson: true }),
      }),
    ])
    expect(signs('same-picture', two(here, frames('there', [...looks(0, 3), last]), own))).toEqual([])
    expect(
      signs('same-picture', two(frames('here', looks(0, 3)), frames('there', looks(0, 3)), own)),
    ).toEqual([])
  })

  it('counts what is nearly the same in a check once', () => {
    const [first] = LOOKS
    const still = [first!, swapped(first!, 1), swapped(swapped(first!, 1), 1)]
    expect(signs('same-picture', two(frames('here', still), frames('there', still)))).toEqual([])
    const here = [...frames('here', still), ...frames('more', looks(2, 5))]
    const there = frames('there', looks(2, 5))
    expect(signs('same-picture', two(here, there))).toEqual([expect.objectContaining({ near: 3, looks: 4 })])
  })

  it('has as many looks as can be paired, in whatever order the frames came', () => {
    const [a, b, c] = looks(2, 5)
    const between = swapped(a!, 2)
    // Each of three of the here one of there: `a` may have either of two, the one between only one of them.
    const here = [a!, between, b!, c!]
    const there = [swapped(a!, 1), swapped(between, 1), b!, c!]
    for (const order of [
      [0, 1, 2, 3],
      [1, 0, 2, 3],
      [3, 2, 1, 0],
    ]) {
      for (const other of [
        [0, 1, 2, 3],
        [1, 0, 3, 2],
      ]) {
        const found = signs(
          'same-picture',
          two(
            frames(
              'here',
              order.map(i => here[i]!),
            ),
            frames(
              'there',
              other.map(i => there[i]!),
            ),
          ),
        )
        expect(found).toEqual([expect.objectContaining({ near: 4, looks: 4 })])
      }
    }
  })

  it('says nothing of a picture that shows nothing', () => {
    const dark = [{ exact: 'black', alike: NO_LOOKS }]
    expect(signs('same-picture', two(dark, dark))).toEqual([])
    const lit = [{ exact: 'black', alike: LOOKS[0]! }]
    expect(signs('same-picture', two(lit, lit))).toHaveLength(1)
  })

  it('is told of the later check, and looked for 60 days back', () => {
    const here = frames('same', looks(0, 3))
    expect(signs('same-picture', two(here, here, {}, 59))).toHaveLength(1)
    expect(signs('same-picture', two(here, here, {}, 60))).toEqual([])
    expect(signs('same-picture', two(here, here, {}, -1))).toEqual([])
  })

  it('knows the room of a device that stands there for many, but not its bytes', () => {
    const stand = 'the tablet at the door'
    const taps = [1, 2, 3, 4, 5].map(n => tap({ traineeId: `T${n}`, deviceId: stand }))
    const same = (name: string, deviceId: string) => [
      day({ taps, checks: [check({ deviceId, frames: frames('here', looks(0, 4)) })] }),
      ...two([], frames(name, looks(0, 4)), { deviceId: stand }).slice(1),
    ]
    expect(signs('same-picture', same('there', stand))).toEqual([])
    expect(signs('same-picture', same('there', 'another'))).toHaveLength(1)
    expect(signs('same-picture', same('here', stand))).toHaveLength(1)
  })
})

describe('one look', () => {
  /** T1 on 2024-06-20, and on the days before, each in a class of their own, others with that look two bits off. */
  const still = (others: readonly string[], alike = swapped(LOOKS[0]!, 1), deviceId?: string) => [
    day({ checks: [check({ frames: frames('T1', [LOOKS[0]!]), ...(deviceId && { deviceId }) })] }),
    ...others.map((traineeId, i) => {
      const date = daysAgo(i + 1)
      const one = check({ date, traineeId, frames: frames(`${i}`, [alike]), ...(deviceId && { deviceId }) })
      return day({ classId: `C${i + 2}`, date, checks: [one] })
    }),
  ]

  it('is a sign when three people have nearly the same one, in whatever class', () => {
    expect(signs('same-picture', still(['T2', 'T3']))).toEqual([
      expect.objectContaining({
        exact: 0,
        near: 1,
        looks: 1,
        people: 3,
        other: expect.objectContaining({ traineeId: 'T3', classId: 'C3', samePerson: false }),
      }),
    ])
    expect(signs('same-picture', still(['T2']))).toEqual([])
    expect(signs('same-picture', still(['T2', 'T2']))).toEqual([])
    expect(signs('same-picture', still(['T2', 'T1']))).toEqual([])
  })

  it('is none four bits off', () => {
    expect(signs('same-picture', still(['T2', 'T3'], swapped(LOOKS[0]!, 2)))).toEqual([])
  })

  it('is a sign among others of the check', () => {
    const days = still(['T2', 'T3'])
    const more = days.map((one, i) => ({
      ...one,
      checks: one.checks.map(each => ({
        ...each,
        frames: [...each.frames, ...frames(`more ${i}`, [LOOKS[i + 1]!, LOOKS[i + 2]!])],
      })),
    }))
    expect(signs('same-picture', more)).toEqual([expect.objectContaining({ looks: 3, people: 3 })])
  })

  it('of a device that stands there for many is its room', () => {
    const stand = 'the tablet at the door'
    const [first, ...others] = still(['T2', 'T3'], undefined, stand)
    const taps = [1, 2, 3, 4, 5].map(n => tap({ traineeId: `T${n}`, deviceId: stand }))
    expect(signs('same-picture', [{ ...first!, taps }, ...others])).toEqual([])
    expect(signs('same-picture', [first!, ...others])).toHaveLength(1)
  })
})

describe('of several checks that are a sign', () => {
  const here = frames('here', looks(0, 4))
  const among = (...others: readonly Partial<MarkedCheck>[]) => {
    const checks = others.map((other, i) => {
      const date = daysAgo(9 - i)
      return day({ classId: `C${i + 2}`, date, checks: [check({ date, checkId: `k${i}`, ...other })] })
    })
    const found = signs('same-picture', [day({ checks: [check({ frames: here })] }), ...checks])
    return found.map(({ other, people }) => [other.checkId, people])
  }
  const own = { traineeId: 'T1', frames: frames('own', looks(0, 4)) }
  const near = { traineeId: 'T8', frames: frames('near', looks(0, 3)) }
  const nearer = { traineeId: 'T8', frames: frames('nearer', looks(0, 4)) }
  const exact = { traineeId: 'T9', frames: [here[0]!] }

  it('another person’s is told before one’s own', () => {
    expect(among(own, near)).toEqual([['k1', 2]])
    expect(among(own)).toEqual([['k0', 1]])
  })

  it('one that is the same to the byte is told before one that is nearly the same', () => {
    expect(among(own, near, exact)).toEqual([['k2', 3]])
    expect(among({ ...own, frames: here }, exact)).toEqual([['k1', 2]])
  })

  it('one with more looks is told before one with less, and of equal ones the earliest', () => {
    expect(among(near, nearer)).toEqual([['k1', 2]])
    expect(among(near, near)).toEqual([['k0', 2]])
  })
})

describe('looks', () => {
  const bits64 = fc
    .shuffledSubarray([...Array(64).keys()], { minLength: 32, maxLength: 32 })
    .map(set => set.reduce((bits, i) => bits | (1n << BigInt(i)), 0n))
  const hex = (bits: bigint) => bits.toString(16).padStart(16, '0')

  it('are as many bits apart as differ', () => {
    fc.assert(
      fc.property(bits64, bits64, (a, b) => {
        const differing = [...(a ^ b).toString(2)].filter(bit => bit === '1').length
        expect(bitsApart(looksOf(hex(a))!, looksOf(hex(b))!)).toBe(differing)
      }),
    )
  })

  it('that are two bits apart at most have a band in common, whichever bits these are', () => {
    fc.assert(
      fc.property(bits64, fc.nat(63), fc.nat(63), (a, i, j) => {
        const b = a ^ ((1n << BigInt(i)) | (1n << BigInt(j)))
        const bands = bandsOf(looksOf(hex(a))!)
        expect(bandsOf(looksOf(hex(b))!).some(band => bands.includes(band))).toBe(true)
      }),
    )
  })

  it('are 16 digits of hex and nothing else', () => {
    expect(looksOf('0f0f0f0f0f0f0f0')).toBeNull()
    expect(looksOf('0g0f0f0f0f0f0f0f')).toBeNull()
    expect(looksOf(NO_LOOKS)).toBeNull()
    expect(looksOf('0F0f0f0f0f0f0f0f')).toEqual({ high: 0x0f0f0f0f, low: 0x0f0f0f0f })
  })
})
