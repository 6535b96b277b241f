import Taro from '@tarojs/taro'

export interface Posted {
  readonly status: number
  readonly body: unknown
}

/** In the browser the app and the server share an origin, and the browser keeps the session's cookie. */
export async function post(operation: string, input: object): Promise<Posted> {
  const { statusCode, data } = await Taro.request<unknown>({
    url: `/api/${operation}`,
    method: 'POST',
    data: input,
    header: { 'content-type': 'application/json' },
    timeout: 15_000,
  })
  return { status: statusCode, body: data }
}
