/** A cold start: a process that has loaded nothing yet loads a function, and has its first answer. */
const [file, event] = process.argv.slice(2)
const cpuBefore = process.cpuUsage()
const from = performance.now()
const { main } = require(file)
const loaded = performance.now()
main(JSON.parse(event), {}).then(answered, failed)

function answered(answer) {
  const ms = performance.now() - from
  const { user, system } = process.cpuUsage(cpuBefore)
  const told = { ms, loadMs: loaded - from, cpuMs: (user + system) / 1_000, answer }
  process.send(told, () => process.exit(0))
}

function failed(error) {
  console.error(error)
  process.exit(1)
}
