import { lastsOf } from '../../cloudfunctions/adapters/face-embedded/challenge'
import { parametersOn } from '../../cloudfunctions/adapters/face-embedded/parameters'
import type { Pool } from '../../cloudfunctions/adapters/face-embedded/pool'
import type { FaceReading } from '../../cloudfunctions/adapters/face-embedded/reading'
import { lapsesOf } from '../../cloudfunctions/adapters/face-embedded/verdict/lapses'
import { type Moved, movementOf, shows } from '../../cloudfunctions/adapters/face-embedded/verdict/steps'
import type { FaceStep } from '../../cloudfunctions/domain/evidence/face'
import { dateOf } from '../../cloudfunctions/domain/time'
import { stretchesOf } from '../../miniprogram/trainee/today/face/pace'
import { frameOf, jpegOf } from '../../test/support/face-clips/frame'
import type { PersonName } from '../../test/support/face-clips/people'
import { seeded } from './random'

const CLIPS = 2_000
const parameters = parametersOn(dateOf(Date.now()))

/** How long a turn of 35 degrees takes somebody, and a turn of others in proportion to the root. Milliseconds. */
const PACES = [
  { name: 'usual pace, 0.4 to 0.8 s a turn', elder: false, reacts: 420, turns: [400, 800] },
  { name: 'usual pace, 0.7 to 1.0 s a turn', elder: false, reacts: 420, turns: [700, 1_000] },
  { name: 'usual pace, 0.3 to 0.4 s a turn', elder: false, reacts: 420, turns: [300, 400] },
  { name: 'elder pace, 0.6 to 1.3 s a turn', elder: true, reacts: 600, turns: [600, 1_300] },
] as const
type Pace = (typeof PACES)[number]

const CHALLENGES: readonly (readonly FaceStep[])[] = [
  ['turn-left', 'turn-right'],
  ['turn-right', 'turn-left'],
  ['turn-left', 'nearer'],
  ['turn-right', 'nearer'],
  ['nearer', 'turn-left'],
  ['nearer', 'turn-right'],
]

/** What is measured of a head that is turned by some degrees. */
type Head = (degrees: number) => Pick<Moved['movement'], 'depth' | 'breadth'>

/** Degrees by which each must be turned to look straight ahead: so their pictures were taken. */
const AHEAD: Readonly<Record<PersonName, number>> = { trainee: 0, other: 0, third: 20 }

/**
 * How often somebody who turns their head as asked is refused because nobody saw it coming, by how quickly they turn:
 * the engine measures generated heads at every angle, and made movements go through them at the moments at which the app
 * takes its pictures. The last head is none that was generated: one that moves as was measured of real faces.
 */
export async function tellTurners(pool: Pool): Promise<void> {
  const heads: [string, Head][] = []
  for (const person of ['trainee', 'other', 'third'] as const)
    heads.push([person, await headOf(pool, person)])
  heads.push(['as measured', measuredHead])
  for (const pace of PACES) {
    console.log(
      `\n${pace.name}: of ${CLIPS} clips of each, not turned in time; of the others refused as sudden`,
    )
    for (const [name, head] of heads) {
      const told = CHALLENGES.map(steps => tellOf(steps, sharesOf(head, steps, pace)))
      console.log(`  ${name.padEnd(11)} ${told.join('  ')}`)
    }
  }
}

