import { FaceVerifierError } from '../../ports/face-verifier'
import { type Said, saidIn } from './answer'
import type { Settled, Surroundings } from './config'
import { exchange } from './exchange'

/** Addresses of WeChat's, each with limits of its own. */
export const PATHS = {
  token: '/cgi-bin/stable_token',
  open: '/cityservice/face/identify/getverifyid',
  verdict: '/cityservice/face/identify/queryverifyinfo',
} as const
export type PathName = keyof typeof PATHS

/**
 * Asks at one address.
 * @param body made anew for each request: some of what WeChat is told it takes but once
 * @throws FaceVerifierError when there is no answer
 */
export type Ask = (
  path: PathName,
  token: string | null,
  body: () => object,
  signal: AbortSignal,
) => Promise<Said>

/** Too many a minute or a day. */
const TOO_MANY: ReadonlySet<number> = new Set([45009, 45011])
/** After that nothing is asked there for so long: the limits are by the minute. */
const REST_MS = 60_000
/** What may pass by itself is asked once more, after so long. */
const PAUSE_MS = 300

export function createDesk({ baseUrl, requestMs }: Settled, { now, delay, log }: Surroundings): Ask {
  const restsUntil = new Map<PathName, number>()

  const askOnce = async (...[path, token, body, signal]: Parameters<Ask>) => {
    const url = new URL(PATHS[path], baseUrl)
    if (token !== null) url.searchParams.set('access_token', token)
    return saidIn(await exchange(url, body(), AbortSignal.any([signal, AbortSignal.timeout(requestMs)])))
  }

  return async (path, token, body, signal) => {
    if (now() < (restsUntil.get(path) ?? 0)) {
      throw new FaceVerifierError(`${PATHS[path]}: not asked, it had too many questions within a minute`)
    }
    let said = await askOnce(path, token, body, signal)
    if ('passing' in said && said.passing) {
      await delay(PAUSE_MS)
      said = await askOnce(path, token, body, signal)
    }
    if ('passing' in said) {
      log('WeChat gave no answer about a face', { path: PATHS[path], because: said.because })
      throw new FaceVerifierError(`${PATHS[path]}: ${said.because}`)
    }
    if (said.errcode !== null && said.errcode !== 0) {
      log('WeChat refused a question about a face', { path: PATHS[path], ...tellable(path, said) })
    }
    if (said.errcode !== null && TOO_MANY.has(said.errcode)) {
      restsUntil.set(path, now() + REST_MS)
      throw refused(path, said)
    }
    return said
  }
}

/** WeChat answered that it won't. */
export function refused(path: PathName, said: Said): FaceVerifierError {
  const { errcode, rid, words } = tellable(path, said)
  return new FaceVerifierError(
    [`${PATHS[path]}: errcode ${errcode}`, words, rid && `rid: ${rid}`].filter(Boolean).join(', '),
  )
}

/**
 * What of a refusal goes on. Its sentence does for a token alone, where it names the address that WeChat's list does not
 * have: beside a person's name and number nobody knows what it repeats.
 */
function tellable(path: PathName, { errcode, rid, errmsg }: Said) {
  return { errcode, rid, words: path === 'token' ? errmsg.replace(/,? *rid:.*/s, '') : null }
}
