import { whatBecameOf } from './cloud-failure'
import { inTime } from './in-time'
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
      // One that comes later is had again by the same question under the same key.
      const { result } = await inTime(wx.cloud.callFunction({ name: FUNCTION, data }), PATIENCE_MS)
      return postedIn(result)
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
