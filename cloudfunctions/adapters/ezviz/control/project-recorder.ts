import * as z from 'zod'
import { RecordingSourceError } from '../../../ports/recording-source'
import type { EzvizClient } from '../client'
import { isRefusal, unreadable } from '../codes'
import { headersOf, lapp, type Question } from '../question'
import { begin } from './begin'
import { isTaskGoingOn } from './project-tasks'
import type { CloudRecorder } from './recorder'

const START = '/api/open/cloud/v1/instant/record/save'
const STOP = '/api/v3/open/cloud/video/frame/stop'
/** It records from the moment it is asked; a start so near is asked for now. */
const AT_ONCE_MS = 60_000
/** As many as it takes, so that a camera's hiccup does not end the recording. */
const RETRIES = '5'
const GONE = '404'
/** A task that is over refuses to be stopped; with which code the page doesn't say. */
const REFUSING = ['400', '412']

const started = z.object({ taskId: z.string().min(1) })

function readTask(data: unknown): string {
  const read = started.safeParse(data)
  if (!read.success) throw unreadable('云录制任务', read.error)
  return read.data.taskId
}

function tooEarly(): RecordingSourceError {
  const advice = '萤石云录制 1.0 只能当场开始，不能预约。请到开课时再点开始录制。'
  return new RecordingSourceError('not-supported', advice, null)
}

/** Cloud recording 1.0: tasks in a project. */
export function projectRecorder(client: EzvizClient, projectId: string, now: () => number): CloudRecorder {
  return {
    async start(camera, { from, until }, requestId) {
      if (from - now() > AT_ONCE_MS) throw tooEarly()
      const recordSeconds = String(Math.ceil((until - now()) / 1_000))
      const question: Question = {
        ...lapp(START, { projectId, recordSeconds, retryNum: RETRIES }),
        headers: headersOf(camera),
        tokenIn: 'headers',
        repeatable: false,
      }
      return begin(client, question, readTask, requestId)
    },

    async stop(taskId, requestId) {
      try {
        const { code } = await client.call(lapp(STOP, { taskId }), requestId)
        return code === '200' ? 'stopped' : 'had-ended'
      } catch (error) {
        if (isRefusal(error, [GONE])) return 'had-ended'
        if (isRefusal(error, REFUSING) && !(await isTaskGoingOn(client, taskId, now(), requestId)))
          return 'had-ended'
        throw error
      }
    },
  }
}
