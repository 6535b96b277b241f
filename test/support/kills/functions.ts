import { setTimeout as pause } from 'node:timers/promises'
import { openCloudbaseStore } from '../../../cloudfunctions/adapters/cloudbase'
import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Answers, Input, Operation } from '../../../cloudfunctions/contract/app'
import type { Store } from '../../../cloudfunctions/ports/store'
import { adoptKeys } from '../../../cloudfunctions/services/keys/check'
import { actAsFunction } from '../act-as-function'
import { deployedLimits } from '../build-functions'
import { type RunningGateway, startGateway } from '../cloudbase-gateway'
import { DECLARED } from '../cloudbase-gateway/declared'
import { keysTextOf } from '../development-cloud/keys'
import { type FunctionHost, startFunctionHost } from '../function-host'
import { FunctionFailure } from '../function-host/failure'
import { everybodyIn, makeRush, type Rush, type RushPerson } from '../rush'
import { boundInWechat } from './people-in-wechat'
import { BrokenLine, type Life, type Site } from './site'

const APP_WORKERS = 4
const CATCH_UP_MS = 60_000
/** Between two tries of what could not be done just now, as an app makes them. */
const AGAIN_MS = 100
/** The others go on for at most so long after the first has been killed. */
const ALONE_MS = 200

/**
 * The built functions over the SDK against the stand-in of the gateway, everybody bound to a telephone. What is killed
 * are the functions' instances; the database is the cloud's, and stays.
 */
export class FunctionSite implements Site {
  private constructor(
    readonly rush: Rush,
    private readonly gateway: RunningGateway,
    private readonly store: Store,
    private readonly openIds: ReadonlyMap<RushPerson, string>,
    readonly app: FunctionHost,
    private readonly rounds: FunctionHost,
  ) {}

  /** @param folder of the built functions */
  static async open(folder: string, size = { classes: 10, traineesPerClass: 30 }): Promise<FunctionSite> {
    actAsFunction()
    // What a killed instance has locked is free again sooner than in the cloud, so that a run takes minutes.
    const patience = { lockWaitMs: 500, transactionMs: 3_000 }
    const gateway = await startGateway({ collections: DECLARED, ...patience })
    const store = openCloudbaseStore(gateway.address)
    const ring = newKeyRing()
    const secrets = createSecrets(ring)
    await adoptKeys(store, secrets)
    const rush = await makeRush(store, secrets, size)
    const openIds = await boundInWechat(store, secrets, everybodyIn(rush))
    const given = {
      folder,
      gateway: gateway.address,
      environment: { JINENG_KEYS: keysTextOf(ring) },
      onLine: () => {},
    }
    const app = startFunctionHost({ ...given, ...deployedLimits('app'), fn: 'app', workers: APP_WORKERS })
    const rounds = startFunctionHost({ ...given, ...deployedLimits('rounds'), fn: 'rounds', workers: 1 })
    return new FunctionSite(rush, gateway, store, openIds, app, rounds)
  }

  openIdOf(person: RushPerson): string {
    const openId = this.openIds.get(person)
    if (openId === undefined) throw new Error(`${person.account.name} has no telephone`)
    return openId
  }

  /** Resolves when every instance of the app's function is warm. */
  async warm(): Promise<void> {
    const one = this.openIdOf(this.rush.supervisors[0]!)
    const asked = Array.from({ length: APP_WORKERS }, () =>
      this.app.invoke({ operation: 'who-am-i', input: {} }, { openId: one }),
    )
    await Promise.all(asked)
  }

  async begin(): Promise<Life> {
    await this.warm()
    let isAlive = true
    const timer = this.#keepTicking(() => isAlive)
    const end = async () => {
      isAlive = false
      await Promise.all([this.app.killAll(), this.rounds.killAll()])
      await timer
    }
    return {
      kill: async () => {
        await this.app.kill()
        await pause(Math.random() * ALONE_MS)
        await end()
      },
      stop: async () => {
        await end()
        return null
      },
      ask: (by, operation, input) => this.#ask(by, operation, input, () => isAlive),
    }
  }

  read<T>(reading: (store: Store) => Promise<T>): Promise<T> {
    return reading(this.store)
  }

  /** A new instance of the timer's function, which looks at everything once. */
  async caughtUp(): Promise<void> {
    await this.rounds.killAll()
    const until = Date.now() + CATCH_UP_MS
    while ((await this.#tick()) && Date.now() < until) await pause(AGAIN_MS)
  }

  async close(): Promise<void> {
    await Promise.all([this.app.close(), this.rounds.close()])
    await this.store.close()
    await this.gateway.close()
  }

  async #keepTicking(goOn: () => boolean): Promise<void> {
    while (goOn()) {
      await this.#tick()
      await pause(AGAIN_MS)
    }
  }

  /** @returns whether work is left */
  async #tick(): Promise<boolean> {
    try {
      const event = { Type: 'Timer', TriggerName: 'tick', Time: new Date().toISOString(), Message: '' }
      return ((await this.rounds.invoke(event, { source: 'timer' })) as { left: boolean }).left
    } catch (error) {
      if (error instanceof FunctionFailure) return true
      throw error
    }
  }

  async #ask<K extends Operation>(
    by: RushPerson,
    operation: K,
    input: Input<K>,
    isAlive: () => boolean,
  ): Promise<Answers[K] | null> {
    for (;;) {
      if (!isAlive()) throw new BrokenLine('killed')
      const { status, body } = await this.#invoked({ operation, input }, this.openIdOf(by))
      if (status === 200) return body as Answers[K]
      if (status === 409) return null
      // A killed instance may have left a lock behind, which ends by itself.
      if (status !== 503) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`)
      await pause(AGAIN_MS)
    }
  }

  async #invoked(event: object, openId: string): Promise<{ status: number; body: unknown }> {
    try {
      return (await this.app.invoke(event, { openId })) as { status: number; body: unknown }
    } catch (cause) {
      if (cause instanceof FunctionFailure) throw new BrokenLine('no answer', { cause })
      throw cause
    }
  }
}
