import * as z from 'zod'
import type { Camera, Instant } from '../../../domain/model'
import type { RecordingTime, StopOutcome } from '../../../ports/camera-control'
import { RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import { isRefusal, unreadable } from '../codes'
import { whole } from '../fields'
import { headersOf, inquiry, lapp, type Question } from '../question'
import { digitTime, readSpacedTime } from '../times'
import { begin } from './begin'
import { type CloudRecorder, tooLate } from './recorder'

const PLAN = '/api/service/cloudrecord/video/plan/oneOff'
const STOP = `${PLAN}/stop`
/** The platform's own samples start a plan so long after they send it, so that it is not past on arrival. */
const LEAD_MS = 10_000
const CREATE_FAILED = 2
const ABNORMAL = 10
/** Ended, being ended, being deleted, finished, deleted. */
const OVER: readonly number[] = [5, 6, 8, 11, 12]
const GONE = '404'
const PRECONDITION = '412'

const device = z.object({ deviceSerial: z.string(), localIndex: whole })
const created = z.object({
  oneOffPlanId: whole,
  planStatus: z.int().nullish(),
  invalidDevInfos: z.array(device).nullish(),
})
const standing = z.object({ planStatus: z.int(), endTime: z.string().nullish() })

function creation(spaceId: number, camera: Camera, { from, until }: RecordingTime): Question {
  const { deviceSerial, localIndex } = headersOf(camera)
  const startTime = digitTime(from)
  const json = {
    // At most 32 letters, digits, `_` and `-`: a serial of GB28181 has no place in it.
    planName: `class-${localIndex}-${startTime}`,
    spaceId,
    startTime,
    endTime: digitTime(until),
    specifiedEndTime: true,
    autoDelete: false,
    devIndexInfos: [{ deviceSerial, localIndex }],
  }
  return { method: 'POST', path: PLAN, json, tokenIn: 'headers', repeatable: false }
}

function notTaken(): RecordingSourceError {
  const advice = '萤石云录制没有接受这台摄像头，录制没有开始。请管理员在萤石控制台检查录制计划和设备。'
  return new RecordingSourceError('configuration', advice, null)
}

/** The platform also says 200 to a plan that will not record. */
function readPlan(data: unknown): string {
  const read = created.safeParse(data)
  if (!read.success) throw unreadable('云录制计划', read.error)
  const { oneOffPlanId, planStatus, invalidDevInfos } = read.data
  const failed = planStatus === CREATE_FAILED || planStatus === ABNORMAL
  if (failed || (invalidDevInfos?.length ?? 0) > 0) throw notTaken()
  return String(oneOffPlanId)
}

/** Whether a plan is over: by what it says of itself, or because its time has passed. */
async function isOver(
  client: EzvizClient,
  oneOffPlanId: string,
  now: Instant,
  requestId: string,
): Promise<boolean> {
  const { data } = await client.call(inquiry(PLAN, {}, { oneOffPlanId }), requestId)
  const read = standing.safeParse(data)
  if (!read.success) throw unreadable('云录制计划', read.error)
  const { planStatus, endTime } = read.data
  const end = endTime ? readSpacedTime(endTime) : null
  return OVER.includes(planStatus) || (end !== null && end <= now)
}

/** Cloud recording 2.0: one-off plans that record into a space. */
export function spaceRecorder(client: EzvizClient, spaceId: number, now: () => number): CloudRecorder {
  const stop = async (oneOffPlanId: string, requestId: string): Promise<StopOutcome> => {
    try {
      const question: Question = { ...lapp(STOP, { oneOffPlanId }), tokenIn: 'headers' }
      const { code } = await client.call(question, requestId)
      return code === '200' ? 'stopped' : 'had-ended'
    } catch (error) {
      if (isRefusal(error, [PRECONDITION]) && (await isOver(client, oneOffPlanId, now(), requestId)))
        return 'had-ended'
      throw error
    }
  }

  return {
    async start(camera, { from, until }, requestId) {
      const soonest = Math.max(from, now() + LEAD_MS)
      if (until <= soonest) throw tooLate()
      return begin(client, creation(spaceId, camera, { from: soonest, until }), readPlan, requestId)
    },

    async stop(taskId, requestId) {
      try {
        return await stop(taskId, requestId)
      } catch (error) {
        if (isRefusal(error, [GONE])) return 'had-ended'
        throw error
      }
    },
  }
}
