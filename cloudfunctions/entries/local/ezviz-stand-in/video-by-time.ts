import type { Recording } from '../../../domain/model'
import type { Account } from './account'
import { type Answer, ok, refusal } from './answer'
import { serialRefusal } from './devices'
import { existingFiles } from './existing-files'
import { cloudArrayRow, cloudPagedRow, localRow } from './file-rows'
import { type Form, wholeIn } from './form'
import type { ListingHabits, StandInCamera } from './options'

const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 24 * 3_600_000
const LARGEST_PAGE = { 1: 1_000, 2: 500 } as const
/** Seconds in place of milliseconds would be a day of 1970; so is everything before 2001 here. */
const EARLIEST_MS = 1e12
const LATEST_MS = 1e13

interface Question {
  readonly camera: StandInCamera
  readonly from: number
  readonly to: number
  readonly recType: 0 | 1 | 2
  /** Null: the array shape. */
  readonly pageSize: number | null
}

function todayMidnight(now: number): number {
  return Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
}

function readSpan(account: Account, form: Form): { from: number; to: number } | null {
  const now = account.now()
  const from = wholeIn(form, 'startTime', todayMidnight(now), EARLIEST_MS, LATEST_MS)
  const to = wholeIn(form, 'endTime', now, EARLIEST_MS, LATEST_MS)
  return from === null || to === null || from > to ? null : { from, to }
}

function readRecType(form: Form): 0 | 1 | 2 | null {
  const value = wholeIn(form, 'recType', 0, 0, 2)
  return value === 0 || value === 1 || value === 2 ? value : null
}

/** Undefined when the size is out of its range. Local lists without a size ignore the version. */
function readPageSize(form: Form, recType: 0 | 1 | 2): number | null | undefined {
  if (form.version !== '2.0' || (recType === 2 && form.pageSize === undefined)) return null
  const largest = LARGEST_PAGE[recType === 2 ? 2 : 1]
  return wholeIn(form, 'pageSize', largest, 1, largest) ?? undefined
}

function readQuestion(account: Account, form: Form): Question | Answer {
  const channelNo = wholeIn(form, 'channelNo', 1, 0, 1_024)
  const span = readSpan(account, form)
  const recType = readRecType(form)
  if (channelNo === null || span === null || recType === null) return refusal('10001')
  const pageSize = readPageSize(form, recType)
  if (pageSize === undefined) return refusal('10001')
  const channels = account.channelsOf(form.deviceSerial ?? '')
  const camera = channels.find(channel => channel.channelNo === channelNo)
  return camera ? { camera, ...span, recType, pageSize } : refusal('20032')
}

function nextFileTime(shown: readonly Recording[], next: Recording, from: number, habits: ListingHabits) {
  const last = shown.at(-1)
  if (habits.stuck) return from
  return habits.repeatAtJoint && last && last.startTime > from ? last.startTime : next.startTime
}

function pagedData(files: readonly Recording[], asked: number, from: number, habits: ListingHabits) {
  const shown = files.slice(0, Math.min(asked, habits.maxRowsPerPage ?? asked))
  const next = files[shown.length]
  return {
    files: shown.map(file => (file.recType === 2 ? localRow(file) : cloudPagedRow(file))),
    isAll: next === undefined,
    nextFileTime: next === undefined ? 0 : nextFileTime(shown, next, from, habits),
  }
}

function arrayData(files: readonly Recording[]) {
  return files.length === 0 ? null : files.map(file => (file.recType === 2 ? localRow : cloudArrayRow)(file))
}

/** With recType 0 the platform chooses: here the cloud where it has files, else the card. */
function answerFrom(account: Account, question: Question): Answer {
  const { camera, from, to, recType, pageSize } = question
  const cloud = recType === 2 ? [] : existingFiles(account, camera, 1, from, to)
  const asksCard = recType === 2 || (recType === 0 && cloud.length === 0)
  if (asksCard && !camera.online) return refusal('20007')
  const files = asksCard ? existingFiles(account, camera, 2, from, to) : cloud
  return ok(pageSize === null ? arrayData(files) : pagedData(files, pageSize, from, account.habits))
}

/** `/api/lapp/video/by/time` in both its shapes. */
export function videoByTime(account: Account, form: Form): Answer {
  const refused = serialRefusal(account, form)
  if (refused) return refused
  const question = readQuestion(account, form)
  return 'code' in question ? question : answerFrom(account, question)
}
