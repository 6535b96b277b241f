import * as wxServerSdk from 'wx-server-sdk'

/** Its own types promise every value as a text, and give what is all digits as a number. */
interface Sdk {
  getWXContext(): Readonly<Record<string, unknown>>
}

/**
 * The OPENID of the person whose mini-program called this function, as WeChat's cloud says; null: nobody's. Timers and
 * HTTP calls come from nobody. Nothing that the caller sent has a part in it.
 */
export function callingPerson(): string | null {
  const sdk: Sdk = wxServerSdk
  const { OPENID } = sdk.getWXContext()
  // An OPENID that is all digits has lost some of them on its way through the SDK: it may be another person's.
  return typeof OPENID === 'string' && OPENID !== '' ? OPENID : null
}
