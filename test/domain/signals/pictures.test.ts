import fc from 'fast-check'
import { bandsOf, bitsApart, looksOf } from '../../../cloudfunctions/domain/signals/alike'
import type { MarkedCheck } from '../../../cloudfunctions/domain/signals/marked-day'
import { check, day, daysAgo, signs, TODAY, tap } from './marked'

/** Far from each other, and not plain. */
const LOOKS = [
  '0f0f0f0f0f0f0f0f',
  'f0f0f0f0f0f0f0f0',
  '00ff00ff00ff00ff',
  'ff00ff00ff00ff00',
  '3333cccc3333cccc',
  'cccc3333cccc3333',
]
const flip = (alike: string, bits: number) =>
  BigInt.asUintN(64, BigInt(`0x${alike}`) ^ ((1n << BigInt(bits)) - 1n))
    .toString(16)
    .padStart(16, '0')
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
      },
    ])
    expect(signs('same-picture', two(here, frames('there', looks(3, 6))))).toEqual([])
  })

  it('is a sign from three looks of four that are two bits off, and none with three bits', () => {
    const off = (bits: number) => [...looks(0, 3).map(one => flip(one, bits)), LOOKS[5]!]
    const here = frames('here', looks(0, 4))
    expect(signs('same-picture', two(here, frames('there', off(2))))).toEqual([
      expect.objectContaining({ exact: 0, near: 3, looks: 4 }),
    ])
    expect(signs('same-picture', two(here, frames('there', off(3))))).toEqual([])
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
    const last = flip(LOOKS[3]!, 1)
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
    const still = ['0f0f0f0f0f0f0f0f', '0f0f0f0f0f0f0f0e', '0f0f0f0f0f0f0f0d', '0f0f0f0f0f0f0f0c']
    expect(signs('same-picture', two(frames('here', still), frames('there', still)))).toEqual([])
  })

  it('says nothing of a dark lens', () => {
    const dark = [{ exact: 'black', alike: '0000000000000000' }]
    expect(signs('same-picture', two(dark, dark))).toEqual([])
    const bright = [{ exact: 'white', alike: 'ffffffffffffffff' }]
    expect(signs('same-picture', two(bright, bright))).toEqual([])
    const nearlyDark = (alike: string) => [{ exact: 'dim', alike }]
    expect(
      signs('same-picture', two(nearlyDark('000000000000007f'), nearlyDark('000000000000007f'))),
    ).toEqual([])
    expect(
      signs('same-picture', two(nearlyDark('00000000000000ff'), nearlyDark('00000000000000ff'))),
    ).toHaveLength(1)
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

describe('looks', () => {
  const bits64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
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
    expect(looksOf('0F0f0f0f0f0f0f0f')).toEqual({ high: 0x0f0f0f0f, low: 0x0f0f0f0f })
  })
})
