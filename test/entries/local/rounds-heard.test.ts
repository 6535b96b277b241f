import { createLog } from '../../../cloudfunctions/entries/local/log'
import { Metrics } from '../../../cloudfunctions/entries/local/metrics'
import { Rounds } from '../../../cloudfunctions/entries/local/rounds'
import { keepPlatformMessage } from '../../../cloudfunctions/services/platform-message'
import { cameraDayOf, DATE } from '../../services/kept'
import { at, School } from '../../services/school'

/** Early in a session, before any moment at which a camera is asked by itself. */
const NOW = at(DATE, '08:35')

const NO_BACKUPS = { list: async () => [], remove: async () => {} }

let school: School
let rounds: Rounds
beforeEach(async () => {
  school = await School.open()
  school.now = NOW
  rounds = new Rounds(school.server, createLog('silent'), new Metrics(), NO_BACKUPS)
})
afterEach(async () => {
  await rounds.stop()
  await school.close()
})

const hear = (messageId: string, deviceSerial: string) =>
  keepPlatformMessage(school.server, {
    messageId,
    kind: 'camera-online',
    type: 'ys.onoffline',
    deviceSerial,
    channelNo: null,
    at: NOW,
    taskId: null,
    problem: null,
  })

it('a device that was heard by a process that is no more is asked about at the start', async () => {
  await hear('m1', 'CAM1')
  rounds.start()
  await rounds.idle()
  expect(await cameraDayOf(school, 'CAM1')).toMatchObject({ askedAt: NOW })
  expect(await cameraDayOf(school, 'CAM2')).toBeNull()
})

it('a device that is heard later is asked about at once, and so is one that is heard meanwhile', async () => {
  rounds.start()
  await rounds.idle()
  expect(school.asked).toBe(0)
  await hear('m1', 'CAM1')
  rounds.heard()
  await hear('m2', 'CAM2')
  rounds.heard()
  // Stopping waits for what is under way.
  while (school.asked < 2) await new Promise(setImmediate)
  await rounds.stop()
  expect(await cameraDayOf(school, 'CAM2')).toMatchObject({ askedAt: NOW })
})

it('nothing is asked for any more once it is stopped, and the mark waits for the next start', async () => {
  await rounds.stop()
  await hear('m1', 'CAM1')
  rounds.heard()
  await rounds.stop()
  expect(school.asked).toBe(0)
  rounds = new Rounds(school.server, createLog('silent'), new Metrics(), NO_BACKUPS)
  rounds.start()
  await rounds.idle()
  expect(school.asked).toBe(1)
})
