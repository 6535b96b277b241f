import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { functionTools } from '../functions/bundles'
import { countBudget, countCheckIns } from './count'
import { countsOn, sectionOf, withSection } from './document'

const PAGE = resolve('docs/deploy.md')
/** Who asks, the trainee's day, and what is kept of the tap. */
const MOST_FOR_A_CHECK_IN = 3

/**
 * `npm run budget`: what a class-day costs on WeChat's cloud, counted on the wire; `-- --write` puts it into
 * docs/deploy.md, `-- --check` tells whether that page still says so. Exit status 1 when a check-in asks too much, or
 * the page says otherwise.
 */
async function main(options: readonly string[]): Promise<void> {
  const folder = functionTools().builtFunctions()
  const checkIns = await countCheckIns(folder)
  const budget = await countBudget(folder)
  const section = sectionOf(checkIns, budget)
  if (options.includes('--write')) writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), section))
  console.log(`${section.counts}\n\n${section.times}`)
  const warm = [...Object.values(checkIns.warm), budget.faces.checkIn]
  const most = Math.max(...warm.map(({ length }) => length))
  if (most > MOST_FOR_A_CHECK_IN)
    fail(`a check-in asks the database ${most} times, not ${MOST_FOR_A_CHECK_IN}`)
  if (options.includes('--check') && countsOn(readFileSync(PAGE, 'utf8')) !== section.counts) {
    fail('docs/deploy.md tells other counts: npm run budget -- --write')
  }
}

function fail(why: string): void {
  console.error(why)
  process.exitCode = 1
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
