/**
 * A built function under a clock that is told the time with each event, so that days go by in seconds. It is the
 * function's own file; only this thread's clock is another. It stands still during an event: what is counted must not
 * depend on how quick the machine is.
 */
const { performance } = require('node:perf_hooks')

const RealDate = Date
let told = RealDate.now()
const now = () => told

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => new target(...(given.length === 0 ? [now()] : given)),
  apply: target => new target(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

/** @param {string} file of the function @returns a function that takes `{ at, event }` and tells how long it worked */
function clocked(file) {
  const { main } = require(file)
  return async ({ at, event, userInfo }, context) => {
    told = at
    const before = performance.eventLoopUtilization()
    const result = await main(userInfo ? { ...event, userInfo } : event, context)
    const { active } = performance.eventLoopUtilization(before)
    return { result, activeMs: active }
  }
}

module.exports = { clocked }
