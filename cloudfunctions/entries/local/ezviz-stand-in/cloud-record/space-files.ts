import type { Instant, Interval } from '../../../../domain/model'
import { DAY, dateOf, MINUTE, SECOND } from '../../../../domain/time'
import type { Channel } from '../cameras'
import { findChannel } from '../devices/find'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import type { Call } from '../wire/call'
import { wholeIn } from '../wire/fields'
import { digitText, readSpaced, sameDay } from '../wire/times'
import type { World } from '../world'
import { listOf } from './day-pages'
import type { Plans } from './plans'
import { bytesOf } from './sizes'
import { filesOf, type Take, takesOf } from './takes'

const KEPT_DAYS = 30
const LARGEST_ID = 1e12

interface SpaceFile extends Interval {
  readonly createdAt: Instant
}

const nextMinute = (start: Instant) => (Math.floor(start / MINUTE) + 1) * MINUTE

/** Files are cut at each minute and, but for the last, reach a second into the next. */
function filesIn(world: World, take: Take): SpaceFile[] {
  return filesOf(take, nextMinute).map(({ start, end }) => ({
    start,
    end: Math.min(end + SECOND, take.end),
    createdAt: end + world.cloudLagMs,
  }))
}

function seeded(world: World, camera: StandInCamera, spaceId: number): Take[] {
  const now = world.now()
  return (camera.spaceRecordings ?? [])
    .filter(recording => recording.spaceId === spaceId && recording.startTime < now)
    .map(({ startTime, endTime }) => ({
      start: startTime,
      end: Math.min(endTime, now),
      open: now < endTime,
      broken: false,
    }))
}

function planned(world: World, plans: Plans, channel: Channel, spaceId: number): Take[] {
  return plans.all
    .filter(plan => plan.spaceId === spaceId)
    .flatMap(plan => plan.tasks)
    .filter(
      ({ stint }) => stint.deviceSerial === channel.deviceSerial && stint.channelNo === channel.channelNo,
    )
    .flatMap(({ stint }) => takesOf(world, stint))
}

/** What a space lists of a channel by now, by start. */
function listedFiles(world: World, plans: Plans, camera: StandInCamera, spaceId: number): SpaceFile[] {
  return [...seeded(world, camera, spaceId), ...planned(world, plans, camera, spaceId)]
    .flatMap(take => filesIn(world, take))
    .filter(file => file.createdAt <= world.now() && world.keeps('space', camera, file))
    .sort((a, b) => a.start - b.start)
}

function row(world: World, camera: StandInCamera, spaceId: number, file: SpaceFile) {
  const begin = digitText(file.start)
  const name = `${begin}-${camera.deviceSerial}-${camera.channelNo}-26-${String(spaceId % 1e4).padStart(4, '0')}`
  const ending = world.habits.asFieldTable ? 'endTime' : 'stopTime'
  return {
    id: Math.floor(file.start / SECOND),
    fileId: name,
    spaceId,
    deviceSerial: camera.deviceSerial,
    channelNo: String(camera.channelNo),
    ownerId: 'standinowner',
    fileType: 1,
    cloudType: 51,
    fileIndex: name,
    startTime: begin,
    [ending]: digitText(file.end),
    fileSize: bytesOf([file]),
    locked: 0,
    createTime: digitText(file.createdAt),
    crypt: 0,
    keyChecksum: '',
    videoLong: file.end - file.start,
    coverPic: 'https://cover.example/c',
    downloadPath: 'rec.example:32721',
    type: 1,
    videoType: 1,
    totalDays: KEPT_DAYS,
    sliceLength: 10,
    expireTime: digitText(file.createdAt + KEPT_DAYS * DAY),
    istorageVersion: 2,
  }
}

interface SpaceQuestion {
  readonly camera: StandInCamera
  readonly spaceId: number
}

function readQuestion(world: World, { headers, query }: Call): SpaceQuestion | Answer {
  if (headers.localIndex === undefined) return refusal('400')
  const camera = findChannel(world, headers, 'localIndex')
  if (isAnswer(camera)) return camera
  const spaceId = wholeIn(query, 'spaceId', -1, 0, LARGEST_ID)
  if (spaceId === null || spaceId < 0) return refusal('400')
  return world.hasSpace(spaceId) ? { camera, spaceId } : refusal('404')
}

/** `/api/service/cloudrecord/video/info/list`: asks the cloud, so that it answers for a camera that is offline. */
export function spaceFileList(world: World, plans: Plans, call: Call): Answer {
  const question = readQuestion(world, call)
  if (isAnswer(question)) return question
  const from = readSpaced(call.query.startTime)
  const to = readSpaced(call.query.endTime)
  if (from === null || to === null || from > to || !sameDay(from, to)) return refusal('400')
  const { camera, spaceId } = question
  const rows = listedFiles(world, plans, camera, spaceId)
    .filter(file => file.start < to + SECOND && file.end > from)
    .map(file => row(world, camera, spaceId, file))
  return world.habits.asFieldTable ? ok({ fileInfos: rows }) : listOf(world, rows)
}

/** `/api/service/cloudrecord/video/exist/month`: the dates with something listed. */
export function spaceCalendar(world: World, plans: Plans, call: Call): Answer {
  const question = readQuestion(world, call)
  if (isAnswer(question)) return question
  const month = /^(\d{4})(0[1-9]|1[0-2])$/.exec(call.query.month ?? '')
  if (!month) return refusal('400')
  const dates = listedFiles(world, plans, question.camera, question.spaceId).map(({ start }) => dateOf(start))
  return listOf(
    world,
    [...new Set(dates)].filter(date => date.startsWith(`${month[1]}-${month[2]}`)),
  )
}
