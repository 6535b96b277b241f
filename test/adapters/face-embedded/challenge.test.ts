import { drawChallenge } from '../../../cloudfunctions/adapters/face-embedded/challenge'
import { EDITIONS, parametersOn, type Span } from '../../../cloudfunctions/adapters/face-embedded/parameters'
import { isTurn, SUPPORTED_STEPS } from '../../../cloudfunctions/adapters/face-embedded/verdict/steps'
import type { FaceChallenge } from '../../../cloudfunctions/domain/evidence/face'

const { challenge } = parametersOn('2026-12-01')

describe('a challenge', () => {
  const drawn = Array.from({ length: 20_000 }, () => drawChallenge(challenge))

  it('has as many different steps as it should, one of them a turn of the head', () => {
    for (const { steps } of drawn) {
      expect(new Set(steps).size).toBe(challenge.steps)
      expect(steps.some(isTurn)).toBe(true)
    }
  })

  it('comes in every order there is', () => {
    const orders = new Set(drawn.map(({ steps }) => steps.join()))
    expect(orders.size).toBe(SUPPORTED_STEPS.length * (SUPPORTED_STEPS.length - 1))
  })

  const isSwing = ({ steps }: FaceChallenge) => steps.every(isTurn)
  const spanOf = (times: readonly number[]) => [Math.min(...times), Math.max(...times)]

  it('asks for each step at a moment that is drawn, anywhere within its span', () => {
    const { straight, step } = challenge
    for (const [place, { least, most }] of [straight, step, step].entries()) {
      const times = drawn.filter(one => !isSwing(one)).map(({ lasts }) => lasts[place]!)
      expect(spanOf(times)).toEqual([least, most])
      expect(new Set(times).size).toBeGreaterThan((2 / 3) * (most - least))
    }
  })

  it('gives more time for a turn that begins from the other side', () => {
    const { step, swing } = challenge
    const times = drawn.filter(isSwing).map(({ lasts }) => lasts[2]!)
    expect(spanOf(times)).toEqual([step.least + swing, step.most + swing])
  })

  it('takes three seconds in the middle, with a swing a little more', () => {
    const middle = ({ least, most }: Span) => (least + most) / 2
    expect(middle(challenge.straight) + challenge.steps * middle(challenge.step)).toBe(3_000)
    expect(challenge.swing).toBeLessThan(500)
  })
})

describe('the figures that are in force', () => {
  const [first] = EDITIONS
  const next = { ...first!, from: '2027-03-01' }
  const editions = [first!, next]

  it.each([
    ['2027-02-28', 'the first'],
    ['2027-03-01', 'the next'],
    ['2030-01-01', 'the next'],
    [first!.from, 'the first'],
    ['2020-01-01', 'the first'],
  ])('on %s are those of %s edition', (date, which) => {
    expect(parametersOn(date, editions)).toBe(which === 'the next' ? next : first)
  })

  it('begin each on a day of its own, in order', () => {
    const days = EDITIONS.map(({ from }) => from)
    expect(days).toEqual([...new Set(days)].sort())
  })
})
