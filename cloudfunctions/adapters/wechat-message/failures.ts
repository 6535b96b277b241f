import { type Delivery, MessengerError } from '../../ports/messenger'

/** What the SDK rejects with: WeChat's own code where WeChat has answered, one of the cloud's where it has not. */
interface SdkFailure {
  readonly errCode?: unknown
  readonly errMsg?: unknown
}

const REFUSED = 43101

/**
 * WeChat has answered that it did not send, and another time it may: -1 it is busy; 40001, 40014, 41001, 42001 the
 * cloud's own token; 43107, 48001, 50002 the account may not send for now; 43108 too many at once; 45009, 45011 too many
 * a day or a minute.
 */
const LATER: ReadonlySet<number> = new Set([
  ...[-1, 40001, 40014, 41001, 42001],
  ...[43107, 43108, 45009, 45011, 48001, 50002],
])

/**
 * The cloud has not handed it to WeChat: too many requests, a wrong environment, parameter or source, and a function
 * that lacks the right to this interface (which takes ten minutes to hold after it was given).
 */
const NOT_HANDED_ON: ReadonlySet<number> = new Set([
  ...[-501003, -501004, -501005, -501006, -501007, -501008, -501009],
  ...[-601004, -601012, -601018, -604100, -604101, -604104],
])
/** The same where the SDK has no code for it but that of everything that it doesn't know. */
const NOT_SENT =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|connect timeout|SIGN_PARAM_INVALID|AuthFailure|INVALID_ENV/

/**
 * What a failed call means. Whatever is not known to have been left undone may have been done.
 * @throws MessengerError
 */
export function deliveryOf(failure: unknown, openId: string): Delivery {
  const { errCode, errMsg }: SdkFailure = typeof failure === 'object' && failure !== null ? failure : {}
  const reason = String(errMsg ?? failure).replaceAll(openId, '***')
  const code = typeof errCode === 'number' ? errCode : null
  if (code === REFUSED) return { kind: 'refused' }
  if (code !== null && LATER.has(code)) throw outage('not-sent', code, reason)
  if (code !== null && code > 0) return { kind: 'undeliverable', code: String(code), reason }
  const isUndone = (code !== null && NOT_HANDED_ON.has(code)) || NOT_SENT.test(reason)
  throw outage(isUndone ? 'not-sent' : 'unknown', code, reason)
}

/** Without its cause, which holds the request and in it the recipient. */
function outage(outcome: MessengerError['outcome'], code: number | null, reason: string): MessengerError {
  const what =
    outcome === 'not-sent' ? 'the message was not sent' : 'nobody said whether the message was sent'
  return new MessengerError(outcome, `${what}: ${reason}`, code === null ? null : String(code))
}
