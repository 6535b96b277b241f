import fc from 'fast-check'
import { EDITIONS } from '../../cloudfunctions/domain/policy/editions'
import { anyCase, anyCaseAndClip, retold } from '../support/any-case'
import { at, camera, caseFile, judgeFile, theClass } from '../support/situation'

/** What holds of every dataset. */
const RUNS = { numRuns: 300 }
const { figures } = EDITIONS[0]

test('the order of the input never matters', () => {
  const twice = anyCase.chain(file => fc.tuple(fc.constant(file), retold(file)))
  fc.assert(
    fc.property(twice, ([file, again]) => {
      expect(judgeFile(again)).toEqual(judgeFile(file))
    }),
    RUNS,
  )
})

test('of two decisions at one instant the one given later stands, in whatever order the rest is told', () => {
  const twice = anyCase
    .map(file => ({ ...file, decisions: file.decisions.map(decision => ({ ...decision, at: 0 })) }))
    .chain(file => fc.tuple(fc.constant(file), retold(file)))
  fc.assert(
    fc.property(twice, ([file, again]) => {
      expect(judgeFile({ ...again, decisions: file.decisions })).toEqual(judgeFile(file))
    }),
    RUNS,
  )
})

test('cutting a clip in two touching halves never changes a piece', () => {
  fc.assert(
    fc.property(anyCaseAndClip, fc.double({ min: 0, max: 1, noNaN: true }), ([file, clip], share) => {
      const length = clip.endTime - clip.startTime
      fc.pre(length >= 2)
      const middle = clip.startTime + 1 + Math.floor(share * (length - 2))
      const whole = { ...file, recordings: [...file.recordings, clip] }
      const halves = [
        { ...clip, endTime: middle },
        { ...clip, startTime: middle },
      ]
      expect(judgeFile({ ...file, recordings: [...file.recordings, ...halves] }).classDays).toEqual(
        judgeFile(whole).classDays,
      )
    }),
    RUNS,
  )
})

test('adding a recording never lowers the segment count of any class-day, nor anybody’s hours', () => {
  fc.assert(
    fc.property(anyCaseAndClip, ([file, clip]) => {
      const before = judgeFile(file)
      const after = judgeFile({ ...file, recordings: [...file.recordings, clip] })
      for (const [i, day] of before.classDays.entries()) {
        expect(after.classDays[i]!.segmentCount).toBeGreaterThanOrEqual(day.segmentCount)
        if (day.recording === 'compliant') expect(after.classDays[i]!.recording).toBe('compliant')
      }
      for (const [i, row] of before.attendance.entries()) {
        expect(after.attendance[i]!.confirmedHours).toBeGreaterThanOrEqual(row.confirmedHours)
      }
    }),
    RUNS,
  )
})

/** The session 08:30-11:40 in cells of five minutes; a clip covers some of them. */
const CELL_MS = 5 * 60_000
const CELLS = 38
const clipOfCells = fc.record({
  n: fc.constantFrom(1, 2, 3),
  first: fc.nat({ max: CELLS - 1 }),
  cells: fc.integer({ min: 1, max: 14 }),
})

test('the segments laid are as many as can be laid at all: every way to lay them was tried', () => {
  fc.assert(
    fc.property(fc.array(clipOfCells, { maxLength: 8 }), clips => {
      const file = caseFile(theClass({ cameras: [1, 2, 3].map(camera) }))
      for (const { n, first, cells } of clips) {
        const startTime = at('08:30') + first * CELL_MS
        file.recordings.push({ ...camera(n), startTime, endTime: startTime + cells * CELL_MS, recType: 1 })
      }
      expect(judgeFile(file).classDay.segmentCount).toBe(mostStretches(clips))
    }),
    { numRuns: 500 },
  )
})

/** At each cell either nothing begins or, where one camera covers the next four cells, a stretch does. */
function mostStretches(clips: readonly { n: number; first: number; cells: number }[]): number {
  const covers = (n: number, cell: number) =>
    cell < CELLS && clips.some(clip => clip.n === n && clip.first <= cell && cell < clip.first + clip.cells)
  const most = new Array<number>(CELLS + 5).fill(0)
  for (let cell = CELLS - 1; cell >= 0; cell--) {
    const fits = [1, 2, 3].some(n => [0, 1, 2, 3].every(k => covers(n, cell + k)))
    most[cell] = Math.max(most[cell + 1]!, fits ? 1 + most[cell + 4]! : 0)
  }
  return most[0]!
}

