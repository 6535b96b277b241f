import fc from 'fast-check'
import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { datasetOf } from '../../../cloudfunctions/domain/dataset'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import { answerOf } from '../../../cloudfunctions/services/dataset/answer'
import { anyCase, retold } from '../../support/any-case'
import type { CaseFile } from '../../support/situation'

const calendar = createWorkingCalendar({ years: [], days: {} })
const bytes = (file: CaseFile) => [...answerOf(evaluate(datasetOf(file), calendar))].join('')

test('two evaluations of one dataset give the same bytes, also told in another order', () => {
  const twice = anyCase.chain(file => fc.tuple(fc.constant(file), retold(file)))
  fc.assert(
    fc.property(twice, ([file, again]) => {
      const answer = bytes(file)
      expect(bytes(file)).toBe(answer)
      expect(bytes(again)).toBe(answer)
    }),
    { numRuns: 200 },
  )
})

test('an evaluation that was asked twice answers the same bytes', () => {
  fc.assert(
    fc.property(anyCase, file => {
      const evaluation = evaluate(datasetOf(file), calendar)
      const first = [...answerOf(evaluation)].join('')
      expect([...answerOf(evaluation)].join('')).toBe(first)
    }),
    { numRuns: 50 },
  )
})

test('an answer is one JSON object with its six lists in order', () => {
  fc.assert(
    fc.property(anyCase, file => {
      expect(Object.keys(JSON.parse(bytes(file)) as object)).toEqual([
        'classDays',
        'traineeDays',
        'attendance',
        'settlements',
        'planProblems',
        'droppedRecordings',
      ])
    }),
    { numRuns: 50 },
  )
})
