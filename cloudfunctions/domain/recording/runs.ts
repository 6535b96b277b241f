import type { Interval } from '../model'

/**
 * R2: clips of one camera, by start, are one run while the next starts at most `gapMs` after the latest end so far.
 * Cloud and local copies of the same minutes overlap and so fall together. A clip whose end is not after its start
 * is no recording and is left out.
 *
 * 2024-06-03, gap 10 s: 08:30:00-09:00:00, 09:00:10-09:30:00 and 09:30:10.001-09:50:00 are two runs,
 * 08:30:00-09:30:00 and 09:30:10.001-09:50:00.
 *
 * @param starts of the clips, rising
 * @param ends of the same clips
 */
export function mergeSorted(starts: ArrayLike<number>, ends: ArrayLike<number>, gapMs: number): Interval[] {
  const runs: Interval[] = []
  let start = Number.NaN
  let end = Number.NaN
  for (let i = 0; i < starts.length; i++) {
    const from = starts[i]!
    const to = ends[i]!
    if (to <= from) continue
    // Also true of the first clip, since nothing compares with NaN.
    if (!(from - end <= gapMs)) {
      if (end > start) runs.push({ start, end })
      start = from
      end = to
    } else if (to > end) end = to
  }
  if (end > start) runs.push({ start, end })
  return runs
}

/** {@link mergeSorted} for clips in any order. */
export function mergeRuns(clips: readonly Interval[], gapMs: number): Interval[] {
  const sorted = [...clips].sort((a, b) => a.start - b.start)
  return mergeSorted(
    sorted.map(clip => clip.start),
    sorted.map(clip => clip.end),
    gapMs,
  )
}
