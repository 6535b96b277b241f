import { readFileSync } from 'node:fs'
import { type Budget, countBudget, countCheckIns } from '../../bench/budget/count'
import { countsOn, sectionOf, withSection } from '../../bench/budget/document'
import type { CheckIns } from '../../bench/budget/journeys'
import { CITY, CLASS_SIZE } from '../../bench/budget/supposed'
import { functionTools } from '../../bench/functions/bundles'

jest.setTimeout(300_000)

let folder: string
let checkIns: CheckIns
let budget: Budget
beforeAll(async () => {
  folder = functionTools().builtFunctions()
  checkIns = await countCheckIns(folder)
  budget = await countBudget(folder)
})

const WARM = ['reads accounts', 'reads trainee-days', 'writes trainee-days']
const COLD = ['reads accounts', 'reads classes', 'reads trainee-days', 'writes trainee-days']

describe('a check-in asks the database three times, counted on the wire', () => {
  it.each(['first', 'later'] as const)('the %s of the day, by a warm function', when => {
    expect(checkIns.warm[when]).toEqual(WARM)
  })

  it('with a verdict on the face, by a warm function', () => {
    expect(budget.faces.checkIn).toEqual(WARM)
  })

  it('with the code of the room, by a warm function', () => {
    expect(checkIns.warm.byCode).toEqual(WARM)
  })

  it('and once more for whose code of the room it is, where it has met none of theirs yet', () => {
    expect(checkIns.cold.byNewCode).toEqual([
      'reads accounts',
      'reads room-codes',
      'reads trainee-days',
      'writes trainee-days',
    ])
  })

  it('and once more for the class that it has forgotten', () => {
    expect(checkIns.cold.forgotten).toEqual(COLD)
  })

  it('and, where it has just been started, for how the documents are laid out', () => {
    expect([...checkIns.cold.started].sort()).toEqual([...COLD, 'reads layouts'].sort())
  })
})

it('the reminders of a class-day and its decisions are sent, and counted', () => {
  // A reminder to everybody; a decision to each whom it concerns, and one of all to the instructor; a flagged day.
  expect(budget.messages).toBe(CLASS_SIZE + 1 + CITY.decisionsADay + 1 + 1)
})

it('the page on deploying tells the counts of this code', () => {
  const { counts } = sectionOf(checkIns, budget)
  expect(countsOn(readFileSync('docs/deploy.md', 'utf8'))).toBe(counts)
})

describe('a section of a page', () => {
  const page = 'before\n<!-- budget -->\nold\n<!-- /budget -->\nafter\n'

  it('is put between its marks, and read from there', () => {
    const written = withSection(page, { counts: '| 3 |', times: '0.5' })
    expect(written).toMatch(/^before\n<!-- budget -->\n\| 3 \|\n/)
    expect(written).toMatch(/0\.5\n<!-- \/budget -->\nafter\n$/)
    expect(countsOn(written)).toBe('| 3 |')
    expect(withSection(written, { counts: '| 3 |', times: '0.5' })).toBe(written)
  })

  it('has no place on a page without the marks', () => {
    expect(() => countsOn('before\n<!-- budget -->\nafter')).toThrow('has no')
    expect(() => withSection('after', { counts: '', times: '' })).toThrow('has no')
  })
})
