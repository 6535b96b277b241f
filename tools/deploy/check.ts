import { LAYOUT_SENTENCES } from '../../cloudfunctions/entries/cli/named-store'
import { canRun, timersOf } from './function-list'
import { isSet, wantedOf } from './function-settings'
import { NEEDED } from './needed'
import { DeployProblem } from './problem'
import { gapsInWords } from './sentences'
import type { Product, Site } from './site'
import type { Step } from './step'
import { survey } from './survey'
import { variablesIn } from './variables'

/** Changes nothing. */
export const check: Step = {
  title: '检查：云环境与需要的是否一致',
  needs: ['CLOUD_ENV', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'],
  plan: () => ['读出集合、索引、访问规则、数据的版本、云函数设置，逐项与需要的对照，什么都不改'],
  async run(site) {
    const { collections, environment } = await site.manager()
    site.say(`云环境 ${environment.id}：${environment.plan || '套餐未知'}，地域 ${environment.region}`)
    const unready = (await survey(collections, NEEDED)).flatMap(gapsInWords)
    const gaps = [
      ...(environment.status === 'NORMAL'
        ? []
        : [`云环境的状态是 ${environment.status}，不是正常（NORMAL）`]),
      ...unready,
      ...(unready.length === 0 ? await layoutGaps(site) : []),
      ...(await functionGaps(site)),
    ]
    if (gaps.length === 0)
      site.say(`${NEEDED.length} 个集合和 ${Object.keys(site.products).length} 个云函数都已就绪`)
    else throw new DeployProblem(`有 ${gaps.length} 处不一致：\n${gaps.map(gap => `  ${gap}`).join('\n')}`)
  },
}

/** Functions refuse documents that are laid out for another program, so somebody has to know of it. */
async function layoutGaps(site: Site): Promise<string[]> {
  const trouble = await site.layoutTrouble()
  return trouble === null ? [] : [LAYOUT_SENTENCES[trouble]]
}

async function functionGaps(site: Site): Promise<string[]> {
  const gaps: string[] = []
  for (const [name, product] of Object.entries(site.products))
    gaps.push(...(await gapsOf(site, name, product)))
  return gaps
}

async function gapsOf(site: Site, name: string, product: Product): Promise<string[]> {
  const found = await (await site.manager()).functions.find(name)
  if (!found) return [`没有云函数 ${name}`]
  const wanted = wantedOf(found, product, variablesIn(site.environment))
  const silent = timersOf(product).filter(
    timer => !found.timers.some(one => one.open && one.cron === timer.cron),
  )
  return [
    ...(found.status === 'Active' ? [] : [`云函数 ${name} 的状态是 ${found.status}，不是正常（Active）`]),
    ...(canRun(found) ? [] : [`云函数 ${name} 的运行环境是 ${found.runtime}，太旧`]),
    ...(isSet(found, wanted) ? [] : [`云函数 ${name} 的超时、内存或环境变量与需要的不同`]),
    ...(found.variables.JINENG_KEYS ? [] : [`云函数 ${name} 没有环境变量 JINENG_KEYS`]),
    ...silent.map(timer => `云函数 ${name} 没有按 ${timer.cron} 定时触发`),
  ]
}
