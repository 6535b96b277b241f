import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import {
  type FaceService,
  FaceVerifierError,
  type ServicePerson,
  type ServiceVerdict,
} from '../../ports/face-verifier'
import type { Said } from './answer'
import { certHash, certInfoOf } from './cert'
import { type Surroundings, settled, type WechatFaceAccount } from './config'
import { createDesk, PATHS, type PathName, refused } from './desk'
import { createTokenKeeper } from './token'
import { refusalOf, verdictOf } from './verdicts'

const opened = z.object({
  verify_id: z.string().min(1).max(256),
  expires_in: z.int().positive().default(3_600),
})
const judged = z.object({ verify_ret: z.int() })

/** The token is wrong, missing or too old. */
const TOKEN_REFUSED: ReadonlySet<number> = new Set([40001, 40014, 41001, 42001])

/** WeChat takes up to 32 characters of A to Z, a to z, 0 to 9, _ and -, and each number once. */
const newNumber = () => randomBytes(16).toString('hex')

/**
 * WeChat's face verification 2.0, over HTTPS: the cloud call does not have it. Each request to open a check has a number
 * of its own, also where the answer to the one before was lost; a verdict is told for this number, this person and this
 * phone's holder alone.
 */
export function createWechatFace(account: WechatFaceAccount, surroundings: Surroundings): FaceService {
  const settings = settled(account)
  const ask = createDesk(settings, surroundings)
  const tokens = createTokenKeeper(settings, surroundings, ask)

  const asked = async (path: PathName, body: () => object): Promise<Said> => {
    const signal = AbortSignal.timeout(settings.inAllMs)
    const token = await tokens.get(signal)
    const said = await ask(path, token, body, signal)
    if (!isTokenRefused(said)) return said
    tokens.drop(token)
    const other = await tokens.get(signal)
    // WeChat gives the very token that it refuses: another try would end as this one did.
    if (other === token) throw refused(path, said)
    const again = await ask(path, other, body, signal)
    if (isTokenRefused(again)) throw refused(path, again)
    return again
  }

  /** Some of these a person must mend: the app may not use the interface, say. */
  const toldOf = (verdict: ServiceVerdict | null) => {
    if (verdict?.outcome === 'unavailable') {
      surroundings.log('WeChat could not judge a face', { path: PATHS.verdict, verifyRet: verdict.code })
    }
    return verdict
  }

  return {
    way: 'service',
    async open(person) {
      demandWhole(person)
      const askedAt = surroundings.now()
      let number = ''
      const said = await asked('open', () => {
        number = newNumber()
        return { out_seq_no: number, cert_info: certInfoOf(person), openid: person.openId }
      })
      if (said.errcode !== null && said.errcode !== 0) throw refused('open', said)
      const { verify_id: verifyId, expires_in: seconds } = read(opened, 'open', said)
      return { verifyId, number, expiresAt: askedAt + seconds * 1_000 }
    },
    async verdict(check) {
      demandWhole(check)
      const body = {
        verify_id: check.verifyId,
        out_seq_no: check.number,
        cert_hash: certHash(certInfoOf(check)),
        openid: check.openId,
      }
      const said = await asked('verdict', () => body)
      // Only a zero that was said counts: passed is `errcode` 0 and `verify_ret` 10000.
      if (said.errcode === 0) return toldOf(verdictOf(read(judged, 'verdict', said).verify_ret))
      const refusal = said.errcode === null ? null : refusalOf(said.errcode)
      if (refusal === null) throw refused('verdict', said)
      return refusal
    },
  }
}

function isTokenRefused({ errcode }: Said): boolean {
  return errcode !== null && TOKEN_REFUSED.has(errcode)
}

/** @throws FaceVerifierError for what WeChat could make nothing of */
function demandWhole({ name, idNumber, openId }: ServicePerson): void {
  if (name === '' || idNumber === '' || openId === '') {
    throw new FaceVerifierError('a check at WeChat needs a name, an identity number and an openid')
  }
}

/** @throws FaceVerifierError */
function read<T>(shape: z.ZodType<T>, path: PathName, { fields }: Said): T {
  const result = shape.safeParse(fields)
  if (result.success) return result.data
  throw new FaceVerifierError(`${PATHS[path]}: an answer without what it should hold`)
}
