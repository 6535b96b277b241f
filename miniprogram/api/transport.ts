import Taro from '@tarojs/taro'

export interface Posted {
  readonly status: number
  readonly body: unknown
}

/** The way to the server. Each build has one. */
export interface Transport {
  /** Once, when the app is launched and nothing has been asked yet. */
  open(): void
  /** Throws when the server was not heard: whether it has acted is not known. */
  post(operation: string, input: object): Promise<Posted>
}

/** In the browser the app and the server share an origin, and the browser keeps the session's cookie. */
export const transport: Transport = {
  // Each request stands for itself.
  open: () => {},
  post: async (operation, input) => {
    const { statusCode, data } = await Taro.request<string>({
      url: `/api/${operation}`,
      method: 'POST',
      data: input,
      header: { 'content-type': 'application/json' },
      timeout: 15_000,
      // Left to itself it takes an answer that was cut short for none.
      dataType: 'text',
    })
    return { status: statusCode, body: JSON.parse(data) }
  },
}
