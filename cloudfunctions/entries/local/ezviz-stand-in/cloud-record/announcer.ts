import type { PushMessage } from '../push/options'
import type { World } from '../world'
import { planLetter, planTaskLetter, projectTaskLetter } from './letters'
import { isTaskOver, type Plan, type PlanTask, planStatus, planTaskStatus } from './plan'
import type { Plans } from './plans'
import { isOver } from './project-task'
import type { Projects } from './projects'
import { takesOf } from './takes'

const MADE = 3
const RUNNING = 4

function endStatus(world: World, task: PlanTask): 4 | 5 | 6 {
  const status = planTaskStatus(world, task)
  if (status === 6) return 5
  return status === 4 ? 6 : 4
}

/** Tells of each thing that happens to a recording in the cloud, once. */
export class Announcer {
  private readonly told = new Set<string>()

  constructor(
    private readonly world: World,
    private readonly projects: Projects,
    private readonly plans: Plans,
    private readonly send: (message: PushMessage) => void,
  ) {}

  /** Sends what has come about since the last look at the clock. */
  announce(): void {
    for (const task of this.projects.tasks)
      if (isOver(this.world, task))
        this.once(`task ${task.taskId}`, () => projectTaskLetter(this.world, task))
    for (const plan of this.plans.all) this.announcePlan(plan)
  }

  private announcePlan(plan: Plan): void {
    const status = planStatus(this.world, plan)
    const tellPlan = (as: number) =>
      this.once(`plan ${plan.id} ${as}`, () => planLetter(this.world, plan, as))
    tellPlan(status < MADE ? status : MADE)
    const ran = plan.tasks.some(({ stint }) => takesOf(this.world, stint).length > 0)
    if (ran || status === RUNNING) tellPlan(RUNNING)
    for (const task of plan.tasks) this.announceTask(plan, task)
    if (status > RUNNING) tellPlan(status)
  }

  private announceTask(plan: Plan, task: PlanTask): void {
    const tell = (as: 1 | 4 | 5 | 6) =>
      this.once(`task ${task.id} ${as}`, () => planTaskLetter(this.world, plan, task, as))
    if (takesOf(this.world, task.stint).length > 0) tell(1)
    if (isTaskOver(this.world, task)) tell(endStatus(this.world, task))
  }

  private once(key: string, message: () => PushMessage): void {
    if (this.told.has(key)) return
    this.told.add(key)
    this.send(message())
  }
}
