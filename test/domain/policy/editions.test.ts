import { editionOfClass, firstDate } from '../../../cloudfunctions/domain/plan/class-plan'
import {
  EDITIONS,
  editionNamed,
  editionOn,
  editionsKnown,
  newestEdition,
} from '../../../cloudfunctions/domain/policy/editions'
import { caseFile, type Fact, judge, lesson, lessons, theClass } from '../../support/situation'

/** Which edition judges a class. */
const edition = (...facts: readonly Fact[]) => editionOfClass(caseFile(...facts).classes[0]!)?.id ?? null
const startingOn = (date: string) =>
  lessons(lesson('08:30-10:00', 2, { date: '2025-06-01' }), lesson('08:30-10:00', 2, { date }))

test('an edition is in force from its first to its last day, and on none outside', () => {
  expect(editionOn('2024-03-24')).toBeNull()
  expect(editionOn('2024-03-25')?.id).toBe('changchun-2024')
  expect(editionOn('2024-12-31')?.id).toBe('changchun-2024')
  expect(editionOn('2025-01-01')).toBeNull()
})

test('a class is judged by the edition in force on its first training date', () => {
  expect(edition(startingOn('2024-03-25'))).toBe('changchun-2024')
  expect(edition(startingOn('2024-12-31'))).toBe('changchun-2024')
  expect(edition(startingOn('2024-03-24'))).toBeNull()
  expect(edition(startingOn('2025-01-01'))).toBeNull()
})

test('a class that names its edition is judged by it, whatever its dates', () => {
  expect(edition(startingOn('2026-03-02'), theClass({ policy: 'changchun-2024' }))).toBe('changchun-2024')
  expect(edition(theClass({ policy: 'changchun-2023' }))).toBeNull()
})

test('a lesson with impossible times is not the first training date', () => {
  const broken = lesson('10:00-09:00', 1, { date: '2024-03-24' })
  const { classes } = caseFile(lessons(broken, lesson('08:30-10:00', 2, { date: '2024-03-25' })))
  expect(firstDate(classes[0]!)).toBe('2024-03-25')
  expect(firstDate(caseFile(lessons(broken)).classes[0]!)).toBe('2024-03-24')
  expect(firstDate(caseFile(lessons()).classes[0]!)).toBeNull()
})

test('each class-day names the edition that judged it', () => {
  expect(judge(startingOn('2024-12-31')).classDays.map(day => [day.date, day.policy])).toEqual([
    ['2024-12-31', 'changchun-2024'],
    ['2025-06-01', 'changchun-2024'],
  ])
})

test('editions are found by name, and listed with their days for whoever must name one', () => {
  expect(editionNamed('changchun-2024')?.publishedOn).toBe('2024-03-25')
  expect(editionNamed('changchun')).toBeNull()
  expect(editionsKnown()).toBe('changchun-2024（2024-03-25 至 2024-12-31）')
})

test('no two editions are in force on one day, and the newest is the one that came last', () => {
  const byFirstDay = [...EDITIONS].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [i, edition] of byFirstDay.entries()) {
    expect(edition.from <= edition.to).toBe(true)
    const next = byFirstDay[i + 1]
    if (next) expect(edition.to < next.from).toBe(true)
  }
  expect(newestEdition()).toBe(byFirstDay.at(-1))
})