function tellOf(steps: readonly FaceStep[], { missed, sudden }: Shares): string {
  const percent = (share: number) => (Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`)
  return `${steps.join('+').replaceAll('turn-', '')} ${percent(missed)} ${percent(sudden)}`
}

/** Twenty degrees move the nose by what a turn must come to. */
function measuredHead(degrees: number) {
  const most = 45
  const turned = Math.max(-most, Math.min(most, degrees))
  return { depth: (0.06 * turned) / 20, breadth: Math.cos((turned * Math.PI) / 180) }
}

const [FARTHEST, APART] = [60, 2.5]

async function headOf(pool: Pool, person: PersonName): Promise<Head> {
  const straight = await faceOf(pool, person, AHEAD[person])
  const measured = new Map<number, ReturnType<Head>>()
  for (let turn = -FARTHEST; turn <= FARTHEST; turn += APART) {
    const face = straight && (await faceOf(pool, person, turn))
    if (face) measured.set(turn, movementOf(straight, face))
  }
  return degrees => {
    const turn = Math.max(-FARTHEST, Math.min(FARTHEST - APART, degrees + AHEAD[person]))
    const below = Math.floor(turn / APART) * APART
    const share = (turn - below) / APART
    const [one, other] = [measured.get(below), measured.get(below + APART)]
    const between = (of: 'depth' | 'breadth') =>
      one && other ? one[of] * (1 - share) + other[of] * share : Number.NaN
    return { depth: between('depth'), breadth: between('breadth') }
  }
}

async function faceOf(pool: Pool, person: PersonName, turn: number): Promise<FaceReading | null> {
  const [reading] = await pool.read([await jpegOf(await frameOf({ person, turn }))])
  return reading?.picture?.face ?? null
}

interface Shares {
  /** Of all clips. */
  readonly missed: number
  /** Of those in which everything was seen that was asked for. */
  readonly sudden: number
}

function sharesOf(head: Head, steps: readonly FaceStep[], pace: Pace): Shares {
  const random = seeded(11)
  let [missed, sudden] = [0, 0]
  for (let i = 0; i < CLIPS; i++) {
    const { clip, moved } = filmOf(head, steps, pace, random)
    const seen = steps.every((step, place) =>
      moved.some(one => one.step === place && shows(step, one.movement, parameters.liveness)),
    )
    if (!seen) missed += 1
    else if (lapsesOf(clip, moved, parameters).length > 0) sudden += 1
  }
  return { missed: missed / CLIPS, sudden: sudden / (CLIPS - missed) }
}

type Random = () => number

function within(random: Random, [least, most]: readonly [number, number]): number {
  return least + (most - least) * random()
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
}

/** How far one reading of a face that stays as it is differs from the next. */
const NOISE = { depth: 0.0015, breadth: 0.005, degrees: 0.7 }
/** How long a picture takes at most to be made, and how late a phone's timer may be. Milliseconds. */
const [MAKING, LATE] = [60, 25]

function filmOf(head: Head, steps: readonly FaceStep[], pace: Pace, random: Random) {
  const lasts = lastsOf(steps, parameters.challenge, ({ least, most }) => within(random, [least, most]))
  const stretches = stretchesOf({ steps, lasts }, pace.elder)
  const begins = stretches.map((_, i) => stretches.slice(0, i).reduce((sum, one) => sum + one.lasts, 0))
  const at = actOf(steps, begins.slice(1), pace, random)
  const frames = stretches.flatMap(({ shots, step: asked }, i) => {
    let free = 0
    return shots.map(shot => {
      const after = Math.max(shot, free) + within(random, [0, LATE])
      free = after + within(random, [MAKING / 3, MAKING])
      return { picture: new Uint8Array(), takenAt: begins[i]! + after, step: asked }
    })
  })
  const moved = frames.map(({ takenAt, step: asked }): Moved => {
    const { degrees, size } = at(takenAt)
    const { depth, breadth } = head(degrees + NOISE.degrees * normal(random))
    const movement = {
      depth: depth + NOISE.depth * normal(random),
      breadth: breadth + NOISE.breadth * normal(random),
      size,
    }
    return { step: asked, movement }
  })
  return { clip: { steps, lasts, frames, openedAt: 0, arrivedAt: 60_000 }, moved }
}

/** Where the head is at a moment, and how large: it goes to each place smoothly, once it was seen what is asked. */
function actOf(steps: readonly FaceStep[], asked: readonly number[], pace: Pace, random: Random) {
  let [degrees, size] = [0, 1]
  const moves = steps.map((step, place) => {
    const from = { degrees, size }
    degrees =
      step === 'turn-left' ? within(random, [25, 45]) : step === 'turn-right' ? -within(random, [25, 45]) : 0
    size = step === 'nearer' ? 1.4 : 1
    const begins = asked[place]! + Math.max(200, pace.reacts + 120 * normal(random))
    const lasts = within(random, pace.turns) * Math.max(0.6, Math.sqrt(Math.abs(degrees - from.degrees) / 35))
    return { from, to: { degrees, size }, begins, lasts }
  })
  return (moment: number) => {
    const move = moves.filter(({ begins }) => begins <= moment).at(-1)
    if (move === undefined) return { degrees: 0, size: 1 }
    const share = Math.min(1, (moment - move.begins) / move.lasts)
    const gone = share * share * (3 - 2 * share)
    const between = (of: 'degrees' | 'size') => move.from[of] + (move.to[of] - move.from[of]) * gone
    return { degrees: between('degrees'), size: between('size') }
  }
}
