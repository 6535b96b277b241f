import { openCloudbaseStore } from '../../cloudfunctions/adapters/cloudbase'
import { createSecrets } from '../../cloudfunctions/adapters/node-crypto'
import { newKeyRing } from '../../cloudfunctions/adapters/node-crypto/key-ring'
import type { Answers, Input, Operation } from '../../cloudfunctions/contract/app'
import { instantOf } from '../../cloudfunctions/domain/time'
import { insert, type Store } from '../../cloudfunctions/ports/store'
import { hashPassword, type PasswordRecord } from '../../cloudfunctions/services/accounts/password'
import { bindInWechat } from '../../cloudfunctions/services/accounts/wechat'
import { ACCOUNTS } from '../../cloudfunctions/services/documents/accounts'
import {
  CLASSES,
  type ClassRecord,
  PROJECTS,
  TRAINEES,
} from '../../cloudfunctions/services/documents/classes'
import { read } from '../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS, type TraineeDayEvent } from '../../cloudfunctions/services/documents/trainee-days'
import { sealTrainee } from '../../cloudfunctions/services/id-numbers/seal'
import { adoptKeys } from '../../cloudfunctions/services/keys/check'
import { accountWith } from '../support/account'
import { actAsFunction } from '../support/act-as-function'
import { type RunningGateway, startGateway } from '../support/cloudbase-gateway'
import { DECLARED } from '../support/cloudbase-gateway/declared'
import { keysTextOf } from '../support/development-cloud/keys'
import { type FunctionHost, startFunctionHost } from '../support/function-host'
import { type ClockedEvent, type ClockedResult, clockedFunctions } from '../support/function-host/clocked'
import { APP_ID } from '../support/function-host/environment'
import { startWechatFace, type WechatFace } from '../support/wechat-face'

const APP_SECRET = '0123456789abcdef0123456789abcdef'
export const PASSWORD = 'pass word 1'
const DATE = '2026-06-01'
const CLASS_ID = 'C1'
const CHEAP = { N: 16, r: 1, p: 1 }
const TIMEOUT_MS = 30_000

/** A trainee whose phone is bound to the account. */
export interface Person {
  readonly traineeId: string
  /** For the sign-in. */
  readonly name: string
  readonly openId: string
  readonly idNumber: string | null
}

interface Told {
  readonly status: number
  readonly body: unknown
}

/**
 * The built function of the app over the stand-ins of the cloud's gateway and of WeChat's face verification, all of them
 * at whatever time it is told to be: at first in the morning of a class-day, ten minutes before the lesson.
 */
export class FaceSite {
  now = instantOf(DATE, '08:20')
  /** What the function wrote on its log. */
  readonly lines: string[] = []
  gateway!: RunningGateway
  wechat!: WechatFace
  app!: FunctionHost
  readonly people: Person[] = []
  readonly #secrets
  readonly #ring = newKeyRing()
  #store!: Store
  #password!: PasswordRecord
  #removeClocked = () => {}
  /** Whoever fills the store signs by this machine's clock. */
  #isWithin = false

  private constructor() {
    this.#secrets = createSecrets(this.#ring)
  }

