import type { CloudFunction, FunctionSettings, Timer } from '../../cloudfunctions/adapters/cloudbase-manager'
import { unlessDone } from './again'
import { timersOf, untilReady } from './function-list'
import { DeployProblem } from './problem'
import type { Product, Site } from './site'
import type { Step } from './step'
import { variablesIn } from './variables'

export const functionSettings: Step = {
  title: '云函数设置：超时、内存、环境变量、定时触发',
  needs: ['CLOUD_ENV', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'JINENG_KEYS'],
  plan: site => Object.entries(site.products).map(([name, product]) => planned(site, name, product)),
  async run(site) {
    const variables = variablesIn(site.environment)
    for (const [name, product] of Object.entries(site.products)) {
      const found = await existing(site, name)
      demandSameKeys(found, variables)
      await configure(site, found, wantedOf(found, product, variables))
      for (const timer of timersOf(product)) await ring(site, found, timer)
    }
  },
}

function planned(site: Site, name: string, product: Product): string {
  const { timeoutSeconds, memoryMegabytes } = product.limits
  const names = Object.keys(variablesIn(site.environment))
  const timers = timersOf(product).map(timer => `定时 ${timer.name}（${timer.cron}，北京时间）`)
  const variables = names.length > 0 ? `环境变量 ${names.join('、')}` : '没有环境变量'
  return [
    `云函数 ${name}：超时 ${timeoutSeconds} 秒`,
    `内存 ${memoryMegabytes} MB`,
    variables,
    ...timers,
  ].join('，')
}

async function existing(site: Site, name: string): Promise<CloudFunction> {
  await untilThere(site, name)
  const found = await (await site.manager()).functions.find(name)
  if (found) return found
  throw new DeployProblem(`还没有云函数 ${name}：请先运行 npm run deploy -- functions。`)
}

async function untilThere(site: Site, name: string): Promise<void> {
  const { functions } = await site.manager()
  if (await functions.find(name)) await untilReady(site, name)
}

/** With other keys, nothing that is sealed in the database could be opened again. Adding a key to the end is all right. */
function demandSameKeys(
  { name, variables: there }: CloudFunction,
  { JINENG_KEYS = '' }: Record<string, string>,
): void {
  const kept = entriesOf(there.JINENG_KEYS ?? '')
  const given = entriesOf(JINENG_KEYS)
  if (kept.every(entry => given.includes(entry))) return
  throw new DeployProblem(
    `这里的 JINENG_KEYS 与云函数 ${name} 现有的不同：换了密钥，已经加密的身份证号就再也打不开了。` +
      '请改用原来的密钥（可以在后面添加新的一段，不能去掉或改掉原有的）；什么都没有改。',
  )
}

function entriesOf(keys: string): string[] {
  return keys.split(/[\s,]+/).filter(entry => entry !== '')
}

/** What somebody has set in the console besides stays as it is. */
export function wantedOf(
  { variables }: CloudFunction,
  { limits }: Product,
  ours: Record<string, string>,
): FunctionSettings {
  return { ...limits, variables: { ...variables, ...ours } }
}

export function isSet(found: CloudFunction, wanted: FunctionSettings): boolean {
  const names = Object.keys(wanted.variables)
  return (
    found.timeoutSeconds === wanted.timeoutSeconds &&
    found.memoryMegabytes === wanted.memoryMegabytes &&
    names.every(name => found.variables[name] === wanted.variables[name])
  )
}

async function configure(site: Site, found: CloudFunction, wanted: FunctionSettings): Promise<void> {
  const { name } = found
  if (isSet(found, wanted)) {
    site.say(`云函数 ${name} 的设置没有变化`)
    return
  }
  const { functions } = await site.manager()
  await unlessDone(
    () => functions.configure(name, wanted),
    async () => isSet((await functions.find(name)) ?? found, wanted),
  )
  await untilReady(site, name)
  site.say(`已设置云函数 ${name}`)
}

async function ring(site: Site, { name, timers }: CloudFunction, timer: Timer): Promise<void> {
  const { functions } = await site.manager()
  const strangers = timers.filter(other => other.name !== timer.name).map(other => other.name)
  if (strangers.length > 0) {
    throw new DeployProblem(
      `云函数 ${name} 上还有别的定时触发器：${strangers.join('、')}。一个云函数只能有一个，请在云开发控制台删除它，再运行一次。`,
    )
  }
  const there = timers[0]
  if (there?.open && there.cron === timer.cron) return
  await unlessDone(
    () => (there ? functions.changeTimer(name, timer) : functions.addTimer(name, timer)),
    async () =>
      (await functions.find(name))?.timers.some(one => one.cron === timer.cron && one.open) ?? false,
  )
  site.say(`云函数 ${name} 的定时触发已设为 ${timer.cron}`)
}
