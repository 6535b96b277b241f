import { whatBecameOf } from './cloud-failure'
import type { Posted, Transport } from './transport'

const FUNCTION = 'app'
/** As long as the function itself may take. Left alone, WeChat tries for a minute before it says that there is no line. */
export const PATIENCE_MS = 20_000

/** From WeChat to the functions of its cloud, which says by itself whose phone asks: nothing is kept here. */
export const overCloud = (env: string): Transport => ({
  open: () => wx.cloud.init({ env, traceUser: false }),
  post: async (operation, input) => {
    try {
      const data = { operation, input }
      return postedIn((await inTime(wx.cloud.callFunction({ name: FUNCTION, data }))).result)
    } catch (error) {
      return whatBecameOf(error)
    }
  },
})

/** What else comes back, the app takes for an outage. */
function postedIn(result: unknown): Posted {
  const { status, body } = (result ?? {}) as { status?: unknown; body?: unknown }
  return typeof status === 'number' && body !== undefined ? { status, body } : { status: 503, body: null }
}

/** An answer that comes later than that is not waited for; the same question under the same key gets it again. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
