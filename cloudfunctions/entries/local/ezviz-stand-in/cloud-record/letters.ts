import type { PushMessage } from '../push/options'
import { spacedText } from '../wire/times'
import type { World } from '../world'
import { type Plan, type PlanTask, shownEnd } from './plan'
import { errorCodeOf, listedFiles, type ProjectTask, taskStatus } from './project-task'
import { bytesOf } from './sizes'
import { takesOf } from './takes'

const TYPE = 'ys.open.cloud'
const ONE_OFF = 1
const PREVIEW = 1
const CLOUD_RECORDING = 9

/** A task of 1.0 is over. Its files may not be listed yet. */
export function projectTaskLetter(world: World, task: ProjectTask): PushMessage {
  const { deviceSerial, channelNo } = task.stint
  const files = listedFiles(world, task)
  const errorCode = errorCodeOf(world, task)
  return {
    type: TYPE,
    deviceId: deviceSerial,
    channelNo,
    body: {
      userId: 'standinowner',
      taskId: task.taskId,
      projectId: task.projectId,
      deviceSerial,
      channel: channelNo,
      fileNum: files.length,
      totalSize: bytesOf(files),
      errorCode,
      // Spelled so by the platform.
      errrorMsg: errorCode === '0' ? null : '设备取流异常',
      taskStatus: String(taskStatus(world, task)),
    },
  }
}

/** A plan of 2.0 has come to a new state. */
export function planLetter(world: World, plan: Plan, planStatus: number): PushMessage {
  const [first] = plan.tasks
  return {
    type: TYPE,
    deviceId: first?.stint.deviceSerial ?? '',
    channelNo: first?.stint.channelNo ?? 1,
    body: {
      messageType: 'plan_info_result',
      planId: plan.id,
      planName: plan.name,
      planType: ONE_OFF,
      planStatus,
      planStartTime: spacedText(plan.start),
      planEndTime: spacedText(shownEnd(world, plan)),
    },
  }
}

/** @param assignmentStatus 1 started, 4 ended, 5 cancelled, 6 amiss */
export function planTaskLetter(
  world: World,
  plan: Plan,
  { stint }: PlanTask,
  assignmentStatus: 1 | 4 | 5 | 6,
): PushMessage {
  const takes = takesOf(world, stint)
  return {
    type: TYPE,
    deviceId: stint.deviceSerial,
    channelNo: stint.channelNo,
    body: {
      messageType: 'task_remind_pull_storage',
      planId: plan.id,
      planType: ONE_OFF,
      taskType: PREVIEW,
      devId: stint.deviceSerial,
      channelNo: stint.channelNo,
      assignmentType: CLOUD_RECORDING,
      assignmentStatus,
      createTime: stint.start,
      updateTime: world.now(),
      videosBeginTime: takes[0]?.start ?? null,
      videosEndTime: assignmentStatus === 1 ? null : (takes.at(-1)?.end ?? null),
      planStartTime: plan.start,
      planEndTime: shownEnd(world, plan),
      errorCode: assignmentStatus === 6 ? 6519 : 0,
    },
  }
}
