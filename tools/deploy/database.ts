import { CLOSED, type Collections, ManagerError } from '../../cloudfunctions/adapters/cloudbase-manager'
import { unlessDone, until } from './again'
import { NEEDED, type NeededCollection } from './needed'
import { DeployProblem } from './problem'
import { gapsInWords, indexInWords, obstaclesInWords } from './sentences'
import type { Site } from './site'
import type { Step } from './step'
import { compare, type Survey, survey } from './survey'

export const database: Step = {
  title: '数据库：集合、索引、访问规则',
  needs: ['CLOUD_ENV', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'],
  plan: () =>
    NEEDED.map(
      ({ name, indexes }) => `建立集合 ${name}，只许云函数读写；${indexes.map(indexInWords).join('；')}`,
    ),
  async run(site) {
    const { collections } = await site.manager()
    const surveys = await survey(collections, NEEDED)
    demandClearWay(surveys)
    for (const [at, found] of surveys.entries()) {
      const needed = NEEDED[at]
      if (needed) await complete(site, collections, needed, found)
    }
  },
}

/** Before anything is changed: what stands there may serve somebody's questions, so a person decides. */
function demandClearWay(surveys: readonly Survey[]): void {
  const obstacles = surveys.flatMap(obstaclesInWords)
  if (obstacles.length === 0) return
  throw new DeployProblem(
    `有 ${obstacles.length} 个已有的索引与需要的不同，什么都没有改：\n${obstacles.map(line => `  ${line}`).join('\n')}\n` +
      '请在云开发控制台 → 数据库 → 该集合 → 索引管理中删除占位置的索引（只删索引，不要删集合），再运行一次。',
  )
}

async function complete(
  site: Site,
  collections: Collections,
  needed: NeededCollection,
  found: Survey,
): Promise<void> {
  const { name } = needed
  if (!found.exists) {
    await unlessDone(
      () => collections.create(name),
      async () => (await collections.names()).includes(name),
    )
    site.say(`已建立集合 ${name}`)
  }
  if (!found.closed) await close(site, collections, name)
  if (found.missing.length > 0) await index(site, collections, needed, found)
  if (gapsInWords(found).length === 0) site.say(`集合 ${name} 已经就绪`)
}

/** Asked for even of a new collection: were it open, everybody's data would be. */
async function close(site: Site, collections: Collections, name: string): Promise<void> {
  if ((await collections.access(name)) === CLOSED) return
  await collections.close(name)
  if ((await collections.access(name)) !== CLOSED) {
    throw new DeployProblem(
      `集合 ${name} 的权限改不成“仅管理员可读写”：请在云开发控制台 → 数据库 → ${name} → 权限设置中手工改，再运行一次。`,
    )
  }
  site.say(`集合 ${name} 已改为只许云函数读写`)
}

async function index(
  site: Site,
  collections: Collections,
  { name, indexes }: NeededCollection,
  { missing }: Survey,
): Promise<void> {
  const complete = async () => compare(indexes, await collections.indexes(name)).missing.length === 0
  try {
    await unlessDone(() => collections.createIndexes(name, missing), complete)
  } catch (error) {
    if (!(error instanceof ManagerError) || !/duplicate key|E11000/i.test(error.message)) throw error
    throw new DeployProblem(
      `集合 ${name} 里已有重复的数据，${missing
        .filter(one => one.unique)
        .map(indexInWords)
        .join('、')}建不起来：` +
        '这不是本程序写下的数据，请核对环境是否选错；确属本环境时请联系开发者，不要删数据。',
      { cause: error },
    )
  }
  await until(site, `集合 ${name} 的索引`, complete)
  site.say(`集合 ${name} 已建立${missing.map(indexInWords).join('、')}`)
}
