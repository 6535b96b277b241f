/** A thread of the face engine that does what a picture says: `die`, `hang`, `garbage`, `fail`; all others it answers. */
const { parentPort } = require('node:worker_threads')

let hangs = false
parentPort.on('message', question => {
  if (question === null) return parentPort.close()
  // Whoever does not come back from one picture comes to no other.
  if (hangs) return
  const { number, picture } = question
  const text = Buffer.from(picture).toString()
  if (text === 'die') process.exit(9)
  if (text === 'throw') throw new Error('out of hand')
  if (text === 'hang') {
    hangs = true
    return
  }
  if (text === 'garbage') return parentPort.postMessage({ kind: 'what?', number })
  if (text === 'fail') return parentPort.postMessage({ kind: 'failed', number, because: 'no reason' })
  parentPort.postMessage({ kind: 'reading', number, reading: { exact: text, picture: null } })
})
parentPort.postMessage({ kind: 'ready' })
