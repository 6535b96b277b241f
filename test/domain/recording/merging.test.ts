import fc from 'fast-check'
import { mergeRuns } from '../../../cloudfunctions/domain/recording/runs'
import { at, camera, caseFile, judgeFile } from '../../support/situation'

/** R2 read another way: cells of five seconds that some clip covers, and holes of at most two cells between them. */
const CELL_MS = 5_000
const CELLS = 60
const HOLE = 2

const clipOfCells = fc.record({ first: fc.nat({ max: CELLS - 8 }), cells: fc.integer({ min: -1, max: 8 }) })
type ClipOfCells = { readonly first: number; readonly cells: number }

function runsOfCells(clips: readonly ClipOfCells[]): [number, number][] {
  const runs: [number, number][] = []
  for (let cell = 0; cell < CELLS; cell++) {
    if (!clips.some(({ first, cells }) => first <= cell && cell < first + cells)) continue
    const running = runs.at(-1)
    if (running && cell - running[1] <= HOLE) running[1] = cell + 1
    else runs.push([cell, cell + 1])
  }
  return runs
}

const atCell = (cell: number) => at('09:00') + cell * CELL_MS
const spans = (rows: readonly { readonly start: number; readonly end: number }[]) =>
  rows.map(({ start, end }) => [start, end])

test('runs are what the cells show, however the clips lie', () => {
  fc.assert(
    fc.property(fc.array(clipOfCells, { maxLength: 14, size: 'max' }), clips => {
      const expected = runsOfCells(clips).map(([from, to]) => [atCell(from), atCell(to)])
      const intervals = clips.map(({ first, cells }) => ({
        start: atCell(first),
        end: atCell(first + cells),
      }))
      expect(spans(mergeRuns(intervals, 10_000))).toEqual(expected)

      const file = caseFile()
      for (const { start, end } of intervals) {
        file.recordings.push({ ...camera(1), startTime: start, endTime: end, recType: 2 })
      }
      expect(spans(judgeFile(file).classDay.pieces)).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})
