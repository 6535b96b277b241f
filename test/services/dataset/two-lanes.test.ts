import fc from 'fast-check'
import type { Dataset } from '../../../cloudfunctions/domain/dataset'
import { FastLane } from '../../../cloudfunctions/services/dataset/fast-lane'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { inChunks, read } from './reading'
import { type RowText, rowText } from './row-texts'
import { asLines, sample } from './sample'

/** A space behind the first bracket changes nothing of a row, and the fast lane leaves such rows alone. */
const ordinary = (text: string) => text.replace('{', '{ ')

const ENCODER = new TextEncoder()
const bare = { ...sample(), checkIns: [], recordings: [] }
const BARE_LINES = asLines(bare)

const inLines = (rows: readonly RowText[], change: (text: string) => string, before: boolean) => {
  const text = rows.map(({ line }) => `${change(line)}\n`).join('')
  return before ? text + BARE_LINES : BARE_LINES + text
}

const inJson = (rows: readonly RowText[], change: (text: string) => string) => {
  const { checkIns: _, recordings: __, ...others } = bare
  const array = (type: string) =>
    rows.flatMap(row => (row.type === type ? [change(row.element)] : [])).join(',')
  return `{"checkIns":[${array('checkIn')}],"recordings":[${array('recording')}],${JSON.stringify(others).slice(1)}`
}

/** All that was kept of the rows, to the last bit. */
function tables({ checkIns, recordings, traineeIds }: Dataset) {
  const clips = recordings.byCamera()
  return {
    checkIns: Array.from({ length: checkIns.size }, (_, row) => ({
      id: checkIns.ids.text(row),
      trainee: traineeIds.text(checkIns.trainee(row)),
      at: checkIns.at(row),
      marks: checkIns.marks(row),
      device: checkIns.device(row) < 0 ? null : checkIns.devices.text(checkIns.device(row)),
      location: checkIns.location(row),
    })),
    recordings: Array.from({ length: recordings.cameras.size }, (_, camera) => {
      const [deviceSerial, channelNo] = recordings.cameras.text(camera).split('\0')
      return [deviceSerial, channelNo, clips({ deviceSerial: deviceSerial!, channelNo: Number(channelNo) })]
    }),
    backward: recordings.backward,
  }
}

async function kept(text: string, form: 'json' | 'ndjson') {
  const answer = await readDataset(inChunks(ENCODER.encode(text)), { form, keepDetails: true })
  return answer.dataset === null ? answer.problems : tables(answer.dataset)
}

const takes = (text: string, known: RowText['type'] | null) => {
  const bytes = ENCODER.encode(text)
  return new FastLane().read(bytes, 0, bytes.length, known)
}

const rows = fc.array(rowText, { minLength: 1, maxLength: 3 })
const RUNS = { numRuns: 500 }
const asIs = (text: string) => text

describe('whichever lane reads them, rows come to the same', () => {
  it('tables and problems, in lines', async () => {
    const seen = { fast: 0, rows: 0, good: 0, bad: 0 }
    await fc.assert(
      fc.asyncProperty(rows, async some => {
        const found = await kept(inLines(some, asIs, false), 'ndjson')
        expect(found).toEqual(await kept(inLines(some, ordinary, false), 'ndjson'))
        seen[Array.isArray(found) ? 'bad' : 'good'] += 1
        for (const { line, type } of some) {
          expect(takes(ordinary(line), null)).toBeNull()
          const lane = takes(line, null)
          if (lane !== null) expect(lane).toBe(type)
          seen.rows += 1
          if (lane !== null) seen.fast += 1
        }
      }),
      RUNS,
    )
    // The property is worth nothing where all rows take one lane.
    expect(seen.fast / seen.rows).toBeGreaterThan(0.2)
    expect(seen.fast / seen.rows).toBeLessThan(0.9)
    expect(Math.min(seen.good, seen.bad)).toBeGreaterThan(30)
  })

  it('tables and problems, in JSON', () =>
    fc.assert(
      fc.asyncProperty(rows, async some => {
        expect(await kept(inJson(some, asIs), 'json')).toEqual(await kept(inJson(some, ordinary), 'json'))
      }),
      RUNS,
    ))

  it('the answer, wherever the class and its site stand', () =>
    fc.assert(
      fc.asyncProperty(rows, async some => {
        const one = await read(inLines(some, ordinary, true), 'ndjson')
        expect(await read(inLines(some, asIs, true), 'ndjson')).toEqual(one)
        expect((await read(inLines(some, asIs, false), 'ndjson')).answer).toEqual(one.answer)
      }),
      { numRuns: 200 },
    ))

  it('numbers as JSON.parse rounds them', () => {
    const digit = fc.constantFrom(...'0123456789')
    const decimal = fc
      .tuple(fc.nat(89), fc.array(digit, { minLength: 1, maxLength: 16, size: 'max' }))
      .map(([whole, decimals]) => `${whole}.${decimals.join('')}`)
    const lane = new FastLane()
    fc.assert(
      fc.property(decimal, fc.boolean(), (text, negative) => {
        const number = `${negative ? '-' : ''}${text}`
        const bytes = ENCODER.encode(
          `{"id":"K","traineeId":"T","kind":"end","at":"2024-06-03T00:00:00Z","method":"face","face":{"matched":true,"live":true},"location":{"latitude":${number},"longitude":0}}`,
        )
        const found = lane.read(bytes, 0, bytes.length, 'checkIn')
        expect(found).toBe(text.length - 1 <= 15 ? 'checkIn' : null)
        if (found !== null) expect(lane.checkIn.latitude).toBe(JSON.parse(number))
      }),
      { numRuns: 3000 },
    )
  })
})
