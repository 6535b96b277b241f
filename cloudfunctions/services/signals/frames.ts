import type { FrameMark } from '../../domain/evidence/face'

/** Of a SHA-256, in hex: enough that no two of a city's frames are taken for one by chance. */
const EXACT_DIGITS = 16

/**
 * Some frames' marks in one text, from which they can be read again, the hash of the bytes cut short.
 * Worked: two frames, 250 ms apart, `1a2b3c4d5e6f7a8b,0f0f0f0f0f0f0f0f,0 99aa…,0f0f0f0f0f0f0f0e,250`.
 */
export function packFrames(frames: readonly FrameMark[]): string {
  return frames
    .map(({ exact, alike, takenAt }) => [exact.slice(0, EXACT_DIGITS), alike, takenAt ?? ''].join(','))
    .join(' ')
}

export function unpackFrames(packed: string): FrameMark[] {
  if (packed === '') return []
  return packed.split(' ').map(frame => {
    const [exact = '', alike = '', takenAt = ''] = frame.split(',')
    return { exact, alike, ...(takenAt !== '' && { takenAt: Number(takenAt) }) }
  })
}
