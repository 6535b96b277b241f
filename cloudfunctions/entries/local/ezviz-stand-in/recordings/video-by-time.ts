import type { Recording } from '../../../../domain/model'
import { findChannel } from '../devices/find'
import type { ListingHabits } from '../fault-options'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import { type Fields, wholeIn } from '../wire/fields'
import { midnightBefore } from '../wire/times'
import type { World } from '../world'
import { existingFiles } from './existing-files'
import { cloudArrayRow, cloudPagedRow, localRow } from './file-rows'
import { firstPage } from './pages'

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

function readSpan(world: World, form: Fields): { from: number; to: number } | null {
  const now = world.now()
  const from = wholeIn(form, 'startTime', midnightBefore(now), EARLIEST_MS, LATEST_MS)
  const to = wholeIn(form, 'endTime', now, EARLIEST_MS, LATEST_MS)
  return from === null || to === null || from > to ? null : { from, to }
}

function readRecType(form: Fields): 0 | 1 | 2 | null {
  const value = wholeIn(form, 'recType', 0, 0, 2)
  return value === 0 || value === 1 || value === 2 ? value : null
}

/** Undefined when the size is out of its range. Local lists without a size ignore the version. */
function readPageSize(form: Fields, recType: 0 | 1 | 2): number | null | undefined {
  if (form.version !== '2.0' || (recType === 2 && form.pageSize === undefined)) return null
  const largest = LARGEST_PAGE[recType === 2 ? 2 : 1]
  return wholeIn(form, 'pageSize', largest, 1, largest) ?? undefined
}

function readQuestion(world: World, form: Fields): Question | Answer {
  const span = readSpan(world, form)
  const recType = readRecType(form)
  if (span === null || recType === null) return refusal('10001')
  const pageSize = readPageSize(form, recType)
  if (pageSize === undefined) return refusal('10001')
  const camera = findChannel(world, form, 'channelNo')
  return isAnswer(camera) ? camera : { camera, ...span, recType, pageSize }
}

function pagedData(files: readonly Recording[], asked: number, from: number, habits: ListingHabits) {
  const { shown, next } = firstPage(files, asked, from, habits)
  return {
    files: shown.map(file => (file.recType === 2 ? localRow(file) : cloudPagedRow(file))),
    isAll: next === null,
    nextFileTime: next ?? 0,
  }
}

function arrayData(files: readonly Recording[]) {
  return files.length === 0 ? null : files.map(file => (file.recType === 2 ? localRow : cloudArrayRow)(file))
}

/** With recType 0 the platform chooses: here the cloud where it has files, else the card. */
function answerFrom(world: World, question: Question): Answer {
  const { camera, from, to, recType, pageSize } = question
  const cloud = recType === 2 ? [] : existingFiles(world, camera, 1, from, to)
  const asksCard = recType === 2 || (recType === 0 && cloud.length === 0)
  if (asksCard && !camera.online) return refusal('20007')
  const files = asksCard ? existingFiles(world, camera, 2, from, to) : cloud
  return ok(pageSize === null ? arrayData(files) : pagedData(files, pageSize, from, world.habits))
}

/** `/api/lapp/video/by/time` in both its shapes. */
export function videoByTime(world: World, form: Fields): Answer {
  const question = readQuestion(world, form)
  return isAnswer(question) ? question : answerFrom(world, question)
}
