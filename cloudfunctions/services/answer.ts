import { ZodRealError } from 'zod'
import { type Operation, operations, type Parsed } from '../contract/app'
import { CursorError } from '../ports/store'
import { accesses } from './accesses'
import { changePassword } from './accounts/change-password'
import { classesToGive } from './accounts/classes-to-give'
import { closeAccount } from './accounts/close'
import { accounts } from './accounts/list'
import { waitsForNewPassword } from './accounts/must-change'
import type { Act, Note } from './accounts/note'
import { resetPassword } from './accounts/reset-password'
import { saveAccount } from './accounts/save'
import { endSession, type SignedIn, signedInBy } from './accounts/sessions'
import { personOf, signIn } from './accounts/sign-in'
import { accountInWechat, endInWechat } from './accounts/wechat'
import { appealDay } from './appeals'
import { type Access, accessWrites, objectsNamed, recordAccess } from './audit/access'
import { checkIn } from './check-in'
import { classDay } from './class-day'
import { classDays } from './class-days'
import { classToday } from './class-today'
import { decide } from './decide'
import { askExplanation, explain } from './explanations'
import { chooseWay } from './face/choose-way'
import { giveFaceConsent } from './face/consent'
import { enrolFace } from './face/enrol'
import { judgeFace } from './face/judge'
import { openFace } from './face/open'
import { faceRoll } from './face/roll'
import { roomCode } from './face/room-code'
import { faceStanding } from './face/standing'
import { withdrawFaceConsent } from './face/withdraw'
import { findTrainee } from './id-numbers/find-trainee'
import { keepConsents, messageTemplates } from './messages/consents'
import { myDays } from './my-days'
import { type Outcome, refuse } from './outcome'
import { previewDecision } from './preview-decision'
import { cameraCheck, playbackAddress, startRecording, stopRecording } from './recording-control'
import { refreshRecordings } from './refresh-recordings'
import { mayDo, roleMay, type SignedInOperation } from './rights'
import type { Server } from './server'
import { traineeToday } from './trainee-today'
import { witness } from './witness'

export interface Caller {
  /** The session token that came with the request. */
  readonly token: string | null
  /** What the caller's device was given at an earlier sign-in. */
  readonly device: string | null
  /** The network address; in WeChat's cloud, the person. */
  readonly address: string
  readonly requestId: string
  /** In WeChat's cloud: as the cloud names the person who asks. It stands in place of a token. */
  readonly openId?: string
}

type SignedInCaller = SignedIn & { readonly requestId: string; readonly note: Note }
type Service<K extends Operation> = (
  server: Server,
  caller: SignedInCaller,
  input: Parsed<K>,
) => Promise<Outcome<K>>

const services: { readonly [K in SignedInOperation]: Service<K> } = {
  'sign-out': signOut,
  'trainee-today': (server, { account }) => traineeToday(server, account),
  'check-in': (server, { account }, input) => checkIn(server, account, input),
  'my-days': (server, { account }) => myDays(server, account),
  'class-today': (server, { account }, input) => classToday(server, account, input),
  witness: (server, { account, note }, input) => witness(server, account, input, note),
  'refresh-recordings': (server, { requestId }, input) => refreshRecordings(server, input, requestId),
  'start-recording': (server, caller, input) => startRecording(server, caller, input),
  'stop-recording': (server, caller, input) => stopRecording(server, caller, input),
  'camera-check': (server, { requestId }, input) => cameraCheck(server, input, requestId),
  'playback-address': (server, { requestId }, input) => playbackAddress(server, input, requestId),
  'class-days': (server, { account }, input) => classDays(server, account, input),
  'class-day': (server, { account }, input) => classDay(server, account, input),
  'preview-decision': (server, { account }, input) => previewDecision(server, account, input),
  decide: (server, { account }, input) => decide(server, account, input),
  'ask-explanation': (server, { account }, input) => askExplanation(server, account, input),
  explain: (server, { account }, input) => explain(server, account, input),
  'appeal-day': (server, { account }, input) => appealDay(server, account, input),
  accesses: (server, _, input) => accesses(server, input),
  accounts: (server, _, input) => accounts(server, input),
  'save-account': (server, { account, note }, input) => saveAccount(server, account, input, note),
  'classes-to-give': (server, _, input) => classesToGive(server, input),
  'reset-password': (server, { note }, input) => resetPassword(server, input, note),
  'close-account': (server, { account, note }, input) => closeAccount(server, account, input, note),
  'change-password': (server, { account, sessionId, note }, input) =>
    changePassword(server, { account, inWechat: sessionId === null }, input, note),
  'find-trainee': (server, { account, note }, input) => findTrainee(server, account, input, note),
  'message-templates': (server, { account, sessionId }) =>
    messageTemplates(server, { account, inWechat: sessionId === null }),
  'keep-consents': (server, { account, sessionId }, input) =>
    keepConsents(server, { account, inWechat: sessionId === null }, input),
  'face-standing': (server, { account }) => faceStanding(server, account),
  'give-face-consent': (server, { account }, input) => giveFaceConsent(server, account, input),
  'withdraw-face-consent': (server, { account }) => withdrawFaceConsent(server, account),
  'choose-way': (server, { account }, input) => chooseWay(server, account, input),
  'open-face': (server, { account }, input) => openFace(server, account, input),
  'judge-face': (server, { account }, input) => judgeFace(server, account, input),
  'face-roll': (server, _, input) => faceRoll(server, input),
  'enrol-face': (server, { account, note }, input) => enrolFace(server, account, input, note),
  'room-code': (server, { account }, input) => roomCode(server, account, input),
}

