/** One instance of a cloud function: it answers one event after another, each under the environment that came with it. */
const { parentPort, workerData } = require('node:worker_threads')
const { main } = require(workerData)

parentPort.on('message', ({ event, context, environment }) => {
  become(environment)
  answered(event, context).then(outcome => parentPort.postMessage(outcome))
})
parentPort.postMessage('ready')

/** What an earlier event left of who asked must not be there for a later one. */
function become(environment) {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
}

async function answered(event, context) {
  try {
    return { result: JSON.stringify((await main(JSON.parse(event), context)) ?? null) }
  } catch (error) {
    return { thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
