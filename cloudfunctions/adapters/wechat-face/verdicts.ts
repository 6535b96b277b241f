import type { ServiceVerdict } from '../../ports/face-verifier'

type Outcome = ServiceVerdict['outcome']

/** 正在检测中, 未完成核身: the person is still at it, or has not begun. */
const UNFINISHED: ReadonlySet<number> = new Set([10005, 10300])

/**
 * WeChat's `verify_ret`, as its page listed them on 2026-11-22; the few that only its older pages list stand beside
 * them. Whatever stands nowhere here is `unavailable`: something of the service's own, or a code that is new.
 */
const OUTCOMES: ReadonlyMap<number, Outcome> = new Map([
  ...all('passed', [10000]),
  // The number is not this name's, the face is not the one on file, the comparison failed.
  ...all('not-same-person', [10003, 10004, 10012]),
  // No face that moved as it should; nothing usable was taken; the picture was too poor.
  ...all('not-live', [10002, 10010, 90011, 90013, 90014]),
  ...all('cancelled', [90002, 90003, 90004, 90005, 90006, 90024, 90100]),
  ...all('no-permission', [90008, 90009, 90010, 90101]),
  ...all('timed-out', [10020, 90017, 90107]),
  ...all('unsupported', [90001, 90109]),
])

/** What the verdict is; null: there is none yet. */
export function verdictOf(verifyRet: number): ServiceVerdict | null {
  if (UNFINISHED.has(verifyRet)) return null
  return { outcome: OUTCOMES.get(verifyRet) ?? 'unavailable', code: String(verifyRet) }
}

/**
 * Codes by which WeChat refuses to tell a verdict because what is asked does not fit what was opened. Its page says
 * that there are such codes and not which; these are its general ones for the matter. A guess accuses nobody: what may
 * mean another person passes nothing and says nothing of a face.
 */
const REFUSALS: ReadonlyMap<number, Outcome> = new Map([
  // Another openid, or one of another mini-program; a check that is not this one or not this person's.
  ...all('unavailable', [40003, 43104, 84001]),
  // What was known of the check has expired or is gone.
  ...all('timed-out', [84002, 84003]),
])

/** What an error code says of the check itself; null: nothing, so that no verdict is known. */
export function refusalOf(errcode: number): ServiceVerdict | null {
  const outcome = REFUSALS.get(errcode)
  return outcome === undefined ? null : { outcome, code: String(errcode) }
}

function all(outcome: Outcome, codes: readonly number[]): [number, Outcome][] {
  return codes.map(code => [code, outcome])
}
