import { randomBytes } from 'node:crypto'
import type { Answers } from '../../cloudfunctions/contract/app'
import type { BudgetCloud, Told } from './cloud'
import { CLASS_ID, LESSON_DATE, type Person } from './school'
import { CITY } from './supposed'
import { sum, type Usage } from './usage'

/** Something that a person does in one go: the questions that the app asks meanwhile, by a warm function. */
export interface Journey {
  /** `class`: one of its trainees, once a day. */
  readonly who: 'trainee' | 'class' | 'instructor' | 'supervisor'
  /** As the table names it. */
  readonly what: string
  readonly usage: Usage
}

type Asked = readonly string[]

/** What a check-in asks of the database, e.g. `reads accounts`. */
export interface CheckIns {
  /** By a function that knows the class, and by whose code. */
  readonly warm: {
    readonly first: Asked
    readonly later: Asked
    /** With the code that is shown in the room. */
    readonly byCode: Asked
  }
  /** By one that has to read once more what it will remember. */
  readonly cold: {
    /** It has just been started. */
    readonly started: Asked
    /** It has forgotten the class, as it does every five minutes. */
    readonly forgotten: Asked
    /** It has not met whoever shows the room's code. */
    readonly byNewCode: Asked
  }
}

/** What a check-in by face costs, where WeChat verifies faces. */
export interface Faces {
  /** The consent, once for each trainee: the text, and the answer. */
  readonly consent: Usage
  readonly opening: Usage
  /** The check opened, its verdict found, and the check-in. */
  readonly whole: Usage
  /** Of these the check-in alone, e.g. `reads accounts`. */
  readonly checkIn: readonly string[]
}

const DAY = { classId: CLASS_ID, date: LESSON_DATE }

/** The morning of a class-day: everybody comes and is vouched for. At 08:30, for instance. */
export async function playMorning(cloud: BudgetCloud): Promise<readonly Journey[]> {
  const { trainees, instructor } = cloud.school
  const [first, ...others] = trainees
  await checkIn(cloud, first!, 'start')
  const opens = await each(others, who => opening(cloud, who))
  const starts = await each(others, async who => [await checkIn(cloud, who, 'start')])
  const consents = await each(others, async who => [await consent(cloud, who)])
  const opened = await cloud.ask(instructor, 'class-today', {})
  const known = await cloud.ask(instructor, 'who-am-i', {})
  const reminded = await cloud.ask(instructor, 'message-templates', {})
  const witnessed = await witness(cloud, waiting(opened.body, 'start'))
  // The first look after the acts has the day judged; those after it, while nothing happens, do not.
  await cloud.ask(instructor, 'class-today', {})
  const kept = await cloud.ask(instructor, 'class-today', {})
  return [
    { who: 'trainee', what: '打开“今天”', usage: opens },
    { who: 'trainee', what: '签到', usage: starts },
    { who: 'trainee', what: '同意再收几条提醒（点一下）', usage: consents },
    { who: 'instructor', what: '打开班级', usage: all([known, opened, reminded]) },
    { who: 'instructor', what: '见证全班签到', usage: witnessed.usage },
    { who: 'instructor', what: '看着的班级自动更新一次', usage: kept.usage },
  ]
}

/** Between the sessions: what the cameras have recorded is asked for by hand. */
export async function playNoon(cloud: BudgetCloud): Promise<readonly Journey[]> {
  const looked = await cloud.ask(cloud.school.instructor, 'refresh-recordings', DAY)
  return [{ who: 'instructor', what: '查看录像', usage: looked.usage }]
}

/** Everybody goes, and looks at the hours. */
export async function playEvening(cloud: BudgetCloud): Promise<readonly Journey[]> {
  const { trainees, instructor } = cloud.school
  const [first, ...others] = trainees
  await checkIn(cloud, first!, 'end')
  const ends = await each(others, async who => [await checkIn(cloud, who, 'end')])
  // Whoever looks first after the taps has them judged for all.
  const looked = await cloud.ask(first!, 'my-days', {})
  const hours = await each(others, async who => [await cloud.ask(who, 'my-days', {})])
  const closing = await cloud.ask(instructor, 'class-today', {})
  const witnessed = await witness(cloud, waiting(closing.body, 'end'))
  return [
    { who: 'trainee', what: '签退', usage: ends },
    { who: 'trainee', what: '看“我的学时”', usage: hours },
    { who: 'class', what: '全班最先看“我的学时”的一人', usage: looked.usage },
    { who: 'instructor', what: '再看班级、见证全班签退', usage: all([closing, witnessed]) },
  ]
}

/** The next day the class-day is looked at, and one trainee's day decided. */
export async function playReview(cloud: BudgetCloud): Promise<readonly Journey[]> {
  const { supervisor } = cloud.school
  await cloud.ask(supervisor, 'class-day', DAY)
  const known = await cloud.ask(supervisor, 'who-am-i', {})
  const list = await cloud.ask(supervisor, 'class-days', { pendingOnly: false })
  const day = await cloud.ask(supervisor, 'class-day', DAY)
  const decided: Usage[] = []
  for (let n = 1; n <= CITY.decisionsADay; n++)
    decided.push(await decide(cloud, `T0${n}`, day.body.revision + n - 1))
  return [
    { who: 'supervisor', what: '打开列表', usage: all([known, list]) },
    { who: 'supervisor', what: '打开一天', usage: day.usage },
    { who: 'supervisor', what: '预览并决定一名学员', usage: meanOf(decided) },
  ]
}