/**
 * One question of the app: who asks, whether they may, and the answer.
 * @throws ZodError for an input that is not the operation's; StoreError and others for outages
 */
export async function answer(
  server: Server,
  caller: Caller,
  operation: Operation,
  input: unknown,
): Promise<Outcome<Operation>> {
  if (operation === 'sign-in') return signIn(server, parse(operation, input), caller)
  const signedIn = await whoAsks(server, caller)
  if (operation === 'who-am-i') {
    parse(operation, input)
    return { done: true, answer: signedIn ? personOf(signedIn.account) : null }
  }
  if (signedIn === null) return refuse({ code: 'signed-out' })
  const { requestId } = caller
  const note = (act: Act) => accessWrites(server, { ...act, accountId: signedIn.account.id, requestId })
  return answerSignedIn(server, { ...signedIn, requestId, note }, operation, input)
}

async function whoAsks(server: Server, { token, openId }: Caller): Promise<SignedIn | null> {
  if (openId === undefined) return signedInBy(server, token)
  const account = await accountInWechat(server, openId)
  return account && { account, sessionId: null }
}

/** The role first, so that a stranger learns nothing of the input's shape; the object after it is parsed. */
async function answerSignedIn<K extends SignedInOperation>(
  server: Server,
  caller: SignedInCaller,
  operation: K,
  input: unknown,
): Promise<Outcome<K>> {
  const { account, requestId } = caller
  const keep = (type: Access['type'], asked: object) =>
    recordAccess(server, { type, accountId: account.id, operation, objects: objectsNamed(asked), requestId })
  if (waitsForNewPassword(account, operation)) return refuse({ code: 'password-to-change' })
  if (!roleMay(account.role, operation)) {
    await keep('refused', {})
    return refuse({ code: 'not-allowed' })
  }
  const parsed = parse(operation, input)
  const outcome = (await mayDo(server.store, account, operation, parsed))
    ? await served(() => services[operation](server, caller, parsed))
    : refuse({ code: 'not-allowed' })
  const type = accessOf(operation, outcome)
  if (type !== null) await keep(type, parsed)
  return outcome
}

/** A page's cursor is opaque to the contract, so it is the store that finds one that was made up. */
async function served<T>(service: () => Promise<T>): Promise<T> {
  try {
    return await service()
  } catch (error) {
    if (!(error instanceof CursorError)) throw error
    throw new ZodRealError([
      { code: 'custom', path: ['after'], message: '这一页已经不在了，请从第一页看起。' },
    ])
  }
}

/** What somebody may want to know of: what was refused, whose data was read, which account was changed. */
function accessOf(operation: Operation, outcome: Outcome<Operation>): Access['type'] | null {
  if (!outcome.done) return outcome.refusal.code === 'not-allowed' ? 'refused' : null
  return AUDITED.get(operation) ?? null
}

const AUDITED: ReadonlyMap<Operation, Access['type']> = new Map(
  Object.entries(operations).flatMap(([name, operation]): [Operation, Access['type']][] =>
    // The names of an object's own keys, which are the operations.
    'audit' in operation ? [[name as Operation, operation.audit]] : [],
  ),
)

function parse<K extends Operation>(operation: K, input: unknown): Parsed<K> {
  // The schema under K makes the output type under K; the compiler can't follow an index into a union of schemas.
  return operations[operation].input.parse(input) as Parsed<K>
}

async function signOut(server: Server, { account, sessionId }: SignedInCaller): Promise<Outcome<'sign-out'>> {
  if (sessionId === null) await endInWechat(server, account.id)
  else await endSession(server, sessionId)
  return { done: true, answer: { signedOut: true }, session: { kind: 'ended' } }
}
