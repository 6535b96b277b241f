import { benchEvaluation } from './evaluation'
import { benchLoad } from './load'

/**
 * `npm run bench`: what an evaluation of city-years costs; `npm run bench -- 10` for ten rounds instead of five.
 * `npm run bench -- load 60`: how many check-ins a second the server keeps, for 60 seconds.
 */
async function main([part = '5', seconds = '60']: readonly string[]): Promise<void> {
  if (part === 'load') await benchLoad(Number(seconds))
  else benchEvaluation(Number(part))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
