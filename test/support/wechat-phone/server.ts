interface Asked {
  readonly url: string
  readonly method?: string
  readonly data?: unknown
  readonly header?: Readonly<Record<string, string>>
  success?(answer: object): void
  fail?(failure: { readonly errMsg: string }): void
  complete?(): void
}

/** `wx.request` of a phone, where one server is reached at another address than the app was built for. */
export interface PhoneServer {
  readonly api: { request(asked: Asked): { abort(): void } }
  /** The operations that were asked, as they came. */
  readonly operations: readonly string[]
}

/** @param built the address in the app; @param real where that server listens now */
export function phoneServer(built: string, real: string): PhoneServer {
  const operations: string[] = []
  const answerOf = async ({ url, method = 'GET', data, header = {} }: Asked) => {
    if (!url.startsWith(built)) throw new Error('url not in domain list')
    operations.push(url.slice(built.length).replace(/^\/api\//, ''))
    const answer = await fetch(url.replace(built, real), {
      method,
      headers: { ...header },
      body: JSON.stringify(data),
    })
    return {
      errMsg: 'request:ok',
      statusCode: answer.status,
      cookies: answer.headers.getSetCookie(),
      data: await answer.json(),
    }
  }
  const request = (asked: Asked) => {
    answerOf(asked).then(
      answer => {
        asked.success?.(answer)
        asked.complete?.()
      },
      (error: unknown) => {
        asked.fail?.({ errMsg: `request:fail ${String(error)}` })
        asked.complete?.()
      },
    )
    return { abort: () => {} }
  }
  return { api: { request }, operations }
}
