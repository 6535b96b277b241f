/** @jest-environment node */
import { film } from '../../miniprogram/trainee/today/face/film'

const CHALLENGE = { steps: ['turn-left', 'nearer'], lasts: [450, 1_050, 1_350] } as const
const PICTURE = 'a picture'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** Filmed by a phone that takes so long to make a picture. */
async function filmed(makingMs: number, early = 0) {
  const shown: number[] = []
  const began = Date.now()
  const real = setTimeout
  // Timers may be a little early by the clock.
  if (early > 0)
    jest
      .spyOn(globalThis, 'setTimeout')
      .mockImplementation((run, ms = 0) => real(run, Math.max(1, ms - early)))
  const frames = film({
    shutter: {
      traits: { label: '', width: 640, height: 480 },
      take: () => new Promise(resolve => real(() => resolve(PICTURE), makingMs)),
    },
    challenge: CHALLENGE,
    elder: false,
    show: () => void shown.push(Date.now() - began),
    isOver: () => false,
  })
  await jest.runAllTimersAsync()
  jest.restoreAllMocks()
  return { shown, frames: await frames }
}

test.each([
  ['a quick phone', 20, 0],
  ['a phone whose timers are early', 20, 1],
  ['a slow phone', 400, 0],
])('%s asks for nothing before the moment that the server drew', async (_, makingMs, early) => {
  const { shown, frames } = await filmed(makingMs, early)
  expect(shown[0]).toBe(0)
  expect(shown[1]).toBeGreaterThanOrEqual(450)
  expect(shown[2]).toBeGreaterThanOrEqual(450 + 1_050)
  for (const { step, takenAt } of frames) expect(takenAt).toBeGreaterThan(shown[(step ?? -1) + 1]!)
  expect(frames.at(-1)?.takenAt).toBeGreaterThanOrEqual(450 + 1_050 + 1_350 - 100)
  expect(frames.filter(({ step }) => step === null).length).toBeGreaterThanOrEqual(2)
})

test('a quick phone takes no longer than was drawn', async () => {
  const { shown } = await filmed(20)
  expect(shown).toEqual([0, 450, 1_500])
})