async function decide(cloud: BudgetCloud, traineeId: string, seen: number): Promise<Usage> {
  const { supervisor } = cloud.school
  const ruling = { ...DAY, traineeId, verdict: 'accepted', reason: '已核对' } as const
  const preview = await cloud.ask(supervisor, 'preview-decision', ruling)
  const decision = { ...ruling, seen, decisionKey: newKey() }
  return all([preview, await cloud.ask(supervisor, 'decide', decision)])
}

/** On a day of its own, which nothing else is counted of. At a time when the window is open. */
export async function playCheckIns(cloud: BudgetCloud, later: () => void): Promise<CheckIns> {
  const [a, b, c, d, e] = cloud.school.trainees
  const shown = await cloud.ask(cloud.school.instructor, 'room-code', { classId: CLASS_ID })
  const roomCode = shown.body.codes[0]!.code
  // What showed it is not what takes the check-ins.
  await cloud.coolDown()
  const cold = await checkIn(cloud, a!, 'start')
  const first = await checkIn(cloud, b!, 'start')
  const again = await checkIn(cloud, b!, 'end')
  const byNewCode = await checkIn(cloud, d!, 'start', { roomCode })
  const byCode = await checkIn(cloud, e!, 'start', { roomCode })
  later()
  const forgotten = await checkIn(cloud, c!, 'start')
  return {
    warm: { first: first.asked, later: again.asked, byCode: byCode.asked },
    cold: { started: cold.asked, forgotten: forgotten.asked, byNewCode: byNewCode.asked },
  }
}

/** Everybody consents, opens the page of today, and checks in by face. At a time when the window is open. */
export async function playFaces(cloud: BudgetCloud): Promise<Faces> {
  const [first, ...others] = cloud.school.trainees
  await consents(cloud, first!)
  await byFace(cloud, first!)
  const consent = await each(others, who => consents(cloud, who))
  const opens = await each(others, who => opening(cloud, who))
  const checkIns: (readonly string[])[] = []
  const whole = await each(others, async who => {
    const all = await byFace(cloud, who)
    checkIns.push(all.at(-1)!.asked)
    return all
  })
  const most = checkIns.reduce((longest, one) => (one.length > longest.length ? one : longest))
  return { consent, opening: opens, whole, checkIn: most }
}

async function consents(cloud: BudgetCloud, who: Person): Promise<readonly Told[]> {
  const standing = await cloud.ask(who, 'face-standing', {})
  const { version } = standing.body.text
  return [standing, await cloud.ask(who, 'give-face-consent', { version })]
}

async function byFace(cloud: BudgetCloud, who: Person): Promise<readonly Told[]> {
  const attemptKey = newKey()
  const opened = await cloud.ask(who, 'open-face', { attemptKey, faceKey: newKey() })
  if (!opened.body.opened || opened.body.task.by !== 'service') throw new Error('no check was opened')
  const { checkId, verifyId } = opened.body.task
  cloud.faceSeen(who, verifyId)
  const judged = await cloud.ask(who, 'judge-face', { checkId })
  const taken = await cloud.ask(who, 'check-in', { kind: 'start', attemptKey, faceCheckId: checkId })
  if (!taken.body.accepted || taken.body.checkIn.method !== 'face') throw new Error('it counts by no face')
  return [opened, judged, taken]
}

async function opening(cloud: BudgetCloud, who: Person): Promise<readonly Told[]> {
  return [
    await cloud.ask(who, 'who-am-i', {}),
    await cloud.ask(who, 'trainee-today', {}),
    await cloud.ask(who, 'message-templates', {}),
  ]
}

/** One more message of each kind that a trainee gets. */
async function consent(cloud: BudgetCloud, who: Person): Promise<Told> {
  const kinds = ['session-reminder', 'forgotten-check-out', 'decision'] as const
  cloud.accept(who.openId, kinds)
  return cloud.ask(who, 'keep-consents', { kinds: [...kinds], consentKey: newKey() })
}

async function checkIn(
  cloud: BudgetCloud,
  who: Person,
  kind: 'start' | 'end',
  more: { readonly roomCode?: string } = {},
): Promise<Told> {
  const told = await cloud.ask(who, 'check-in', { kind, attemptKey: newKey(), ...more })
  if (told.body.accepted) return told
  throw new Error(`a check-in was refused: ${JSON.stringify(told.body.refusal)}`)
}

async function witness(cloud: BudgetCloud, attemptIds: readonly string[]): Promise<Told> {
  const { instructor } = cloud.school
  return cloud.ask(instructor, 'witness', { ...DAY, attemptIds: [...attemptIds], reason: '已当面核对' })
}

function waiting({ roll }: Answers['class-today'], kind: 'start' | 'end'): readonly string[] {
  return roll.flatMap(({ [kind]: tap }) => (tap?.state === 'waiting' ? [tap.attemptId] : []))
}

/** Of one of them, as of each: it is an error when another's asks for more or less. Worked time is their mean. */
async function each(
  people: readonly Person[],
  play: (who: Person) => Promise<readonly Told[]>,
): Promise<Usage> {
  const usages: Usage[] = []
  for (const who of people) usages.push(all(await play(who)))
  const kinds = new Set(usages.map(({ gbSeconds: _, ...counts }) => JSON.stringify(counts)))
  if (kinds.size !== 1) throw new Error(`the same journey has cost ${[...kinds].join(' and ')}`)
  return meanOf(usages)
}

/** Of journeys of which the first finds more to do. */
function meanOf(usages: readonly Usage[]): Usage {
  return sum(...usages.map(usage => [1 / usages.length, usage] as const))
}

function all(told: readonly Told[]): Usage {
  return sum(...told.map(({ usage }) => [1, usage] as const))
}

function newKey(): string {
  return randomBytes(12).toString('hex')
}
