import { createWorkingCalendar } from '../../cloudfunctions/adapters/chinese-days/working-calendar'
import { datasetOf } from '../../cloudfunctions/domain/dataset'
import { evaluate } from '../../cloudfunctions/domain/evaluate'
import {
  anotherClass,
  anotherProject,
  at,
  caseFile,
  checkedIn,
  checkedOut,
  enrolled,
  type Fact,
  judge,
  lesson,
  lessons,
  metresNorth,
  NEXT_DAY,
  SITE,
  theClass,
  theProject,
} from '../support/situation'

const calendar = createWorkingCalendar({ years: [], days: {} })
const evaluated = (...facts: readonly Fact[]) => evaluate(datasetOf(caseFile(...facts)), calendar)

describe('the rows', () => {
  const found = judge(
    anotherProject('P10'),
    anotherProject('P0'),
    anotherClass('C10', { projectId: 'P0' }),
    anotherClass('C0'),
    lessons(lesson('08:30-10:00', 2, { date: NEXT_DAY }), lesson('08:30-10:00', 2)),
    enrolled('T2', { classId: 'C0' }),
    enrolled('T10'),
  )

  test('of class-days come by class id, then date', () => {
    expect(found.classDays.map(day => [day.classId, day.date])).toEqual([
      ['C0', '2024-06-03'],
      ['C1', '2024-06-03'],
      ['C1', '2024-06-04'],
      ['C10', '2024-06-03'],
    ])
  })

  test('of trainee-days come by trainee id, then date: every trainee, every day of the class', () => {
    expect(found.traineeDays.map(day => [day.traineeId, day.date, day.classId])).toEqual([
      ['T1', '2024-06-03', 'C1'],
      ['T1', '2024-06-04', 'C1'],
      ['T10', '2024-06-03', 'C1'],
      ['T10', '2024-06-04', 'C1'],
      ['T2', '2024-06-03', 'C0'],
    ])
  })

  test('of settlements come by project id, one for each project', () => {
    expect(found.settlements.map(row => row.projectId)).toEqual(['P0', 'P1', 'P10'])
    expect(found.settlements[1]!.trainees.map(row => row.traineeId)).toEqual(['T1', 'T10', 'T2'])
  })

  test('of an empty dataset are none', () => {
    const evaluation = evaluate(datasetOf({}), calendar)
    expect([...evaluation.classDays(), ...evaluation.traineeDays(), ...evaluation.attendance()]).toEqual([])
    expect([
      ...evaluation.settlements(),
      ...evaluation.planProblems,
      ...evaluation.droppedRecordings,
    ]).toEqual([])
  })
})

describe('the chosen check-ins of a trainee-day', () => {
  const evaluation = evaluated(
    theClass({ site: SITE }),
    lessons(lesson('08:30-10:00', 2), lesson('08:30-10:00', 2, { date: NEXT_DAY })),
    checkedIn('08:25', { id: 'K1', witnessed: true, location: metresNorth(100) }),
    checkedOut('10:05', { id: 'K2' }),
    checkedOut('10:06', { id: 'K3', on: NEXT_DAY }),
  )

  test('are told with id, time, way and distance from the site', () => {
    expect(evaluation.chosen('T1', '2024-06-03')).toEqual({
      start: { id: 'K1', at: at('08:25'), witnessed: true, distanceMeters: expect.closeTo(100, 3) },
      end: { id: 'K2', at: at('10:05'), witnessed: false, distanceMeters: null },
    })
    expect(evaluation.chosen('T1', NEXT_DAY)).toMatchObject({ start: null, end: { id: 'K3' } })
  })

  test('are none for a day that was not judged and for someone unknown', () => {
    const nothing = { start: null, end: null }
    expect(evaluation.chosen('T1', '2024-06-05')).toEqual(nothing)
    expect(evaluation.chosen('T2', '2024-06-03')).toEqual(nothing)
  })

  test('have no distance at a class without a site', () => {
    const { start } = evaluated(checkedIn('08:25', { location: metresNorth(5) })).chosen('T1', '2024-06-03')
    expect(start?.distanceMeters).toBeNull()
  })
})

test('the plan of a class is told as it was judged, of an unknown class none', () => {
  const evaluation = evaluated()
  expect(evaluation.planOf('C1')).toMatchObject({ edition: { id: 'changchun-2024' }, category: 'A' })
  expect(evaluation.planOf('C2')).toBeNull()
})

test('a deadline is a date, an unknown year by its number, or none', () => {
  const deadline = (fact: Fact) => {
    const file = caseFile(fact)
    return evaluate(datasetOf(file), calendar).deadline(file.projects[0]!)
  }
  expect(deadline(theProject({ contractsSignedOn: '2024-09-27' }))).toEqual({ kind: 'due', on: '2024-10-10' })
  expect(deadline(theProject({ contractsSignedOn: '2026-12-28' }))).toEqual({
    kind: 'calendar-unknown',
    year: 2027,
  })
  expect(deadline(theProject({}))).toBeNull()
})
