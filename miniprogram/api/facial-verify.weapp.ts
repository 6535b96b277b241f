import type { FacialEnd } from './facial-verify'

/**
 * What the phone is told when somebody did not get to the end, by WeChat's list of `verify_ret`; 90024, 90100 and 90101
 * stand in its older lists alone, and phones still say them.
 */
const ENDS: ReadonlyMap<number, FacialEnd> = new Map([
  ...all('cancelled', [90002, 90003, 90004, 90005, 90006, 90024, 90100]),
  ...all('no-permission', [90008, 90009, 90010, 90101]),
  ...all('timed-out', [90017, 90107]),
  ...all('unsupported', [90001, 90109]),
])

/** The service itself has come to a verdict, whatever it is. */
const JUDGED = { from: 10000, to: 19999 }

/** The app may not use this interface: it is not the phone that lacks it. */
const ACCESS_DENIED = 102

interface Told {
  readonly errCode?: number
  readonly errno?: number
  readonly errMsg?: string
}

/**
 * WeChat's own page for the face; the phone is asked first whether it can show it. Never rejects.
 * @param verifyId opened by the server for this WeChat user
 */
export async function facialVerify(verifyId: string): Promise<FacialEnd> {
  const hindrance = await hindranceOf()
  if (hindrance !== null) return hindrance
  return new Promise(resolve =>
    wx.requestFacialVerify({
      verifyId,
      success: told => resolve(endOf(told)),
      fail: told => resolve(endOf(told, 'failed')),
    }),
  )
}

/** Null: the page can be shown. */
function hindranceOf(): Promise<FacialEnd | null> {
  // Not in base libraries before 3.8.12, which the typings don't tell.
  const asks: Partial<typeof wx> = wx
  if (!asks.checkIsSupportFacialRecognition || !asks.requestFacialVerify)
    return Promise.resolve('unsupported')
  return new Promise(resolve =>
    wx.checkIsSupportFacialRecognition({
      success: () => resolve(null),
      fail: ({ errno }: Told) => resolve(errno === ACCESS_DENIED ? 'failed' : 'unsupported'),
    }),
  )
}

/** @param otherwise what a code means that stands nowhere */
function endOf({ errCode = 0, errMsg = '' }: Told, otherwise: FacialEnd = 'finished'): FacialEnd {
  const known = ENDS.get(errCode)
  if (known !== undefined) return known
  if (errCode >= JUDGED.from && errCode <= JUDGED.to) return 'finished'
  if (errCode !== 0) return 'failed'
  return /:(fail )?cancel/.test(errMsg) ? 'cancelled' : otherwise
}

function all(end: FacialEnd, codes: readonly number[]): [number, FacialEnd][] {
  return codes.map(code => [code, end])
}
