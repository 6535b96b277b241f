import type { Input, Operation, Role } from '../../../cloudfunctions/contract/app'
import { consentText } from '../../../cloudfunctions/services/face/consent-text'
import { DATE } from '../kept'

/** Something that a question is about: one class with its camera, a trainee of it, and what happened on its day. */
export interface Target {
  readonly classId: string
  readonly deviceSerial: string
  readonly traineeId: string
  readonly idNumber: string
  readonly attemptId: string
  readonly requestId: string
  readonly accountId: string
  readonly accountVersion: number
}

const span = { from: 1_717_372_800_000, to: 1_717_376_400_000, store: 'cloud' } as const
const key = (name: string) => name.padEnd(16, '-')

/**
 * A well-formed question of each operation about a target. Whoever adds an operation says here how it is asked, or
 * nothing compiles; `who` keeps apart what two people send.
 */
export const QUESTIONS: { readonly [K in Operation]: (target: Target, who: string) => Input<K> } = {
  'sign-in': () => ({ name: 'nobody', password: 'wrong' }),
  'sign-out': () => ({}),
  'who-am-i': () => ({}),
  'trainee-today': () => ({}),
  'check-in': () => ({ kind: 'start', attemptKey: key('start') }),
  'my-days': () => ({}),
  'class-today': ({ classId }) => ({ classId, date: DATE }),
  witness: ({ classId, attemptId }) => ({ classId, date: DATE, attemptIds: [attemptId], reason: '核对' }),
  'refresh-recordings': ({ classId }) => ({ classId, date: DATE }),
  'start-recording': ({ classId, deviceSerial }) => ({ classId, deviceSerial, channelNo: 1 }),
  'stop-recording': ({ classId, deviceSerial }) => ({ classId, deviceSerial, channelNo: 1 }),
  'camera-check': ({ classId, deviceSerial }) => ({ classId, deviceSerial, channelNo: 1, snapshot: true }),
  'playback-address': ({ classId, deviceSerial }) => ({ classId, deviceSerial, channelNo: 1, ...span }),
  'class-days': ({ classId }) => ({ classId }),
  'class-day': ({ classId }) => ({ classId, date: DATE }),
  'preview-decision': ({ classId, traineeId }) => ({
    classId,
    date: DATE,
    traineeId,
    verdict: 'accepted',
    reason: '核对',
  }),
  decide: ({ classId, traineeId }, who) => ({
    classId,
    date: DATE,
    traineeId,
    verdict: 'accepted',
    reason: '核对',
    // More than ever was there: whatever others do to the day, this reviewer has seen it.
    seen: 1_000,
    decisionKey: key(who),
  }),
  'ask-explanation': ({ classId, traineeId }, who) => ({
    classId,
    date: DATE,
    traineeId,
    question: '为什么？',
    requestKey: key(who),
  }),
  explain: ({ classId, requestId }, who) => ({
    classId,
    date: DATE,
    requestId,
    text: '停电',
    explanationKey: key(who),
  }),
  'appeal-day': (_, who) => ({ date: DATE, kind: 'make-up', text: '忘了签退', appealKey: key(who) }),
  accesses: () => ({ date: DATE }),
  accounts: () => ({ role: 'trainee', startingWith: 't' }),
  'save-account': ({ accountId, accountVersion, classId }) => ({
    accountId,
    version: accountVersion,
    name: `name-of-${accountId}`,
    displayName: '新名',
    role: 'instructor',
    classIds: [classId],
  }),
  'classes-to-give': () => ({}),
  'reset-password': ({ accountId }) => ({ accountId }),
  'close-account': ({ accountId }) => ({ accountId }),
  'change-password': () => ({ currentPassword: 'not this', newPassword: 'long enough' }),
  'find-trainee': ({ idNumber }) => ({ idNumber }),
  'message-templates': () => ({}),
  'keep-consents': (_, who) => ({ kinds: ['session-reminder'], consentKey: key(who) }),
  'face-standing': () => ({}),
  'give-face-consent': () => ({ version: consentText('frames').version }),
  'withdraw-face-consent': () => ({}),
  'choose-way': () => ({ way: 'without' }),
  'open-face': () => ({ attemptKey: key('start'), faceKey: key('face') }),
  'judge-face': () => ({ checkId: 'no-such-check', ended: 'cancelled' }),
  'face-roll': ({ classId }) => ({ classId }),
  'enrol-face': ({ classId, traineeId }) => ({ classId, traineeId, photos: ['cGhvdG8='], basis: 'id-photo' }),
  'room-code': ({ classId }) => ({ classId }),
}

