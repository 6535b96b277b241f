import { SECOND } from '../../../../domain/time'
import type { Channel } from '../cameras'
import { type Answer, ok, refusal } from '../wire/answer'
import type { Call } from '../wire/call'
import { type Fields, isOneOf } from '../wire/fields'
import type { World } from '../world'
import { type Plan, planStatus } from './plan'
import { type PlanOrder, readPlanOrder } from './plan-body'
import { createdPlanRow, planRow } from './plan-rows'

const SOON_MADE = 10
const MAKING_MS = 5 * SECOND
const STOPPABLE = [1, 3, 4]

/** Cloud recording 2.0: plans that record into spaces. */
export class Plans {
  readonly all: Plan[] = []
  private nextId: number

  constructor(private readonly world: World) {
    // Ids differ from one start to the next: a caller may remember those of the last.
    this.nextId = Math.floor(world.now() / SECOND)
  }

  find(id: string | undefined): Plan | undefined {
    return this.all.find(plan => String(plan.id) === id)
  }

  /** `POST /api/service/cloudrecord/video/plan/oneOff` */
  create({ json }: Call): Answer {
    const order = readPlanOrder(json, this.world.now())
    if (order === null) return refusal('400')
    // No template is known here, and a space that isn't there can't be recorded into.
    if (order.templateId !== undefined || !this.world.hasSpace(order.spaceId)) return refusal('412')
    const plan = this.newPlan(order)
    if (plan.tasks.length === 0) return refusal('412')
    this.all.push(plan)
    return ok(createdPlanRow(this.world, plan))
  }

  /** `GET /api/service/cloudrecord/video/plan/oneOff` */
  read(query: Fields): Answer {
    if (!query.oneOffPlanId) return refusal('400')
    const plan = this.find(query.oneOffPlanId)
    return plan ? ok(planRow(this.world, plan)) : refusal('404')
  }

  /** `/api/service/cloudrecord/video/plan/oneOff/stop`: what is over can't be stopped. */
  stop(form: Fields | null): Answer {
    if (!form?.oneOffPlanId || !isOneOf(form, 'onlyStopPreview', ['true', 'false'])) return refusal('400')
    const plan = this.find(form.oneOffPlanId)
    if (!plan) return refusal('404')
    if (!STOPPABLE.includes(planStatus(this.world, plan))) return refusal('412')
    plan.stoppedAt = this.world.now()
    for (const { stint } of plan.tasks) stint.stoppedAt = plan.stoppedAt
    return ok()
  }

  private newPlan(order: PlanOrder): Plan {
    const createdAt = this.world.now()
    const madeAt = order.devIndexInfos.length > SOON_MADE ? createdAt + MAKING_MS : createdAt
    const id = this.nextId++
    const channels = order.devIndexInfos.map(channelOf)
    const [valid, invalid] = [true, false].map(known =>
      channels.filter(channel => (this.world.cameras.find(channel) !== undefined) === known),
    )
    // Nothing is recorded of the time before the plan was there.
    const stint = { start: Math.max(order.start, madeAt), plannedEnd: order.end, stoppedAt: null }
    const tasks = (valid ?? []).map((channel, i) => ({ id: id * 1_000 + i, stint: { ...channel, ...stint } }))
    const { planName: name, spaceId, start, end: plannedEnd, streamType, autoDelete } = order
    const asked = { name, spaceId, start, plannedEnd, streamType, autoDelete }
    return { id, ...asked, createdAt, madeAt, stoppedAt: null, tasks, invalid: invalid ?? [] }
  }
}

function channelOf(device: PlanOrder['devIndexInfos'][number]): Channel {
  return { deviceSerial: device.deviceSerial, channelNo: Number(device.localIndex) }
}
