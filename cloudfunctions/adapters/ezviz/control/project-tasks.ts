import * as z from 'zod'
import type { Instant } from '../../../domain/model'
import type { EzvizClient } from '../client'
import { unreadable } from '../codes'
import type { Question } from '../question'
import { midnightAfter } from '../shanghai'
import { digitTime } from '../times'

const PATH = '/api/v3/open/cloud/tasks'
const PAGE_SIZE = 50
const MOST_PAGES = 200
const DAY_MS = 24 * 3_600_000
/** Done, ended, ended amiss, cancelled. */
const OVER: readonly number[] = [0, 3, 4, 6]

const taskList = z.array(z.object({ taskId: z.string(), taskStatus: z.int() })).nullable()
type Task = NonNullable<z.infer<typeof taskList>>[number]

async function askPage(client: EzvizClient, midnight: Instant, pageNumber: number, requestId: string) {
  const span = { startTime: digitTime(midnight), endTime: digitTime(midnight + DAY_MS - 1) }
  const query = { ...span, pageNumber: String(pageNumber), pageSize: String(PAGE_SIZE) }
  const question: Question = { method: 'GET', path: PATH, query, tokenIn: 'query', repeatable: true }
  const read = taskList.safeParse((await client.call(question, requestId)).data)
  if (!read.success) throw unreadable('云录制任务列表', read.error)
  return read.data ?? []
}

/** The task among those that were made on the day of this midnight; they come in no order. */
async function findTask(client: EzvizClient, midnight: Instant, taskId: string, requestId: string) {
  for (let page = 0; page < MOST_PAGES; page++) {
    const tasks: readonly Task[] = await askPage(client, midnight, page, requestId)
    const found = tasks.find(task => task.taskId === taskId)
    if (found || tasks.length === 0) return found ?? null
  }
  throw unreadable('云录制任务列表没有尽头')
}

/**
 * Whether a task of cloud recording 1.0 waits or runs. None is made for longer than a day, so one that was made neither
 * today nor yesterday is over.
 * @throws RecordingSourceError
 */
export async function isTaskGoingOn(
  client: EzvizClient,
  taskId: string,
  now: Instant,
  requestId: string,
): Promise<boolean> {
  const midnight = midnightAfter(now) - DAY_MS
  const task =
    (await findTask(client, midnight, taskId, requestId)) ??
    (await findTask(client, midnight - DAY_MS, taskId, requestId))
  return task !== null && !OVER.includes(task.taskStatus)
}
