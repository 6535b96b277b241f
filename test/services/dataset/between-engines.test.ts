import fc from 'fast-check'
import { everyKind } from './every-kind'
import { inPlace } from './importing'
import { read } from './reading'

async function answerOf(text: string): Promise<string> {
  const { answer, lines } = await read(text, 'detect')
  if (answer === null) throw new Error(lines.join('\n'))
  return answer
}

/** What one engine exports of a file, and what the other does of that export. */
async function across(text: string, engines: readonly ['sqlite' | 'cloudbase', 'sqlite' | 'cloudbase']) {
  const take = (engine: 'sqlite' | 'cloudbase', file: string) =>
    inPlace(async place => {
      await place.imported(file)
      return place.exported()
    }, engine)
  const first = await take(engines[0], text)
  return { first, second: await take(engines[1], first) }
}

describe('a dataset carried from one engine to the other', () => {
  it.each([
    ['sqlite', 'cloudbase'],
    ['cloudbase', 'sqlite'],
  ] as const)(
    'from %s to %s is the same export, and the same evaluation to the byte',
    async (...engines) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async seed => {
          const text = everyKind(seed)
          const { first, second } = await across(text, engines)
          expect(second).toBe(first)
          expect(await answerOf(second)).toBe(await answerOf(text))
        }),
        { numRuns: 3 },
      )
    },
    60_000,
  )

  it('both engines export the same file of one dataset', async () => {
    const text = everyKind(7)
    const [sqlite, cloud] = [
      await across(text, ['sqlite', 'sqlite']),
      await across(text, ['cloudbase', 'cloudbase']),
    ]
    expect(cloud).toEqual(sqlite)
    for (const kind of ['checkIn', 'recording', 'decision', 'witness', 'idNumber']) {
      expect(cloud.first).toContain(`"${kind}"`)
    }
  }, 60_000)
})
