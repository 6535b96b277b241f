import { openCloudbaseStore } from '../../../adapters/cloudbase'
import { createSecrets } from '../../../adapters/node-crypto'
import { keyRingOf } from '../../../adapters/node-crypto/key-text'
import { systemClock } from '../../../adapters/system/clock'
import { PASSWORD_COST } from '../../../services/accounts/password'
import { CLASSES } from '../../../services/documents/classes'
import { adoptKeys } from '../../../services/keys/check'
import { holdingLayout } from '../../../services/layout/hold'
import type { Server } from '../../../services/server'
import { REMEMBERED_FOR_MS, remembering } from '../../remembering'
import { ezvizOf } from '../../settings/ezviz'
import { type Environment, SettingError } from '../../settings/setting-error'
import { faceVerifierOf } from './face'
import { messengerOf } from './messenger'
import { platformOf } from './platform'

/** What one instance of a function has, from its first event to its end. */
export interface Instance {
  readonly server: Server
  /** What pushed messages of the recording platform are signed with; null: none are accepted. */
  readonly webhookSecret: string | null
  /**
   * Resolves once the keys are known to be those of this store; to be awaited before anything is sealed.
   * @throws SecretsError, StoreError
   */
  keysHeld(): Promise<void>
}

let made: Promise<Instance> | null = null

/**
 * @param classesForMs how long the classes that were read are remembered, where another instance may write new ones
 * @throws SettingError, SecretsError for what was set for the function in the cloud and can't be used
 */
export function instance(classesForMs = REMEMBERED_FOR_MS): Promise<Instance> {
  made ??= newInstance(process.env, classesForMs)
  return made
}

async function newInstance(environment: Environment, classesForMs: number): Promise<Instance> {
  const ezviz = ezvizOf(environment)
  const secrets = createSecrets(keyRingOf(keysIn(environment)))
  const store = remembering(holdingLayout(openCloudbaseStore()), [CLASSES], systemClock, classesForMs)
  const server: Server = {
    store,
    clock: systemClock,
    passwordCost: PASSWORD_COST,
    secrets,
    faceVerifier: faceVerifierOf(environment),
    messenger: await messengerOf(environment),
    ...platformOf(ezviz),
  }
  let held: Promise<void> | null = null
  const holdKeys = async () => {
    try {
      await adoptKeys(store, secrets)
    } catch (error) {
      held = null
      throw error
    }
  }
  return {
    server,
    webhookSecret: ezviz?.webhookSecret ?? null,
    keysHeld: () => {
      held ??= holdKeys()
      return held
    },
  }
}

function keysIn({ JINENG_KEYS }: Environment): string {
  if (JINENG_KEYS) return JINENG_KEYS
  throw new SettingError('云函数还没有设置环境变量 JINENG_KEYS（数据加密密钥），请在部署时设置。')
}
