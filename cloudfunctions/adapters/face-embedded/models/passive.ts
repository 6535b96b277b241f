import type { Pyramid } from '../picture/pyramid'
import { type Box, over, sample } from '../picture/sample'
import type { Network } from './networks'
import { softmax } from './values'

const SIDE = 128
const AREA = SIDE * SIDE
/** How much of what is around the face the model wants to see, in heights of the face. */
const SURROUNDINGS = 2.7

/** 0 to 1: how much the picture looks as if taken of a living face rather than of a print or a screen. */
export async function passiveScore(network: Network, pyramid: Pyramid, face: Box): Promise<number> {
  const { width, height } = pyramid.picture
  const side = Math.min(SURROUNDINGS * face.height, width - 1, height - 1)
  const left = within(face.left + face.width / 2 - side / 2, width - side)
  const top = within(face.top + face.height / 2 - side / 2, height - side)
  sample(pyramid, over({ left, top, width: side, height: side }, SIDE, SIDE), network.input, SIDE, SIDE)
  // It was trained with blue before red.
  const red = network.input.slice(0, AREA)
  network.input.copyWithin(0, 2 * AREA)
  network.input.set(red, 2 * AREA)
  return softmax((await network.run())('output'))[0]!
}

function within(place: number, most: number): number {
  return Math.min(Math.max(place, 0), most)
}
