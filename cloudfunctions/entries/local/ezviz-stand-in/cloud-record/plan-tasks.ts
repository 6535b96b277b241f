import { DAY } from '../../../../domain/time'
import { type Answer, ok, refusal } from '../wire/answer'
import { type Fields, wholeIn } from '../wire/fields'
import { readDigits } from '../wire/times'
import type { World } from '../world'
import { listOf } from './day-pages'
import { planTaskStatus, shownEnd } from './plan'
import { planTaskRow } from './plan-rows'
import type { Plans } from './plans'
import { takesOf } from './takes'

const LARGEST_PAGE = 50
const LONGEST_WINDOW = 30 * DAY
const RUNNING = 2

/** `/api/service/cloudrecord/video/plan/oneOff/task/list` */
export function planTaskList(world: World, plans: Plans, query: Fields): Answer {
  const pageStart = wholeIn(query, 'pageStart', 0, 0, 10_000)
  const asked = wholeIn(query, 'pageSize', 10, 1, LARGEST_PAGE)
  if (!query.planId || pageStart === null || asked === null) return refusal('400')
  const plan = plans.find(query.planId)
  if (!plan) return refusal('404')
  const pageSize = Math.min(asked, world.habits.maxRowsPerPage ?? asked)
  const shown = plan.tasks.slice(pageStart * pageSize, (pageStart + 1) * pageSize)
  const result = shown.map(task => ({
    ...planTaskRow(world, plan, task),
    haveVideos: takesOf(world, task.stint).length > 0,
  }))
  return ok({ result, pageStart, pageSize, total: plan.tasks.length })
}

/** `/api/service/cloudrecord/video/plan/oneOff/task/listRunningByDevId`: a bare array, the device in the query. */
export function runningTasks(world: World, plans: Plans, query: Fields): Answer {
  const start = readDigits(query.startTime)
  const end = readDigits(query.endTime)
  const channelNo = wholeIn(query, 'localIndex', 1, 0, 9_999)
  if (!query.deviceSerial || start === null || end === null || channelNo === null) return refusal('400')
  if (start > end || end - start > LONGEST_WINDOW) return refusal('400')
  const rows = plans.all.flatMap(plan =>
    plan.tasks
      .filter(({ stint }) => stint.deviceSerial === query.deviceSerial && stint.channelNo === channelNo)
      .filter(({ stint }) => stint.start <= end && shownEnd(world, stint) >= start)
      .filter(task => planTaskStatus(world, task) === RUNNING)
      .map(task => planTaskRow(world, plan, task)),
  )
  return listOf(world, rows)
}
