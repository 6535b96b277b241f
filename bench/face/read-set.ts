import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { Pool } from '../../cloudfunctions/adapters/face-embedded/pool'
import type { Reading } from '../../cloudfunctions/adapters/face-embedded/reading'
import type { SetPicture } from './manifest'

export interface Looked {
  readonly of: SetPicture
  readonly reading: Reading
}

const AT_ONCE = 8

/** Every picture, looked at as the engine does. */
export async function readSet(pool: Pool, pictures: readonly SetPicture[]): Promise<readonly Looked[]> {
  const looked: Looked[] = []
  const left = pictures.entries()
  const readOn = async () => {
    for (const [place, of] of left) {
      const [reading] = await pool.read([await bytesOf(of)])
      looked[place] = { of, reading: reading! }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, readOn))
  return looked
}

/** Groups whose pictures are cut so closely around the face that no detector finds one; the rim is drawn out. */
const CLOSE_CUTS: ReadonlySet<string> = new Set(['nuaa'])
const RIM = 0.3

/** A picture as the engine is shown it. */
export async function bytesOf({ file, group }: SetPicture): Promise<Uint8Array> {
  const bytes = readFileSync(file)
  if (!CLOSE_CUTS.has(group)) return bytes
  const { width, height } = await sharp(bytes).metadata()
  const [x, y] = [Math.round(width * RIM), Math.round(height * RIM)]
  return sharp(bytes)
    .extend({ left: x, right: x, top: y, bottom: y, extendWith: 'copy' })
    .jpeg({ quality: 95 })
    .toBuffer()
}
