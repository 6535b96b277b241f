import sharp from 'sharp'

/** A decoded picture: rows of red, green and blue, 0 to 255, upright. */
export interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/** More bytes than a phone's camera makes of one frame. */
const MOST_BYTES = 5_000_000
/** More pixels than a phone's camera has that we would want to decode. */
const MOST_PIXELS = 25_000_000
/** Faces are looked for at this size; larger pictures are made smaller while they are decoded. */
const LONGEST_SIDE = 640

// One thread decodes one picture at a time, and none is ever asked for twice.
sharp.concurrency(1)
sharp.cache(false)

/** @returns null when it is no whole JPEG, PNG or WebP picture of a sensible size */
export async function decode(picture: Uint8Array): Promise<Pixels | null> {
  if (picture.length > MOST_BYTES || !isKnownFormat(picture)) return null
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return info.channels === 3 ? { data, width: info.width, height: info.height } : null
  } catch {
    // What the decoder can't read is an answer about the picture, not an outage.
    return null
  }
}

/** By the first bytes, so that nothing else ever reaches a decoder. */
function isKnownFormat(picture: Uint8Array): boolean {
  const begins = (at: number, ...bytes: readonly number[]) =>
    bytes.every((byte, i) => picture[at + i] === byte)
  const isJpeg = begins(0, 0xff, 0xd8, 0xff)
  const isPng = begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const isWebp = begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)
  return isJpeg || isPng || isWebp
}
