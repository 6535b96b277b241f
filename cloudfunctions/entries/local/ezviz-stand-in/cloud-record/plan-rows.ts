import type { Channel } from '../cameras'
import { spacedText } from '../wire/times'
import type { World } from '../world'
import { type Plan, type PlanTask, planStatus, planTaskStatus, shownEnd } from './plan'
import { bytesOf, secondsOf } from './sizes'
import { takesOf } from './takes'

const ONE_OFF = 1
const PREVIEW = 1
const STREAM_FAULT = '6519'
const OVER = [4, 5, 6]

const channelInfo = ({ deviceSerial, channelNo }: Channel) => ({
  deviceSerial,
  localIndex: String(channelNo),
})

/** What reading a plan says. */
export function planRow(world: World, plan: Plan) {
  const specifiedEndTime = plan.plannedEnd < Number.POSITIVE_INFINITY
  const { streamType, autoDelete } = plan
  return {
    oneOffPlanId: plan.id,
    planName: plan.name,
    spaceId: plan.spaceId,
    startTime: spacedText(plan.start),
    endTime: spacedText(shownEnd(world, { ...plan, stoppedAt: null })),
    planDetail: JSON.stringify({ streamType, hours: 0, autoDelete, specifiedEndTime }),
    planStatus: planStatus(world, plan),
    errorCode: null,
    errorMsg: 'ok',
    deviceNum: plan.tasks.length,
    createTime: spacedText(plan.createdAt),
    updateTime: spacedText(plan.stoppedAt ?? plan.madeAt),
    planType: ONE_OFF,
    hours: null,
    templateConfig: null,
    specifiedEndTime,
  }
}

/** What making a plan says: which channels it took, and not yet how many. */
export function createdPlanRow(world: World, plan: Plan) {
  const validDevInfos = plan.tasks.map(({ stint }) => channelInfo(stint))
  const invalidDevInfos = plan.invalid.map(channelInfo)
  return { ...planRow(world, plan), errorMsg: null, deviceNum: 0, validDevInfos, invalidDevInfos }
}

const cloudTaskId = (task: PlanTask, take: number) => task.id * 100 + take + 1

function recordList(world: World, task: PlanTask) {
  return takesOf(world, task.stint).map(({ start, end, broken }, i) => ({
    beginTime: start,
    endTime: end,
    errorCode: broken ? STREAM_FAULT : null,
    cloudTaskId: cloudTaskId(task, i),
  }))
}

/** A row of a plan's tasks. Sizes are summed up at the end; the intervals in `taskDetail` grow by the clock. */
export function planTaskRow(world: World, plan: Plan, task: PlanTask) {
  const { stint } = task
  const taskStatus = planTaskStatus(world, task)
  const takes = takesOf(world, stint)
  const counted = OVER.includes(taskStatus) ? takes : []
  const amiss = taskStatus === 4
  return {
    id: task.id,
    planId: plan.id,
    planType: ONE_OFF,
    startTime: spacedText(stint.start),
    endTime: spacedText(Math.max(stint.start, shownEnd(world, stint))),
    taskType: PREVIEW,
    taskDetail: JSON.stringify({ streamType: plan.streamType, recordList: recordList(world, task) }),
    spaceId: plan.spaceId,
    ...channelInfo(stint),
    cloudTaskId: cloudTaskId(task, 0),
    taskStatus,
    errorCode: amiss ? STREAM_FAULT : '',
    errorMsg: amiss ? '设备取流异常' : '',
    totalSize: bytesOf(counted),
    totalDuration: secondsOf(counted),
    createTime: spacedText(stint.start),
    updateTime: spacedText(takes.at(-1)?.end ?? stint.start),
  }
}
