import { type Ask, askAs } from '../../test/support/ask-as'
import type { DemonstrationServer } from '../../test/support/browser-server'

const PRESENT = 19
const WITNESSED = 15
const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Key {
  readonly name: string
  readonly password: string
}

const numbered = (n: number) => String(n).padStart(2, '0')

async function checkIn(server: DemonstrationServer, n: number, waitedMs = 0): Promise<void> {
  const ask = await askAs(server, `xueyuan${numbered(n)}`)
  await ask('check-in', { kind: 'start', attemptKey: `screens-attempt-${numbered(n)}`, waitedMs })
}

/** What the supervisors want explained: of the worst day, open; of the next, answered. */
async function askAndAnswer(server: DemonstrationServer, answering: Ask): Promise<void> {
  const ask = await askAs(server, 'jianguan')
  const { rows } = await ask('class-days', { pendingOnly: true })
  const [first, second] = rows.filter(({ flags }) => flags.length > 0)
  if (!first || !second) throw new Error('the demonstration has too few flagged days')
  const question = '当天下午的录像为什么中断？请说明上课地点和在场人员。'
  for (const [place, { classId, date }] of [first, second].entries()) {
    const key = `screens-question-${place}`
    const { questions } = await ask('ask-explanation', { classId, date, question, requestKey: key })
    const text = '下午摄像头断电，课照常在 203 上，有现场照片和班主任作证。'
    const requestId = questions.at(-1)?.requestId ?? ''
    if (place === 1) await answering('explain', { classId, date, requestId, text, explanationKey: key })
  }
}

/** @returns how its owner signs in for the first time */
async function addAccount(server: DemonstrationServer): Promise<Key> {
  const ask = await askAs(server, 'guanli')
  const name = 'xin.jiaoshi'
  const { password } = await ask('save-account', {
    accountKey: 'screens-new-account',
    name,
    displayName: '韩雪',
    role: 'instructor',
    classIds: ['demo-class-1'],
  })
  if (password === null) throw new Error('the account was there before')
  return { name, password }
}

/**
 * A morning under way: most have checked in, two with taps that waited on their phones, one too early; the instructor
 * has vouched for most and lets the second camera record; the supervisors ask.
 */
export async function fillTheClass(server: DemonstrationServer): Promise<{ readonly newcomer: Key }> {
  for (let n = 1; n <= PRESENT; n += 1) await checkIn(server, n)
  await checkIn(server, 27, 47 * MINUTE)
  await checkIn(server, 28, 33 * MINUTE)
  await checkIn(server, 29, 6 * HOUR)
  const ask = await askAs(server, 'jiaoshi')
  const { class: taught, date, roll } = await ask('class-today', {})
  const attemptIds = roll.flatMap(({ start }) => (start?.state === 'waiting' ? [start.attemptId] : []))
  await ask('witness', {
    classId: taught.classId,
    date,
    attemptIds: attemptIds.slice(0, WITNESSED),
    reason: '本人到场，当面核对',
  })
  await ask('start-recording', { classId: taught.classId, deviceSerial: 'D10000002', channelNo: 1 })
  await askAndAnswer(server, ask)
  return { newcomer: await addAccount(server) }
}

/** The second camera loses its power, is asked for, and so is known to be off. */
export async function losePower(server: DemonstrationServer): Promise<void> {
  server.standIn.setOnline('D10000002', false)
  await server.standIn.tick()
  server.advance(3 * MINUTE)
  const ask = await askAs(server, 'jiaoshi')
  const { class: taught, date } = await ask('class-today', {})
  await ask('refresh-recordings', { classId: taught.classId, date })
}

const lastOf = <T>(items: readonly T[]): T => {
  const last = items.at(-1)
  if (last === undefined) throw new Error('the demonstration has none')
  return last
}

