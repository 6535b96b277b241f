import { createHash } from 'node:crypto'
import type { Instant, Interval } from '../../../../domain/model'
import { DAY, SECOND } from '../../../../domain/time'
import { isoText } from '../wire/times'
import type { World } from '../world'
import { bytesOf, secondsOf } from './sizes'
import { endOf, filesOf, hadHiccup, progressOf, type Stint, takesOf } from './takes'

const KEPT_DAYS = 30
const INSTANT_TASK = 4
/** The device's stream broke off. */
const STREAM_FAULT = '6519'

/** A task of cloud recording 1.0, started now. */
export interface ProjectTask {
  readonly taskId: string
  readonly projectId: string
  readonly stint: Stint
  readonly sliceMs: number
  readonly detail: { readonly streamType: number; readonly voiceSwitch: number; readonly retryNum: number }
}

export interface ProjectFile extends Interval {
  readonly fileId: string
  readonly createdAt: Instant
}

/** The files that are finished and have been listed by now. */
export function listedFiles(world: World, task: ProjectTask): ProjectFile[] {
  return takesOf(world, task.stint)
    .flatMap(take => filesOf(take, start => start + task.sliceMs))
    .map(span => {
      const fileId = createHash('md5').update(`${task.taskId} ${span.start}`).digest('hex')
      return { ...span, fileId, createdAt: span.end + world.cloudLagMs }
    })
    .filter(file => file.createdAt <= world.now() && world.keeps('project', task.stint, file))
}

/** 0 done, 1 waiting, 2 running, 3 ended by a call, 4 ended with something amiss; not the numbers of 2.0. */
export function taskStatus(world: World, { stint }: ProjectTask): 0 | 1 | 2 | 3 | 4 {
  const progress = progressOf(world, stint)
  if (progress === 'waiting') return 1
  if (progress !== 'ended' && progress !== 'cancelled') return 2
  if (stint.stoppedAt !== null) return 3
  return hadHiccup(world, stint) ? 4 : 0
}

export function isOver(world: World, task: ProjectTask): boolean {
  return world.now() >= endOf(task.stint)
}

export function errorCodeOf(world: World, task: ProjectTask): string {
  return taskStatus(world, task) === 4 ? STREAM_FAULT : '0'
}

/** A row of `/api/v3/open/cloud/tasks`. */
export function taskRow(world: World, task: ProjectTask) {
  const files = listedFiles(world, task)
  const errorCode = errorCodeOf(world, task)
  return {
    taskId: task.taskId,
    projectId: task.projectId,
    deviceSerial: task.stint.deviceSerial,
    channelNo: task.stint.channelNo,
    taskType: INSTANT_TASK,
    taskSubType: null,
    taskStatus: taskStatus(world, task),
    taskDetail: {
      ...task.detail,
      recType: 'live',
      format: 'mp4',
      sliceDuration: task.sliceMs / (60 * SECOND),
    },
    fileNum: files.length,
    totalSize: bytesOf(files),
    startTime: isoText(task.stint.start),
    endTime: isoText(endOf(task.stint)),
    timingPoints: null,
    errorCode,
    errorMsg: errorCode === '0' ? null : '设备取流异常',
    createTime: isoText(task.stint.start),
  }
}

/** A row of `/api/open/cloud/v1/files`: how long it is, not from when to when. */
export function fileRow(task: ProjectTask, file: ProjectFile) {
  return {
    projectId: task.projectId,
    fileId: file.fileId,
    fileType: 1,
    status: 0,
    fileCount: 1,
    fileSize: bytesOf([file]),
    duration: secondsOf([file]),
    errorCode: '0',
    expireTime: isoText(file.createdAt + KEPT_DAYS * DAY),
    storageType: 1,
    lastTransferTime: null,
    unfreezeTime: null,
    createTime: isoText(file.createdAt),
    updateTime: isoText(file.createdAt),
    taskId: task.taskId,
    downloadUrls: null,
    replayRecord: false,
  }
}
