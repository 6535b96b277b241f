import { ManagerError } from '../../cloudfunctions/adapters/cloudbase-manager'
import { DeployProblem } from './problem'
import type { Site } from './site'

/**
 * Does it; when that fails, it may have been done all the same: somebody else was faster, or only the answer was lost.
 * So the environment is asked, and believed.
 */
export async function unlessDone(act: () => Promise<void>, isDone: () => Promise<boolean>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof ManagerError) || error.failure === 'credentials' || !(await isDone())) throw error
  }
}

const PAUSE_MS = 2_000
const TRIES = 150

/** Asks until it is so, for some five minutes. @throws DeployProblem */
export async function until(site: Site, what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    if (await isSo()) return
    await site.delay(PAUSE_MS)
  }
  throw new DeployProblem(`等了五分钟，${what}还没有完成：请在云开发控制台看它的状态，好了再运行一次。`)
}
