import { randomUUID } from 'node:crypto'
import { SECOND } from '../../../../domain/time'
import { findChannel } from '../devices/find'
import type { StandInCamera } from '../options'
import { type Answer, isAnswer, ok, refusal } from '../wire/answer'
import type { Call } from '../wire/call'
import { type Fields, isOneOf, wholeIn } from '../wire/fields'
import type { World } from '../world'
import { dayPage } from './day-pages'
import { fileRow, isOver, listedFiles, type ProjectTask, taskRow } from './project-task'

const LONGEST_S = 86_400
const MINUTE = 60 * SECOND
const LARGEST_TASK_PAGE = 50
const LARGEST_FILE_PAGE = 20

function readOrder(form: Fields) {
  const seconds = wholeIn(form, 'recordSeconds', LONGEST_S, 1, LONGEST_S)
  const sliceMinutes = wholeIn(form, 'sliceDuration', 30, 30, 210)
  const retryNum = wholeIn(form, 'retryNum', 0, 0, 5)
  const streamType = wholeIn(form, 'streamType', 1, 1, 2)
  const voiceSwitch = wholeIn(form, 'voiceSwitch', 2, 0, 2)
  if (seconds === null || sliceMinutes === null || retryNum === null) return null
  if (streamType === null || voiceSwitch === null || !isOneOf(form, 'devProto', ['gb28181'])) return null
  return { seconds, sliceMinutes, detail: { streamType, voiceSwitch, retryNum } }
}

/** Cloud recording 1.0: tasks that record into projects. */
export class Projects {
  readonly tasks: ProjectTask[] = []

  constructor(private readonly world: World) {}

  /** `/api/open/cloud/v1/instant/record/save` */
  record({ headers, form }: Call): Answer {
    const camera = findChannel(this.world, headers, 'localIndex')
    if (isAnswer(camera)) return refusal(camera.code.startsWith('10') ? '400' : '404')
    const order = form && readOrder(form)
    if (!order || !form?.projectId) return refusal('400')
    if (!this.world.hasProject(form.projectId)) return refusal('404')
    const task = this.newTask(camera, form, order)
    this.tasks.push(task)
    return ok({ taskId: task.taskId })
  }

  /** `/api/v3/open/cloud/video/frame/stop`: what is over can't be stopped. */
  stop(form: Fields): Answer {
    if (!form.taskId) return refusal('400')
    const task = this.tasks.find(({ taskId }) => taskId === form.taskId)
    if (!task) return refusal('404')
    if (isOver(this.world, task)) return refusal('400')
    task.stint.stoppedAt = this.world.now()
    return ok(null)
  }

  /** `/api/v3/open/cloud/tasks` */
  listTasks(query: Fields): Answer {
    const dated = this.tasks.map(task => ({ task, createdAt: task.stint.start }))
    return dayPage(this.world, query, dated, LARGEST_TASK_PAGE, ({ task }) => taskRow(this.world, task))
  }

  /** `/api/open/cloud/v1/files` */
  listFiles(query: Fields): Answer {
    const { projectId } = query
    if (!projectId) return refusal('400')
    if (!this.world.hasProject(projectId)) return refusal('404')
    const files = this.tasks
      .filter(task => task.projectId === projectId)
      .flatMap(task => listedFiles(this.world, task).map(file => ({ ...file, task })))
    return dayPage(this.world, query, files, LARGEST_FILE_PAGE, file => fileRow(file.task, file))
  }

  private newTask(
    camera: StandInCamera,
    form: Fields,
    order: NonNullable<ReturnType<typeof readOrder>>,
  ): ProjectTask {
    const { deviceSerial, channelNo, verificationCode } = camera
    const start = this.world.now()
    // Without the code of an encrypted device nothing can be recorded: the task is over as it begins.
    const readable = verificationCode === undefined || form.validateCode === verificationCode
    const plannedEnd = readable ? start + order.seconds * SECOND : start
    return {
      taskId: randomUUID().replace(/-/g, ''),
      projectId: form.projectId ?? '',
      stint: { deviceSerial, channelNo, start, plannedEnd, stoppedAt: null },
      sliceMs: order.sliceMinutes * MINUTE,
      detail: order.detail,
    }
  }
}
