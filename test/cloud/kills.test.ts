import { builtFunctions } from '../support/build-functions'
import { FunctionSite } from '../support/kills/functions'
import { runKills } from '../support/kills/run'

// `npm run kills -- 200 --engine cloudbase` does the same two hundred times.
const KILLS = 6
jest.setTimeout(180_000)

let site: FunctionSite
beforeAll(async () => {
  site = await FunctionSite.open(builtFunctions())
})
afterAll(() => site?.close())

it('keeps all that it acknowledged, once, however often its functions are killed at work', async () => {
  const report = await runKills({ site, kills: KILLS, onKill: () => {} })
  expect(report.faults).toEqual([])
  expect(report.kills).toBe(KILLS)
  expect(report.acknowledged).toBeGreaterThan(20)
  expect(report.sentAgain).toBeGreaterThan(0)
})
