import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { dayOn } from '../../../cloudfunctions/services/schedule'
import { anyCase } from '../../support/any-case'
import { caseLines } from '../../support/case-lines'
import type { CaseFile } from '../../support/situation'
import { casesHere } from '../../support/stores'
import { inPlace } from './importing'
import { read } from './reading'

/** The rules' own worked cases, as files. */
const PAGE = readFileSync(join(__dirname, '../../../docs/worked-cases.md'), 'utf8')
const CASES = [...PAGE.matchAll(/^```json dataset\n(.*?)^```$/gms)].map(([, text = '']) => text)

async function answerOf(text: string): Promise<string> {
  const { answer, lines } = await read(text, 'detect')
  if (answer === null) throw new Error(lines.join('\n'))
  return answer
}

/** Without decisions that no reader lets through: on a date without lessons, or of more hours than it has. */
function sound(file: CaseFile): CaseFile {
  const decisions = file.decisions.filter(({ classId, date, hours = 0 }) => {
    const held = file.classes.find(({ id }) => id === classId)
    const day = held && dayOn(held, date)
    return day ? hours <= day.scheduledHours : false
  })
  return { ...file, decisions }
}

const asOfIn = (text: string) => {
  const found = /"asOf": *"([^"]+)"/.exec(text)?.[1]
  return found === undefined ? undefined : Date.parse(found)
}

/** A file's way into a store, out of it, into another and out of that. */
async function carried(text: string): Promise<{ first: string; second: string }> {
  const first = await inPlace(async place => {
    await place.imported(text)
    return place.exported(asOfIn(text))
  })
  const second = await inPlace(async place => {
    await place.imported(first)
    return place.exported(asOfIn(text))
  })
  return { first, second }
}

describe('what a store that imported a dataset exports', () => {
  it('evaluates to the same bytes as the dataset, and imported elsewhere exports the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async file => {
        const text = caseLines(sound(file))
        const { first, second } = await carried(text)
        expect(await answerOf(first)).toBe(await answerOf(text))
        expect(second).toBe(first)
      }),
      { numRuns: casesHere(60) },
    )
  }, 60_000)

  it.each(CASES.map((text, i) => [i + 1, text] as const))('does so for worked case %i', async (_, text) => {
    const { first, second } = await carried(text)
    expect(await answerOf(first)).toBe(await answerOf(text))
    expect(second).toBe(first)
  })
})
