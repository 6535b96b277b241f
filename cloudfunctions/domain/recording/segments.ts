import type { Instant, Piece } from '../model'

/**
 * R4: the largest number of stretches of exactly `lengthMs` that can be laid, no two overlapping, each wholly inside
 * one piece, over all cameras together. Laying the stretch that ends earliest, again and again, is optimal: whatever
 * another choice would lay first ends no earlier, so it leaves no more room.
 *
 * Session 2024-06-03 08:30-11:40, stretches of 20 minutes. Camera 1 08:31-08:56 and camera 2 08:40-09:05: the first
 * stretch is 08:31-08:51; the next that ends earliest would be 08:51-09:11 of camera 2, which stops at 09:05, so the
 * count is 1. Had camera 2 run until 09:11, the count would be 2.
 *
 * @returns the stretches in time order, each a part of the piece that holds it
 */
export function layStretches(pieces: readonly Piece[], lengthMs: number): Piece[] {
  const open = pieces.filter(piece => piece.end - piece.start >= lengthMs)
  const laid: Piece[] = []
  for (let free = Number.NEGATIVE_INFINITY; ; ) {
    const next = earliestFit(open, free, lengthMs)
    if (next === null) return laid
    free = next.start + lengthMs
    laid.push({ ...next.piece, start: next.start, end: free })
  }
}

function earliestFit(
  pieces: readonly Piece[],
  free: Instant,
  lengthMs: number,
): { readonly piece: Piece; readonly start: Instant } | null {
  let best: { piece: Piece; start: Instant } | null = null
  for (const piece of pieces) {
    const start = Math.max(piece.start, free)
    if (start + lengthMs <= piece.end && (best === null || start < best.start)) best = { piece, start }
  }
  return best
}
