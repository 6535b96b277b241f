import fs from 'node:fs'
import { createWorkingCalendar } from '../cloudfunctions/adapters/chinese-days/working-calendar'
import { evaluate } from '../cloudfunctions/domain/evaluate'
import { readDataset } from '../cloudfunctions/services/dataset/read'

const WARM_UP = 10
const COUNTED = 15

/** Evaluates a dataset again and again in one process, and reads and parses its lines bare in the same one. */
async function main(file: string): Promise<void> {
  const answer = await readDataset(fs.createReadStream(file), {
    form: 'ndjson',
    bytes: fs.statSync(file).size,
  })
  if (answer.dataset === null) throw new Error('the generated dataset was refused')
  const { dataset } = answer
  const calendar = createWorkingCalendar({ years: [], days: {} })
  const first = time(() => evaluate(dataset, calendar))
  for (let i = 0; i < WARM_UP; i++) evaluate(dataset, calendar)
  const evaluations = Array.from({ length: COUNTED }, () => time(() => evaluate(dataset, calendar)))
  const bare = Array.from({ length: 5 }, () => time(() => parseBare(file)))
  fs.writeSync(3, JSON.stringify({ first, evaluate: median(evaluations), bare: median(bare) }))
}

function parseBare(file: string): void {
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) if (line !== '') JSON.parse(line)
}

function time(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

main(process.argv[2]!).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
