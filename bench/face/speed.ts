import sharp from 'sharp'
import { lastsOf } from '../../cloudfunctions/adapters/face-embedded/challenge'
import { likeness } from '../../cloudfunctions/adapters/face-embedded/models/features'
import { parametersOn } from '../../cloudfunctions/adapters/face-embedded/parameters'
import { Pool } from '../../cloudfunctions/adapters/face-embedded/pool'
import { verdictOn } from '../../cloudfunctions/adapters/face-embedded/verdict/judge'
import { dateOf } from '../../cloudfunctions/domain/time'
import { stretchesOf } from '../../miniprogram/trainee/today/face/pace'
import { BareModels } from './bare'
import type { FaceFiles } from './files'
import type { Looked } from './read-set'

const WORKERS = 2
const ROUNDS = 10
const A_ROUND = 100
const VERIFICATIONS = 2_000
const SINGLE = 100
const PICTURES = 40
const CLIPS = 40
const CLIPS_AT_ONCE = 4

const LEAST_A_SECOND = 20
const LEAST_RATIO = 0.8
const MOST_WARM_MS = 80
/** What a heap may grow by while it is warm and nothing is kept. */
const MOST_GROWTH = 1.1

/**
 * How many verifications a second, beside the bare models; how long one takes; the same of whole clips, as a check-in
 * has them; and whether memory stays flat.
 */
export async function tellSpeed(looked: readonly Looked[], files: FaceFiles): Promise<boolean> {
  const shown = looked.filter(({ reading }) => reading.picture?.face).slice(0, PICTURES)
  const pictures = await Promise.all(shown.map(({ of }) => asPhoneSends(of.file)))
  const template = shown[0]!.reading.picture!.face!.numbers
  const bare = await BareModels.open(files.bareWorker, files.models, pictures[0]!, WORKERS)
  const pool = await Pool.open({
    workerFile: files.worker,
    modelsFolder: files.models,
    workers: WORKERS,
    queue: 100,
    deadlineMs: 60_000,
  })
  const verify = async (place: number) => {
    const [reading] = await pool.read([pictures[place % pictures.length]!])
    return likeness(template, reading!.picture!.face?.numbers ?? template)
  }
  try {
    const kept = [await tellThroughput(verify, bare), await tellWarm(verify)]
    await tellClips(pool, pictures, template)
    kept.push(await tellMemory(verify))
    return !kept.includes(false)
  } finally {
    await Promise.all([pool.close(), bare.close()])
  }
}

type Verify = (place: number) => Promise<unknown>

/** A frame of a phone's front camera: 640 by 480 in JPEG. */
function asPhoneSends(file: string): Promise<Buffer> {
  return sharp(file)
    .resize(640, 480, { fit: 'contain', background: '#777' })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer()
}

/** Turn by turn, so that whatever else the machine does weighs on both. */
async function tellThroughput(verify: Verify, bare: BareModels): Promise<boolean> {
  const ours: Spent[] = []
  const theirs: Spent[] = []
  await many(verify, A_ROUND)
  await bare.run(A_ROUND)
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await spentOn(() => many(verify, A_ROUND)))
    theirs.push(await spentOn(() => bare.run(A_ROUND)))
  }
  const times = (of: keyof Spent) => [ours, theirs].map(rounds => middle(rounds.map(round => round[of])))
  const [mine, their] = times('seconds')
  const [work, bareWork] = times('processor')
  const aSecond = A_ROUND / mine!
  const ratio = their! / mine!
  console.log(`\n${WORKERS} workers, median of ${ROUNDS} rounds of ${A_ROUND}`)
  console.log(`  verifications a second ${aSecond.toFixed(1)}, at least ${LEAST_A_SECOND}`)
  console.log(`  bare models            ${(A_ROUND / their!).toFixed(1)}`)
  console.log(`  ratio                  ${ratio.toFixed(2)}, at least ${LEAST_RATIO}`)
  // What else the machine does costs whoever hands work from thread to thread more time, but no more work.
  console.log(`  ratio of processor time ${(bareWork! / work!).toFixed(2)}`)
  return aSecond >= LEAST_A_SECOND && ratio >= LEAST_RATIO
}

