import type { Interval } from '../model'

/**
 * R2: clips of one camera, by start, are one run while the next starts at most `gapMs` after the latest end so far.
 * Cloud and local copies of the same minutes overlap and so fall together.
 *
 * 2024-06-03, gap 10 s: 08:30:00-09:00:00, 09:00:10-09:30:00 and 09:30:10.001-09:50:00 are two runs,
 * 08:30:00-09:30:00 and 09:30:10.001-09:50:00.
 *
 * Starts and ends may be sorted apart from each other. A run breaks before the k-th start just when all earlier clips
 * have ended by then; these are then the k-1 earliest ends, since every other clip ends after its own, later start.
 * So it is enough to hold the k-th start against the (k-1)-th end, and that end is the run's.
 *
 * @param starts of the clips, rising; each clip ends after its start
 * @param ends of the clips, rising
 */
export function mergeSorted(starts: ArrayLike<number>, ends: ArrayLike<number>, gapMs: number): Interval[] {
  const runs: Interval[] = []
  let first = 0
  for (let next = 1; next <= starts.length; next++) {
    if (next < starts.length && starts[next]! - ends[next - 1]! <= gapMs) continue
    runs.push({ start: starts[first]!, end: ends[next - 1]! })
    first = next
  }
  return runs
}

/** {@link mergeSorted} for clips in any order; a clip whose end is not after its start is no recording. */
export function mergeRuns(clips: readonly Interval[], gapMs: number): Interval[] {
  const held = clips.filter(clip => clip.end > clip.start)
  return mergeSorted(
    Float64Array.from(held, clip => clip.start).sort(),
    Float64Array.from(held, clip => clip.end).sort(),
    gapMs,
  )
}
