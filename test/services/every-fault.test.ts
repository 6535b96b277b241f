import { createEzviz } from '../../cloudfunctions/adapters/ezviz'
import type { Recording } from '../../cloudfunctions/domain/model'
import { DAY, HOUR, MINUTE } from '../../cloudfunctions/domain/time'
import { startEzvizStandIn } from '../../cloudfunctions/entries/local/ezviz-stand-in'
import type { EzvizStandIn } from '../../cloudfunctions/entries/local/ezviz-stand-in/options'
import type { JudgedDay } from '../../cloudfunctions/services/documents/judged-days'
import { pullDue } from '../../cloudfunctions/services/ingest/round'
import { judgeDirtyDays } from '../../cloudfunctions/services/judging/dirty'
import type { Server } from '../../cloudfunctions/services/server'
import { dayByAll } from './kept'
import { at, School } from './school'

/**
 * The real client against the stand-in: whatever the platform does wrong on the day, nothing that could not be asked
 * is held against the class, and once it is well again the days stand as if nothing had happened.
 */

const DATE = '2024-06-03'
const SERIALS = ['CAM1', 'CAM2']
const KEYS = { appKey: 'key', appSecret: 'secret' }

interface World {
  readonly school: School
  readonly server: Server
  readonly standIn: EzvizStandIn
}
const worlds: World[] = []

afterEach(async () => {
  for (const { school, standIn } of worlds.splice(0)) {
    await standIn.close()
    await school.close()
  }
})

/** CAM1 filmed both sessions' beginnings in files of ten minutes; CAM2 nothing at all. */
function recordingsOf(deviceSerial: string): Recording[] {
  if (deviceSerial !== 'CAM1') return []
  const begin = at(DATE, '08:32')
  return Array.from({ length: 9 }, (_, n) => {
    const startTime = begin + n * 10 * MINUTE
    return { deviceSerial, channelNo: 1, startTime, endTime: startTime + 10 * MINUTE, recType: 2 }
  })
}

async function openWorld(): Promise<World> {
  const school = await School.open()
  // What the server does at its start: the timetable's days are known before anybody is asked.
  await judgeDirtyDays(school.store, async () => true)
  const standIn = await startEzvizStandIn({
    ...KEYS,
    now: () => school.now,
    cameras: SERIALS.map(deviceSerial => ({
      deviceSerial,
      channelNo: 1,
      deviceName: deviceSerial,
      online: true,
      recordings: recordingsOf(deviceSerial),
    })),
  })
  const { recordingSource } = createEzviz(
    { ...KEYS, baseUrl: standIn.url, timeoutMs: 200 },
    { now: () => school.now, delay: async () => {}, random: () => 0.5, log: () => {} },
  )
  const world = { school, standIn, server: { ...school.server, recordingSource } }
  worlds.push(world)
  return world
}

const pull = ({ server }: World) => pullDue(server, { requestId: 'r', onAsked: () => true })

async function daysOf({ server }: World): Promise<(JudgedDay | null)[]> {
  return [await dayByAll(server.store, 'C1', DATE), await dayByAll(server.store, 'C2', DATE)]
}

/** The afternoon's, the night's and the morning's rounds, and those of later days. */
const ROUNDS = [
  at(DATE, '11:46'),
  at(DATE, '12:20'),
  at(DATE, '22:05'),
  at(DATE, '07:05') + DAY,
  at(DATE, '14:00') + DAY,
  at(DATE, '21:00') + DAY,
]

async function withoutFaults(): Promise<(JudgedDay | null)[]> {
  const world = await openWorld()
  for (const now of ROUNDS) {
    world.school.now = now
    await pull(world)
  }
  return daysOf(world)
}

const FAULTS: Readonly<Record<string, (standIn: EzvizStandIn) => () => void>> = {
  'a camera that is offline': standIn => {
    for (const serial of SERIALS) standIn.setOnline(serial, false)
    return () => {
      for (const serial of SERIALS) standIn.setOnline(serial, true)
    }
  },
  'a platform that breaks the connection': standIn => standIn.fault({ kind: 'cut' }),
  'a platform that hangs': standIn => standIn.fault({ kind: 'hang' }),
  'a platform slower than anybody waits': standIn => standIn.fault({ kind: 'slow', ms: 400 }),
  'a page in place of an answer': standIn => standIn.fault({ kind: 'not-json' }),
  'an error of the platform (HTTP 500)': standIn => standIn.fault({ kind: 'http-500' }),
  'tokens that are never good (10002)': standIn => standIn.fault({ kind: 'code', code: '10002' }),
  'calls that are too frequent (10029)': standIn => standIn.fault({ kind: 'code', code: '10029' }),
  'a day’s calls used up (10007)': standIn => standIn.fault({ kind: 'code', code: '10007' }),
  'a camera that answers too late (20008)': standIn => standIn.fault({ kind: 'code', code: '20008' }),
  'rights that were taken away (20018)': standIn => standIn.fault({ kind: 'code', code: '20018' }),
  'an error of the platform’s data (49999)': standIn => standIn.fault({ kind: 'code', code: '49999' }),
  'a code that nobody documented': standIn => standIn.fault({ kind: 'code', code: '77777' }),
  'lists whose pages never end': standIn => {
    standIn.setListing({ maxRowsPerPage: 1, stuck: true })
    return () => standIn.setListing({})
  },
}

describe.each(Object.entries(FAULTS))('%s', (name, begin) => {
  it('never makes a day no-recording, and leaves no trace in the days once it is over', async () => {
    const world = await openWorld()
    const end = begin(world.standIn)
    for (const now of ROUNDS.slice(0, 4)) {
      world.school.now = now
      await pull(world)
      for (const day of await daysOf(world)) {
        // A list that never ends still ends for the camera that has no rows.
        const told = name.startsWith('lists') && day?.classId === 'C2' && now >= ROUNDS[1]!
        if (told) continue
        expect(day).toMatchObject({ recording: 'unknown', status: 'waiting', flags: [] })
      }
    }
    end()
    for (const now of [...ROUNDS.slice(4), ROUNDS[5]! + 7 * HOUR]) {
      world.school.now = now
      await pull(world)
    }
    expect(await daysOf(world)).toEqual(await withoutFaults())
  })
})

it('judges by what was listed where nothing goes wrong: two segments here, nothing there', async () => {
  const days = await withoutFaults()
  expect(days.map(day => day?.status)).toEqual(['compliant', 'flagged'])
  expect(days[1]?.flags).toEqual(['no-recording'])
})

it.each([
  ['half pages', { maxRowsPerPage: 2 }],
  ['pages that repeat a row at their joints', { maxRowsPerPage: 3, repeatAtJoint: true }],
  ['files cut at midnight', { cutAtMidnight: true }],
])('reads %s as if they were whole', async (_, listing) => {
  const world = await openWorld()
  world.standIn.setListing(listing)
  for (const now of ROUNDS) {
    world.school.now = now
    await pull(world)
  }
  expect(await daysOf(world)).toEqual(await withoutFaults())
})

it('keeps what was listed once and deleted since, and says so', async () => {
  const world = await openWorld()
  world.school.now = ROUNDS[1]!
  await pull(world)
  world.standIn.deleteRecordings({ deviceSerial: 'CAM1' })
  for (const now of ROUNDS.slice(2)) {
    world.school.now = now
    await pull(world)
  }
  const [day] = await daysOf(world)
  expect(day).toMatchObject({ status: 'compliant', deletedSince: [{ deviceSerial: 'CAM1', channelNo: 1 }] })
})
