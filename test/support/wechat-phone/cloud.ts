import type { FunctionHost } from '../function-host'
import { type FailureCode, FunctionFailure } from '../function-host/failure'

interface Asked {
  readonly name: string
  readonly data: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }
}

/** On the way there: nobody hears of the call. On the way back: the function has done its work. */
export type Cut = 'there' | 'back'

/** `wx.cloud` of one person's phone, as far as the app uses it. */
export interface PhoneCloud {
  readonly api: {
    readonly cloud: {
      init(config: object): void
      callFunction(asked: Asked): Promise<{ readonly result: unknown; readonly errMsg: string }>
    }
  }
  /** What it was opened with, each time. */
  readonly opened: readonly object[]
  readonly calls: readonly Asked['data'][]
  /** The line breaks during the next call of an operation. */
  cut(operation: string, where: Cut): void
}

/** As the phone is told by the cloud of a call without a result. */
const CODES: Readonly<Record<FailureCode, string>> = {
  FUNCTIONS_EXECUTE_FAIL: 'errCode: -504002 functions execute fail',
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: 'errCode: -504002 functions execute fail',
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 'errCode: -504003',
  EXCEED_MAX_PAYLOAD_SIZE: 'errCode: -501007 invalid parameters',
  EXCEED_MAX_RESPONSE_SIZE: 'errCode: -504001 functions request failed',
}

/**
 * @param functions by name: the phone's cloud has no others
 * @param openId whose phone it is; null: WeChat does not say
 */
export function phoneCloud(
  functions: Readonly<Record<string, FunctionHost>>,
  openId: string | null,
): PhoneCloud {
  const opened: object[] = []
  const calls: Asked['data'][] = []
  const cuts = new Map<string, Cut>()
  const resultOf = async ({ name, data }: Asked) => {
    if (opened.length === 0)
      throw failed("Error: errMsg: Cloud API isn't enabled, please call wx.cloud.init first")
    const host = functions[name]
    if (!host) throw failed('Error: errCode: -501000 | errMsg: FunctionName parameter could not be found.')
    const cut = cuts.get(data.operation)
    cuts.delete(data.operation)
    if (cut === 'there')
      throw failed('request:fail errcode:-118 cronet_error_code:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT')
    const result = await host.invoke(data, openId === null ? {} : { openId })
    if (cut === 'back') throw failed('request:fail errcode:-101 error_msg:net::ERR_CONNECTION_RESET')
    return result
  }
  return {
    opened,
    calls,
    cut: (operation, where) => void cuts.set(operation, where),
    api: {
      cloud: {
        init: config => void opened.push(config),
        callFunction: async asked => {
          // The input crosses the wire as text.
          const sent = JSON.parse(JSON.stringify(asked)) as Asked
          calls.push(sent.data)
          try {
            return { result: await resultOf(sent), errMsg: 'cloud.callFunction:ok' }
          } catch (error) {
            if (!(error instanceof FunctionFailure)) throw error
            throw failed(`Error: ${CODES[error.code]} | errMsg: ${error.message}`)
          }
        },
      },
    },
  }
}

function failed(why: string): Error {
  const errMsg = `cloud.callFunction:fail ${why}`
  const [, code] = /errCode: (-\d+)/.exec(why) ?? []
  return Object.assign(new Error(errMsg), { errMsg, ...(code && { errCode: Number(code) }) })
}