/** A trainee asks for the make-up of the check-out that was forgotten on the last day. */
export async function askForMakeUp(server: DemonstrationServer): Promise<void> {
  const ask = await askAs(server, 'xueyuan01')
  const { forgotten } = await ask('trainee-today', {})
  if (!forgotten) throw new Error('nothing was forgotten')
  await ask('appeal-day', {
    date: forgotten.date,
    kind: 'make-up',
    text: '下课忘了签退，16:40 和同桌李伟一起离开，他可以证明。',
    appealKey: 'screens-make-up--',
  })
}

/** A supervisor answers it. */
export async function answerMakeUp(server: DemonstrationServer): Promise<void> {
  const trainee = await askAs(server, 'xueyuan01')
  const { class: own, days } = await trainee('my-days', {})
  const { date } = lastOf(days.filter(({ appeals }) => appeals.length > 0))
  const ask = await askAs(server, 'jianguan')
  const { trainees, revision } = await ask('class-day', { classId: own.classId, date })
  const asking = trainees.find(({ appeals }) => appeals.length > 0)
  if (!asking) throw new Error('nobody has asked')
  await ask('decide', {
    classId: own.classId,
    date,
    traineeId: asking.traineeId,
    verdict: 'accepted',
    hours: 8,
    reason: '已向教师和同桌核实，16:40 离开。',
    seen: revision,
    decisionKey: 'screens-answered--',
  })
}

/** Another reviewer decides on a day that is open on somebody's screen. */
export async function decideElsewhere(server: DemonstrationServer, date: string): Promise<void> {
  const ask = await askAs(server, 'jianguan')
  const { rows } = await ask('class-days', {})
  const day = rows.find(row => row.date === date)
  if (!day) throw new Error(`no class-day on ${date}`)
  const { revision } = await ask('class-day', { classId: day.classId, date })
  await ask('decide', {
    classId: day.classId,
    date,
    verdict: 'rejected',
    reason: '录像与课表不符',
    seen: revision,
    decisionKey: `screens-decision-${Date.now()}`,
  })
}

const DAY = 24 * HOUR

/** A trainee whose phone told of the whole day in the evening, and an instructor who vouches for it. */
async function comeAndGo(trainee: Ask, instructor: Ask, classId: string, date: string): Promise<void> {
  await trainee('check-in', { kind: 'start', attemptKey: 'screens-evening-start', waitedMs: 11.2 * HOUR })
  await trainee('check-in', { kind: 'end', attemptKey: 'screens-evening-end-', waitedMs: 3 * HOUR })
  const { roll } = await instructor('class-today', {})
  const attemptIds = roll
    .flatMap(({ start, end }) => [start, end])
    .flatMap(tap => (tap ? [tap.attemptId] : []))
  await instructor('witness', { classId, date, attemptIds, reason: '本人到场，当面核对' })
}

/** The evening of the next day with lessons: one camera is still off, and of the other the platform says nothing. */
export async function loseADay(server: DemonstrationServer): Promise<void> {
  server.standIn.fault({ kind: 'code', code: '49999' }, { deviceSerial: 'D10000001' })
  server.advance(9 * HOUR)
  for (;;) {
    server.advance(DAY)
    const ask = await askAs(server, 'jiaoshi')
    const { class: taught, date, lessons } = await ask('class-today', {})
    if (lessons.length === 0) continue
    await comeAndGo(await askAs(server, 'xueyuan01'), ask, taught.classId, date)
    await ask('refresh-recordings', { classId: taught.classId, date })
    return
  }
}

/** The next hour at which a segment is missing and may still be recorded, with the second camera on again. */
export async function waitForTheSlot(server: DemonstrationServer): Promise<void> {
  server.standIn.setOnline('D10000002', true)
  for (;;) {
    const ask = await askAs(server, 'jiaoshi')
    const { now, segmentsMissing: missing } = await ask('class-today', {})
    if (missing && missing.remindFrom <= now && now < missing.beginBy) return
    server.advance(HOUR)
  }
}
