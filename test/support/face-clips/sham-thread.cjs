/** A thread of the face engine that does what a picture says: `die`, `hang`, `garbage`, `fail`; all others it answers. */
const { parentPort } = require('node:worker_threads')

parentPort.on('message', question => {
  if (question === null) return parentPort.close()
  const text = Buffer.from(question.picture).toString()
  if (text === 'die') process.exit(9)
  if (text === 'throw') throw new Error('out of hand')
  if (text === 'hang') return
  if (text === 'garbage') return parentPort.postMessage({ kind: 'what?' })
  if (text === 'fail') return parentPort.postMessage({ kind: 'failed', because: 'no reason' })
  parentPort.postMessage({ kind: 'reading', reading: { exact: text, picture: null } })
})
parentPort.postMessage({ kind: 'ready' })
