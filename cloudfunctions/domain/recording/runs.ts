import type { Interval } from '../model'

/**
 * R2: clips of one camera, by start, are one run while the next starts at most `gapMs` after the latest end so far.
 * Cloud and local copies of the same minutes overlap and so fall together. A clip whose end is not after its start
 * is no recording and is left out.
 *
 * 2024-06-03, gap 10 s: 08:30:00-09:00:00, 09:00:10-09:30:00 and 09:30:10.001-09:50:00 are two runs,
 * 08:30:00-09:30:00 and 09:30:10.001-09:50:00.
 */
export function mergeRuns(clips: readonly Interval[], gapMs: number): Interval[] {
  const runs: { start: number; end: number }[] = []
  for (const clip of [...clips].sort((a, b) => a.start - b.start)) {
    if (clip.end <= clip.start) continue
    const running = runs.at(-1)
    if (running && clip.start - running.end <= gapMs) running.end = Math.max(running.end, clip.end)
    else runs.push({ start: clip.start, end: clip.end })
  }
  return runs
}