async function tellWarm(verify: Verify): Promise<boolean> {
  const times: number[] = []
  for (let i = 0; i < SINGLE; i++) times.push(1_000 * (await secondsOf(() => verify(i))))
  times.sort((one, other) => one - other)
  const p95 = times[Math.floor(SINGLE * 0.95)]!
  console.log(
    `  warm verdict ${middle(times).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, at most ${MOST_WARM_MS} ms`,
  )
  return middle(times) <= MOST_WARM_MS
}

const parameters = parametersOn(dateOf(Date.now()))
/** What is asked for, each step in the middle of its time; what it takes to look does not depend on what is seen. */
const STEPS = ['turn-left', 'nearer'] as const
const LASTS = lastsOf(STEPS, parameters.challenge, ({ least, most }) => (least + most) / 2)

/** A check-in by face is one clip, of as many pictures as the app takes. */
async function tellClips(pool: Pool, pictures: readonly Buffer[], numbers: Float32Array): Promise<void> {
  const shots = stretchesOf({ steps: STEPS, lasts: LASTS }, false).flatMap(({ step, shots: some }) =>
    some.map(() => step),
  )
  const template = { model: '', basis: 'frames', numbers: '' } as const
  const judge = async (place: number) => {
    const frames = shots.map((step, i) => ({
      picture: pictures[(place + i) % pictures.length]!,
      takenAt: i,
      step,
    }))
    const readings = await pool.read(frames.map(({ picture }) => picture))
    const clip = { steps: STEPS, lasts: LASTS, frames, openedAt: 0, arrivedAt: 0 }
    return verdictOn(clip, readings, template, numbers, parameters)
  }
  await judge(0)
  const times: number[] = []
  for (let i = 0; i < CLIPS; i++) times.push(1_000 * (await secondsOf(() => judge(i))))
  times.sort((one, other) => one - other)
  const seconds = await secondsOf(() => many(judge, CLIPS, CLIPS_AT_ONCE))
  console.log(`  a clip of ${shots.length} pictures`)
  console.log(
    `    alone ${middle(times).toFixed(0)} ms, p95 ${times[Math.floor(CLIPS * 0.95)]!.toFixed(0)} ms`,
  )
  console.log(`    ${CLIPS_AT_ONCE} at once: ${(CLIPS / seconds).toFixed(2)} a second`)
}

async function tellMemory(verify: Verify): Promise<boolean> {
  const sizes: number[] = []
  for (let done = 0; done < VERIFICATIONS; done += A_ROUND) {
    await many(verify, A_ROUND)
    sizes.push(process.memoryUsage().rss / 1e6)
  }
  const [first, second] = [sizes.slice(0, sizes.length / 2), sizes.slice(sizes.length / 2)].map(middle)
  console.log(
    `  memory over ${VERIFICATIONS}: first half ${first!.toFixed(0)} MB, second half ${second!.toFixed(0)} MB, ` +
      `at most ${Math.max(...sizes).toFixed(0)} MB`,
  )
  return second! <= first! * MOST_GROWTH
}

const AT_ONCE = 2 * WORKERS

async function many(verify: Verify, count: number, atOnce = AT_ONCE): Promise<void> {
  let next = 0
  const on = async () => {
    while (next < count) await verify(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, on))
}

interface Spent {
  readonly seconds: number
  /** Of all threads, in seconds. */
  readonly processor: number
}

async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const from = process.cpuUsage()
  const seconds = await secondsOf(work)
  const { user, system } = process.cpuUsage(from)
  return { seconds, processor: (user + system) / 1e6 }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1_000
}

function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!
}
