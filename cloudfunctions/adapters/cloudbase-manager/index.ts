import { setTimeout as delay } from 'node:timers/promises'
import { type CallerConfig, createCaller } from './call'
import { type Collections, createCollections } from './collections'
import { type CloudEnvironment, describeEnvironment } from './environment'
import { createFunctions, type Functions } from './functions'
import type { Credentials } from './signature'

export { CLOSED, type Index } from './collections'
export { ManagerError } from './failures'
export type { CloudFunction, FunctionSettings, Functions, Timer } from './functions'
export type { CloudEnvironment, Collections, Credentials }

export interface CloudManager {
  readonly environment: CloudEnvironment
  readonly collections: Collections
  readonly functions: Functions
}

export interface ManagerAddress {
  readonly env: string
  readonly credentials: Credentials
  /** Where the environment is asked for first; it says itself where it is. */
  readonly region: string
  /** One address in place of the platform's. */
  readonly endpoint?: string
}

type Pacing = Pick<CallerConfig, 'delay' | 'now'>
const REAL_PACING: Pacing = { delay: ms => delay(ms), now: Date.now }

/**
 * What the console can do and the functions' SDK can't: collections, indexes, who may read them, functions' settings.
 * @param pacing for tests alone @throws ManagerError when there is no such environment
 */
export async function openCloudManager(address: ManagerAddress, pacing = REAL_PACING): Promise<CloudManager> {
  const { env, ...config } = address
  const first = createCaller({ ...config, ...pacing })
  const environment = await describeEnvironment(first, env, address.region)
  const call = createCaller({ ...config, ...pacing, region: environment.region })
  return {
    environment,
    collections: createCollections(call, environment),
    functions: createFunctions(call, environment),
  }
}
