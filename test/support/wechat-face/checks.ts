import { createHash, randomBytes } from 'node:crypto'
import { type Body, isBody, textIn } from './body'
import { Refusal } from './refusal'

const PASSED = 10_000
const TIMED_OUT = 10_020
const UNFINISHED = 10_300
/** How long an opened check may be begun. Seconds. */
const OPEN_SECONDS = 3_600
/** How long WeChat still tells of it; no page says so. */
const KEPT_MS = 24 * 3_600_000

interface Check {
  readonly outSeqNo: string
  readonly openId: string
  readonly certHash: string
  readonly openedAt: number
  verifyRet: number | null
}

/** The two addresses of face verification 2.0, and what the phone does between them. */
export class Checks {
  private readonly checks = new Map<string, Check>()

  constructor(private readonly now: () => number) {}

  open(body: Body) {
    const outSeqNo = textIn(body, 'out_seq_no')
    const openId = textIn(body, 'openid')
    const certHash = hashOf(body.cert_info)
    if (outSeqNo === '') throw new Refusal(40097, 'invalid args')
    if (!openId.startsWith('o')) throw new Refusal(40003, `invalid openid ${openId}`)
    // Of one mini-program each number is used once, whatever became of the answer.
    if ([...this.checks.values()].some(one => one.outSeqNo === outSeqNo)) {
      throw new Refusal(40097, 'invalid args')
    }
    const verifyId = randomBytes(48).toString('base64')
    this.checks.set(verifyId, { outSeqNo, openId, certHash, openedAt: this.now(), verifyRet: null })
    return { errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: OPEN_SECONDS }
  }

  /** What does not fit what was opened gets an errcode and no verdict. */
  verdict(body: Body) {
    const check = this.checks.get(textIn(body, 'verify_id'))
    if (!check || check.outSeqNo !== body.out_seq_no) throw new Refusal(84001, 'invalid identify id')
    if (check.openId !== body.openid) throw new Refusal(40003, `invalid openid ${String(body.openid)}`)
    if (check.certHash !== body.cert_hash) throw new Refusal(84001, 'invalid identify id')
    const age = this.now() - check.openedAt
    if (age > KEPT_MS) throw new Refusal(84002, 'user data expired')
    const isTooLate = check.verifyRet === null && age >= OPEN_SECONDS * 1_000
    return { errcode: 0, errmsg: 'ok', verify_ret: check.verifyRet ?? (isTooLate ? TIMED_OUT : UNFINISHED) }
  }

  /**
   * What `wx.requestFacialVerify` does in the hands of this WeChat user.
   * @returns the code that the phone is told: 0 when somebody was before the camera to the end, whatever came of it
   */
  verifyOnPhone(openId: string, verifyId: string, verifyRet: number): number {
    const check = this.checks.get(verifyId)
    if (!check || check.openId !== openId || check.verifyRet !== null) return 90_105
    if (this.now() - check.openedAt >= OPEN_SECONDS * 1_000) return 90_105
    check.verifyRet = verifyRet
    return verifyRet === PASSED ? 0 : verifyRet
  }
}

function hashOf(certInfo: unknown): string {
  if (!isBody(certInfo) || certInfo.cert_type !== 'IDENTITY_CARD') throw new Refusal(40097, 'invalid args')
  const name = textIn(certInfo, 'cert_name')
  const number = textIn(certInfo, 'cert_no')
  if (name === '' || number === '') throw new Refusal(84006, 'name or id_card_number empty')
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  const joined = `cert_type=${base64('IDENTITY_CARD')}&cert_name=${base64(name)}&cert_no=${base64(number)}`
  return createHash('sha256').update(joined, 'utf8').digest('hex')
}