  /** @param functionsFolder of the built functions */
  static async open(functionsFolder: string): Promise<FaceSite> {
    actAsFunction()
    const site = new FaceSite()
    const gatewayNow = () => (site.#isWithin ? Date.now() : site.now)
    site.gateway = await startGateway({ collections: DECLARED, now: gatewayNow })
    site.wechat = await startWechatFace({ appId: APP_ID, appSecret: APP_SECRET, now: () => site.now })
    site.#store = openCloudbaseStore(site.gateway.address)
    site.#password = await hashPassword(PASSWORD, CHEAP)
    await site.#within(() => site.#furnish())
    const { folder, remove } = clockedFunctions(functionsFolder, ['app'])
    site.#removeClocked = remove
    site.app = startFunctionHost({
      folder,
      fn: 'app',
      workers: 2,
      gateway: site.gateway.address,
      environment: {
        JINENG_KEYS: keysTextOf(site.#ring),
        WECHAT_APPID: APP_ID,
        WECHAT_APP_SECRET: APP_SECRET,
        WECHAT_API_BASE_URL: site.wechat.url,
      },
      timeoutMs: TIMEOUT_MS,
      onLine: line => void site.lines.push(line),
    })
    return site
  }

  /** A trainee of the class. @param bound false: who has yet to sign in on a phone */
  async newPerson({ bound = true, idNumber = true } = {}): Promise<Person> {
    const traineeId = `T${this.people.length + 1}`
    const person: Person = {
      traineeId,
      name: traineeId.toLowerCase(),
      openId: `o${traineeId}`.padEnd(28, '_'),
      idNumber: idNumber ? `31010119980101${String(this.people.length).padStart(4, '0')}` : null,
    }
    this.people.push(person)
    await this.#within(() => this.#enrol(person, bound))
    return person
  }

  /** One who has consented to WeChat's check of the face. */
  async newConsenting(given: { readonly idNumber?: boolean } = {}): Promise<Person> {
    const person = await this.newPerson(given)
    const { text } = await this.answer(person, 'face-standing', {})
    await this.answer(person, 'give-face-consent', { version: text.version })
    return person
  }

  /** @throws FunctionFailure */
  async ask<K extends Operation>(
    { openId }: Pick<Person, 'openId'>,
    operation: K,
    input: Input<K>,
  ): Promise<Told> {
    const event: ClockedEvent = { at: this.now, event: { operation, input } }
    const { result } = (await this.app.invoke(event, { openId })) as ClockedResult
    return result as Told
  }

  /** @throws Error for what is refused */
  async answer<K extends Operation>(
    who: Pick<Person, 'openId'>,
    operation: K,
    input: Input<K>,
  ): Promise<Answers[K]> {
    const { status, body } = await this.ask(who, operation, input)
    if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`)
    return body as Answers[K]
  }

  /** What is kept of the person's day, in its order. */
  events({ traineeId }: Person): Promise<readonly TraineeDayEvent[]> {
    return this.#within(
      async () => (await read(this.#store, TRAINEE_DAYS, `${traineeId} ${DATE}`))?.events ?? [],
    )
  }

  async close(): Promise<void> {
    await this.app?.close()
    await this.#store?.close()
    await this.wechat?.close()
    await this.gateway?.close()
    this.#removeClocked()
  }

  async #within<T>(act: () => Promise<T>): Promise<T> {
    this.#isWithin = true
    try {
      return await act()
    } finally {
      this.#isWithin = false
    }
  }

  async #furnish(): Promise<void> {
    await adoptKeys(this.#store, this.#secrets)
    const project = { id: 'P1', employer: '某企业', provider: '某学校' }
    await this.#store.commit([
      insert(PROJECTS, { ...project, plannedTrainees: 40, employmentDemand: 40 }),
      insert(CLASSES, CLASS_RECORD),
    ])
  }

  async #enrol({ traineeId, name, openId, idNumber }: Person, bound: boolean): Promise<void> {
    const trainee = {
      id: traineeId,
      classId: CLASS_ID,
      name: `学员${traineeId}`,
      population: 'other',
      ...(idNumber !== null && { idNumber }),
    } as const
    const account = accountWith({
      id: `A-${traineeId}`,
      name,
      role: 'trainee',
      traineeId,
      traineeClassId: CLASS_ID,
      password: this.#password,
    })
    await this.#store.commit([
      insert(TRAINEES, sealTrainee(this.#secrets, trainee)),
      insert(ACCOUNTS, account),
    ])
    const server = { store: this.#store, secrets: this.#secrets, clock: { now: () => this.now } }
    if (bound && !(await bindInWechat(server, account, openId))) throw new Error(`${name} has no phone`)
  }
}

const CLASS_RECORD: ClassRecord = {
  id: CLASS_ID,
  title: '工业机器人系统操作员 1 班',
  occupation: '工业机器人系统操作员',
  provider: '某学校',
  room: null,
  lessonTitles: {},
  training: {
    id: CLASS_ID,
    projectId: 'P1',
    occupationCode: '6-31-07-03',
    policy: 'changchun-2024',
    approvedOn: '2026-05-20',
    cameras: [],
    lessons: [
      {
        id: `${CLASS_ID}-1`,
        date: DATE,
        start: '08:30',
        end: '11:40',
        hours: 4,
        kind: 'practice',
        delivery: 'onsite',
      },
    ],
  },
}
