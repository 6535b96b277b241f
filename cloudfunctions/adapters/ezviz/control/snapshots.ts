import * as z from 'zod'
import type { Camera, Instant } from '../../../domain/model'
import type { Snapshot } from '../../../ports/camera-control'
import type { EzvizClient } from '../client'
import { isRefusal, unreadable } from '../codes'
import type { EzvizDeps } from '../config'
import { createDayGate, type DayGate } from '../day-gate'
import { formOf, lapp } from '../question'

const PATH = '/api/lapp/device/capture'
/** Between two captures of one camera, which takes more often badly. */
const APART_MS = 4_000
const PICTURE_LIFE_MS = 2 * 3_600_000
const USED_UP_CODE = '10028'
const USED_UP = '今天的抓拍次数已用完，明天可以再抓拍；录像和查询不受影响。'

const picture = z.object({ picUrl: z.url({ protocol: /^https?$/ }) })

/** One camera's captures: one at a time, at least {@link APART_MS} apart, those of a repeated call too. */
class Shutter {
  #lastAt: Instant | null = null
  #underWay: Promise<Snapshot> | null = null

  constructor(private readonly deps: EzvizDeps) {}

  /** Waits for the next moment at which the camera may be asked. */
  readonly turn = async (): Promise<void> => {
    const since = this.#lastAt === null ? APART_MS : this.deps.now() - this.#lastAt
    if (since < APART_MS) await this.deps.delay(APART_MS - Math.max(0, since))
    this.#lastAt = this.deps.now()
  }

  /** @param take resolves with the address of a picture */
  picture(take: () => Promise<string>): Promise<Snapshot> {
    this.#underWay ??= this.#take(take).finally(() => {
      this.#underWay = null
    })
    return this.#underWay
  }

  async #take(take: () => Promise<string>): Promise<Snapshot> {
    const url = await take()
    const takenAt = this.#lastAt ?? this.deps.now()
    return { url, takenAt, expiresAt: takenAt + PICTURE_LIFE_MS }
  }
}

/** Takes pictures until the platform says that the day's are used up. */
export class Snapshots {
  readonly #shutters = new Map<string, Shutter>()
  readonly #gate: DayGate

  constructor(
    private readonly client: () => EzvizClient,
    private readonly deps: EzvizDeps,
  ) {
    this.#gate = createDayGate(Number.POSITIVE_INFINITY, USED_UP, deps.now)
  }

  /** @throws RecordingSourceError */
  async take(camera: Camera, requestId: string): Promise<Snapshot> {
    this.#gate.admit()
    const form = formOf(camera)
    const key = `${form.deviceSerial} ${form.channelNo}`
    const shutter = this.#shutters.get(key) ?? new Shutter(this.deps)
    this.#shutters.set(key, shutter)
    const question = { ...lapp(PATH, form), turn: shutter.turn }
    return shutter.picture(async () => {
      const read = picture.safeParse(await this.#capture(question, requestId))
      if (!read.success) throw unreadable('抓拍图片', read.error)
      return read.data.picUrl
    })
  }

  async #capture(question: Parameters<EzvizClient['call']>[0], requestId: string): Promise<unknown> {
    try {
      return (await this.client().call(question, requestId)).data
    } catch (error) {
      if (isRefusal(error, [USED_UP_CODE])) this.#gate.close()
      throw error
    }
  }
}
