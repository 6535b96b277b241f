import type { CloudFunction, Timer } from '../../cloudfunctions/adapters/cloudbase-manager'
import { until } from './again'
import type { Product, Site } from './site'

/** Fixed when a function is made. The bundles are built for Node 20, the newest that the cloud offers. */
export const RUNTIME = 'Nodejs20.19'
const OLDEST_NODE = 20

export function canRun({ runtime }: CloudFunction): boolean {
  return Number(/^Nodejs(\d+)\./.exec(runtime)?.[1]) >= OLDEST_NODE
}

export function timersOf({ triggers }: Product): Timer[] {
  return triggers.map(trigger => ({ name: trigger.name, cron: trigger.config }))
}

/** A function that is being changed takes no other change. */
export async function untilReady(site: Site, name: string): Promise<void> {
  const { functions } = await site.manager()
  await until(site, `云函数 ${name} 的更新`, async () => (await functions.find(name))?.status === 'Active')
}
