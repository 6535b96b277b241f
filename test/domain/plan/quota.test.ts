import type { TrainingClass } from '../../../cloudfunctions/domain/model'
import { anotherClass, anotherProject, type Fact, judge, lesson, lessons } from '../../support/situation'

/** R13 `yearly-quota`: 3000 trainees a year. Classes fill the year by their first dates. */
function quota(...facts: readonly Fact[]): string[] {
  const { planProblems } = judge(file => file.trainees.splice(0), ...facts)
  return planProblems.filter(problem => problem.rule === 'yearly-quota').map(problem => problem.classId)
}

/** So many trainees, written down at once: the file's array, not a fact each. */
function crowd(classId: string, size: number): Fact {
  return file => {
    for (let i = 0; i < size; i++) file.trainees.push({ id: `${classId}-${i}`, classId, population: 'other' })
  }
}

const heldOn = (date: string): Partial<TrainingClass> => ({ lessons: [lesson('08:30-10:00', 2, { date })] })

test('3000 fill the year, 3001 go beyond it', () => {
  expect(quota(crowd('C1', 3000))).toEqual([])
  expect(quota(crowd('C1', 3001))).toEqual(['C1'])
})

test('the class that goes beyond is told, whichever id it has, and every class after it', () => {
  const year = [
    lessons(lesson('08:30-10:00', 2, { date: '2024-09-02' })),
    anotherClass('C2', heldOn('2024-06-03')),
    anotherClass('C3', heldOn('2024-10-08')),
    crowd('C2', 2990),
  ]
  expect(quota(...year, crowd('C1', 10))).toEqual([])
  expect(quota(...year, crowd('C1', 10), crowd('C3', 1))).toEqual(['C3'])
  expect(quota(...year, crowd('C1', 11), crowd('C3', 1))).toEqual(['C1', 'C3'])
})

test('classes of one first date fill the year by their ids', () => {
  expect(quota(anotherClass('C0'), crowd('C0', 2000), crowd('C1', 1001))).toEqual(['C1'])
})

test('classes of all projects fill the same year', () => {
  const other = [anotherProject('P2'), anotherClass('C2', { projectId: 'P2', ...heldOn('2024-06-04') })]
  expect(quota(...other, crowd('C1', 3000), crowd('C2', 1))).toEqual(['C2'])
})

test('a class counts in the year of its first date', () => {
  const named = { ...heldOn('2025-01-02'), policy: 'changchun-2024' }
  expect(quota(anotherClass('C2', named), crowd('C1', 3000), crowd('C2', 3000))).toEqual([])
  const overNewYear = { lessons: [...heldOn('2024-12-31').lessons!, ...heldOn('2025-01-02').lessons!] }
  expect(quota(anotherClass('C2', overNewYear), crowd('C1', 3000), crowd('C2', 1))).toEqual(['C2'])
})
