import { unlessDone } from './again'
import { canRun, RUNTIME, untilReady } from './function-list'
import { DeployProblem } from './problem'
import type { Product, Site } from './site'
import type { Step } from './step'

/**
 * The official uploader makes a function that isn't there with Node 8, which can't be changed any more. So a function is
 * made by the manager's interface first, and only then is its code uploaded.
 */
export const functions: Step = {
  title: '云函数：建立并上传代码',
  needs: [
    'CLOUD_ENV',
    'TENCENTCLOUD_SECRETID',
    'TENCENTCLOUD_SECRETKEY',
    'WECHAT_APPID',
    'WECHAT_UPLOAD_KEY',
  ],
  plan: ({ products }) =>
    Object.keys(products).map(name => `建立云函数 ${name}（${RUNTIME}），构建并上传它的代码`),
  async run(site) {
    const folder = site.builtFunctions()
    for (const [name, { limits }] of Object.entries(site.products)) {
      await make(site, name, limits)
      await upload(site, name, `${folder}/${name}`)
    }
  },
}

async function make(site: Site, name: string, limits: Product['limits']): Promise<void> {
  const manager = await site.manager()
  const found = await manager.functions.find(name)
  if (found === null) {
    await unlessDone(
      () => manager.functions.create(name, RUNTIME, { ...limits, variables: {} }),
      async () => (await manager.functions.find(name)) !== null,
    )
    await untilReady(site, name)
    site.say(`已建立云函数 ${name}`)
    return
  }
  if (canRun(found)) return
  throw new DeployProblem(
    `云函数 ${name} 的运行环境是 ${found.runtime}，建好后不能改，程序需要 ${RUNTIME}。` +
      `请在云开发控制台 → 云函数中删除 ${name}（数据在数据库里，不受影响），再运行一次。`,
  )
}

/** Every time: which code a function has nobody tells, and another computer may have uploaded since. */
async function upload(site: Site, name: string, folder: string): Promise<void> {
  await untilReady(site, name)
  await site.uploader().uploadFunction(name, folder)
  await untilReady(site, name)
  site.say(`已上传云函数 ${name}`)
}
