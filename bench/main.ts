import { benchApp } from './app'
import { benchEvaluation } from './evaluation'
import { benchFaceCheckIn } from './face-check-in'
import { benchFirstTap } from './first-tap'
import { benchFunctions } from './functions'
import { benchLoad } from './load'
import { benchSignals } from './signals'

/**
 * `npm run bench`: what an evaluation of city-years costs; `npm run bench -- 10` for ten rounds instead of five.
 * `npm run bench -- load 60`: how many check-ins a second the server keeps, for 60 seconds.
 * `npm run bench -- functions 15`: what the cloud's functions weigh, and their cold starts, in 15 rounds.
 * `npm run bench -- app`: what the mini-program weighs, and what its pages cost a phone.
 * `npm run bench -- first-tap 5`: how long a trainee waits for the button, on a slow phone with a slow line, 5 times.
 * `npm run bench -- face-check-in 8`: from the tap to the tick with real models and a real browser, 8 trainees.
 * `npm run bench -- signals 20`: how often signs of cheating are seen in ordinary classes, and in cheating ones, 20 cities.
 */
async function main([part = '5', much]: readonly string[]): Promise<void> {
  if (part === 'load') await benchLoad(Number(much ?? 60))
  else if (part === 'functions') await benchFunctions(Number(much ?? 15))
  else if (part === 'app') await benchApp()
  else if (part === 'first-tap') await benchFirstTap(Number(much ?? 5))
  else if (part === 'face-check-in') await benchFaceCheckIn(Number(much ?? 8))
  else if (part === 'signals') process.exitCode = benchSignals(Number(much ?? 20)) === false ? 1 : 0
  else benchEvaluation(Number(part))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
