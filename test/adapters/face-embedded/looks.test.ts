import { looksOf } from '../../../cloudfunctions/adapters/face-embedded/picture/looks'
import { Pyramid } from '../../../cloudfunctions/adapters/face-embedded/picture/pyramid'
import { NO_LOOKS } from '../../../cloudfunctions/domain/evidence/face'
import { bitsApart, looksOf as bitsOf } from '../../../cloudfunctions/domain/signals/alike'

const WIDTH = 120
const HEIGHT = 160

/** A grey picture, by the brightness of each place. */
function picture(brightness: (x: number, y: number) => number): Pyramid {
  const data = new Uint8Array(WIDTH * HEIGHT * 3)
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 3) data.fill(Math.round(brightness(x, y)), at, at + 3)
  }
  return new Pyramid({ data, width: WIDTH, height: HEIGHT })
}

/** The same noise each time, -1 to 1. */
const noise = (x: number, y: number) => Math.sin(x * 12.9898 + y * 78.233) * Math.cos(x * 3.7 + y * 9.1)
/** Two halves, so many of 255 darker and lighter than the middle. */
const halves = (deviation: number) => picture(x => 128 + (x < WIDTH / 2 ? -deviation : deviation))
const portrait = (light: number) =>
  picture((x, y) => 60 + light + 90 * Math.exp(-(((x - 62) / 30) ** 2) - ((y - 70) / 45) ** 2) + y / 4)
const set = (hex: string) => [...BigInt(`0x${hex}`).toString(2)].filter(bit => bit === '1').length

describe('the looks of a picture', () => {
  it('are none where it shows nothing: a lens that is covered, a light that blinds it', () => {
    expect(looksOf(picture(() => 0))).toBe(NO_LOOKS)
    expect(looksOf(picture(() => 255))).toBe(NO_LOOKS)
    expect(looksOf(picture((x, y) => 12 + 3 * noise(x, y)))).toBe(NO_LOOKS)
  })

  it('begin with a deviation of 4 of 255', () => {
    expect(looksOf(halves(3))).toBe(NO_LOOKS)
    expect(looksOf(halves(5))).not.toBe(NO_LOOKS)
  })

  it('have 32 of the 64 bits set, and hardly change with the light', () => {
    const [plain, lit] = [looksOf(portrait(0)), looksOf(portrait(20))]
    expect([set(plain), set(lit)]).toEqual([32, 32])
    expect(bitsApart(bitsOf(plain)!, bitsOf(lit)!)).toBeLessThanOrEqual(2)
  })
})
