import type { Reading } from './tap-time'

/**
 * In place of a clock that nobody can set, where the phone has none, as in WeChat: the beats of the app's own timer.
 * Each comes after its time and never before it, so that they tell how long something took at least, whatever the
 * phone's clock was set to. While the app is stopped in the background none comes: such a gap, and a clock that jumps,
 * show in what that clock reads from one beat to the next. Then a new run of beats begins, which tells nothing of before
 * (decision 0006).
 */

export const BEAT_MS = 5_000
/** So late a beat comes on a busy phone. */
export const LATE_MS = 5_000

/** Beats without a gap. */
interface Run {
  readonly life: string
  beats: number
  /** What the phone's clock read at the last beat. */
  wall: number
}

let current: Run | null = null

function goesOn(run: Run, wall: number): boolean {
  const since = wall - run.wall
  return since >= 0 && since <= BEAT_MS + LATE_MS
}

/** Each beat asks for the next: those of an interval may pile up while the app is stopped, and come all at once. */
function askForBeat(run: Run): void {
  setTimeout(() => {
    if (run !== current) return
    const wall = Date.now()
    if (!goesOn(run, wall)) {
      current = null
      return
    }
    run.beats += 1
    run.wall = wall
    askForBeat(run)
  }, BEAT_MS)
}

function begin(wall: number): Run {
  const run = { life: `${wall}-${Math.random()}`, beats: 0, wall }
  current = run
  askForBeat(run)
  return run
}

/** What the phone reads by its own clock, and by the beats since this run of them began. */
export function readBeats(): Reading {
  const wall = Date.now()
  const { life, beats } = current !== null && goesOn(current, wall) ? current : begin(wall)
  return { wall, even: beats * BEAT_MS, grain: BEAT_MS, life }
}