test('paid hours never exceed the category’s, nor amounts the category’s', () => {
  fc.assert(
    fc.property(anyCase, file => {
      for (const row of judgeFile(file).settlements.flatMap(settlement => settlement.trainees)) {
        expect(row.onsiteHours + row.onlineHours).toBeLessThanOrEqual(figures.paidHoursCapA.value)
        const byHours = row.onsiteHours * 2_000 + row.onlineHours * 1_000
        expect(row.amountFen).toBeLessThanOrEqual(byHours)
        if (row.outcome === 'full') expect(row.amountFen).toBe(byHours)
        if (row.outcome === 'cost') expect(row.amountFen).toBeLessThanOrEqual((byHours * 60) / 100)
        if (row.outcome === 'none') expect([row.amountFen, byHours]).toEqual([0, 0])
        expect(row.reason === null).toBe(row.outcome !== 'none')
      }
    }),
    RUNS,
  )
})

test('the sum of the parts is the total', () => {
  fc.assert(
    fc.property(anyCase, file => {
      const { attendance, traineeDays, classDays, settlements } = judgeFile(file)
      for (const row of attendance) {
        const days = traineeDays.filter(day => day.traineeId === row.traineeId)
        const held = classDays.filter(day => day.classId === row.classId)
        expect(row.provisionalHours).toBe(sum(days.map(day => day.provisionalHours)))
        expect(row.confirmedHours).toBe(sum(days.map(day => day.confirmedHours)))
        expect(row.scheduledHours).toBe(sum(held.map(day => day.scheduledHours)))
        expect(days.map(day => day.date)).toEqual(held.map(day => day.date))
      }
      for (const { totalFen, trainees } of settlements) {
        expect(totalFen).toBe(sum(trainees.map(row => row.amountFen)))
        expect(trainees.map(row => row.traineeId)).toEqual(attendance.map(row => row.traineeId))
      }
    }),
    RUNS,
  )
})

test('0 ≤ confirmed ≤ provisional ≤ scheduled ≤ 8 on every day', () => {
  fc.assert(
    fc.property(anyCase, file => {
      const { traineeDays, classDays } = judgeFile(file)
      const scheduled = new Map(classDays.map(day => [`${day.classId} ${day.date}`, day.scheduledHours]))
      for (const day of traineeDays) {
        const most = scheduled.get(`${day.classId} ${day.date}`)!
        expect(day.confirmedHours).toBeGreaterThanOrEqual(0)
        expect(day.provisionalHours).toBeGreaterThanOrEqual(day.confirmedHours)
        expect(most).toBeGreaterThanOrEqual(day.provisionalHours)
        expect(most).toBeLessThanOrEqual(8)
      }
    }),
    RUNS,
  )
})

test('asOf hides days and changes none', () => {
  fc.assert(
    fc.property(anyCase, file => {
      const all = judgeFile({ ...file, asOf: null })
      const some = judgeFile(file)
      const shown = new Set(some.classDays.map(day => `${day.classId} ${day.date}`))
      const kept = (day: { classId: string; date: string }) => shown.has(`${day.classId} ${day.date}`)
      expect(some.classDays).toEqual(all.classDays.filter(kept))
      expect(some.traineeDays).toEqual(all.traineeDays.filter(kept))
    }),
    RUNS,
  )
})

test('the chosen end is after the chosen start, and a day without either is absent', () => {
  fc.assert(
    fc.property(anyCase, file => {
      for (const { start, end, flags } of judgeFile(file).traineeDays) {
        if (start !== null && end !== null) expect(end).toBeGreaterThan(start)
        expect(flags.includes('absent')).toBe(start === null && end === null)
        expect(flags.includes('missing-start')).toBe(start === null && end !== null)
        expect(flags.includes('missing-end')).toBe(start !== null && end === null)
      }
    }),
    RUNS,
  )
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
