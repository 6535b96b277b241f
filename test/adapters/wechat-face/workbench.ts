import { createWechatFace } from '../../../cloudfunctions/adapters/wechat-face'
import type { WechatFaceAccount } from '../../../cloudfunctions/adapters/wechat-face/config'
import { FaceVerifierError, type ServicePerson } from '../../../cloudfunctions/ports/face-verifier'
import { startWechatFace, type WechatFace } from '../../support/wechat-face'

export const ACCOUNT = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
export const SECOND = 1_000
export const MINUTE = 60_000
export const PERSON: ServicePerson = {
  name: '张三',
  idNumber: '310101199801011234',
  openId: 'o-the-trainee',
}
/** Of which none may ever stand in an error. */
const PERSONAL = [PERSON.name, PERSON.idNumber, PERSON.openId, ACCOUNT.appSecret]

const standIns: WechatFace[] = []

/** A test that fails leaves nothing listening either. */
afterEach(() => Promise.all(standIns.splice(0).map(standIn => standIn.close())))

/** The stand-in and the adapter on it, both on one clock, without a real pause anywhere. */
export async function openBench({
  tokenSeconds = 7_200,
  ...account
}: Partial<WechatFaceAccount> & { readonly tokenSeconds?: number } = {}) {
  /** 2026-11-23 08:20 in Shanghai. */
  const clock = { now: Date.UTC(2026, 10, 23, 0, 20) }
  const now = () => clock.now
  const standIn = await startWechatFace({ ...ACCOUNT, now, tokenSeconds })
  standIns.push(standIn)
  const pauses: number[] = []
  const logged: Readonly<Record<string, string | number | null>>[] = []
  const surroundings = {
    log: (event: string, fields: Readonly<Record<string, string | number | null>>) => {
      logged.push({ event, ...fields })
    },
    now,
    delay: async (ms: number) => {
      pauses.push(ms)
      clock.now += ms
    },
  }
  /** Another instance, with a token of its own. */
  const another = (more: Partial<WechatFaceAccount> = {}) =>
    createWechatFace({ ...ACCOUNT, baseUrl: standIn.url, ...account, ...more }, surroundings)
  const service = another()
  const callsTo = (path: string) => standIn.calls.filter(call => call.path === path)
  /** A check as the server keeps it. */
  const opened = async () => {
    const { verifyId, number } = await service.open(PERSON)
    return { ...PERSON, verifyId, number }
  }
  /** One of which the person has come to this end. */
  const ended = async (verifyRet: number) => {
    const check = await opened()
    standIn.phone(PERSON.openId).requestFacialVerify(check.verifyId, verifyRet)
    return check
  }
  return { clock, standIn, service, another, pauses, logged, callsTo, opened, ended }
}
export type Bench = Awaited<ReturnType<typeof openBench>>

/** The sentence of the error that the port promises, which holds nothing personal; or a failed test. */
export async function failureOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    value => value,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof FaceVerifierError)) throw new Error(`no FaceVerifierError: ${JSON.stringify(error)}`)
  const told = [error.message, error.stack, JSON.stringify(error), String(error.cause)].join('\n')
  for (const personal of [...PERSONAL, 'tok_']) expect(told).not.toContain(personal)
  return error.message
}