/**
 * How far a role reaches with an operation. `self`: it names no object, and answers of the caller alone; `own`: own
 * objects, others' and ones that aren't there are refused alike; `sees-own`: asked of anything, it shows one's own
 * alone; `all`: every object, and what isn't there is said not to be there.
 */
export type Reach = 'none' | 'self' | 'own' | 'sees-own' | 'all'
type Reaches = { readonly [R in Role]: Reach }

const NOBODY: Reaches = {
  trainee: 'none',
  instructor: 'none',
  provider: 'none',
  supervisor: 'none',
  finance: 'none',
  auditor: 'none',
  administrator: 'none',
}
const only = (reaches: Partial<Reaches>): Reaches => ({ ...NOBODY, ...reaches })
const EVERYBODY: Reaches = {
  trainee: 'self',
  instructor: 'self',
  provider: 'self',
  supervisor: 'self',
  finance: 'self',
  auditor: 'self',
  administrator: 'self',
}

/** What needs nobody to be signed in. */
export const OPEN = ['sign-in', 'who-am-i'] as const satisfies readonly Operation[]
export type Guarded = Exclude<Operation, (typeof OPEN)[number]>

/** Who may do what to which object, written out once more on purpose: a change of the rules must be meant twice. */
export const RIGHTS: { readonly [K in Guarded]: Reaches } = {
  'sign-out': EVERYBODY,
  'change-password': EVERYBODY,
  'trainee-today': only({ trainee: 'self' }),
  'check-in': only({ trainee: 'self' }),
  'my-days': only({ trainee: 'self' }),
  'class-today': only({ instructor: 'own' }),
  witness: only({ instructor: 'own' }),
  'refresh-recordings': only({ instructor: 'own', supervisor: 'all' }),
  'start-recording': only({ instructor: 'own' }),
  'stop-recording': only({ instructor: 'own' }),
  'camera-check': only({ instructor: 'own', supervisor: 'all' }),
  'playback-address': only({ instructor: 'own', provider: 'own', supervisor: 'all', auditor: 'all' }),
  'class-days': only({ instructor: 'own', provider: 'own', supervisor: 'all', auditor: 'all' }),
  'class-day': only({ instructor: 'own', provider: 'own', supervisor: 'all', auditor: 'all' }),
  'preview-decision': only({ supervisor: 'all' }),
  decide: only({ supervisor: 'all' }),
  'ask-explanation': only({ supervisor: 'all' }),
  explain: only({ instructor: 'own', provider: 'own' }),
  'appeal-day': only({ trainee: 'self' }),
  accesses: only({ auditor: 'self' }),
  accounts: only({ administrator: 'self' }),
  'save-account': only({ administrator: 'all' }),
  'classes-to-give': only({ administrator: 'self' }),
  'reset-password': only({ administrator: 'all' }),
  'close-account': only({ administrator: 'all' }),
  'find-trainee': only({ provider: 'sees-own', supervisor: 'all' }),
  'message-templates': only({ trainee: 'self', instructor: 'self' }),
  'keep-consents': only({ trainee: 'self', instructor: 'self' }),
  'face-standing': only({ trainee: 'self' }),
  'give-face-consent': only({ trainee: 'self' }),
  'withdraw-face-consent': only({ trainee: 'self' }),
  'choose-way': only({ trainee: 'self' }),
  'open-face': only({ trainee: 'self' }),
  'judge-face': only({ trainee: 'self' }),
  'face-roll': only({ instructor: 'own', supervisor: 'all' }),
  'enrol-face': only({ instructor: 'own', supervisor: 'all' }),
  'room-code': only({ instructor: 'own' }),
}
