import { join } from 'node:path'
import sharp from 'sharp'
import { facePictures } from './files'

type Place = readonly [number, number]

/** Where a face's points are, in pixels. */
export interface FacePlaces {
  /** The outer corners, first of the eye on the left of the picture. */
  readonly eyes: readonly [Place, Place]
  readonly nose: Place
  /** Between the corners of the mouth. */
  readonly mouth: Place
}

/** A person of the demonstration pictures, and the places of the face in their cut-out. */
interface Person extends FacePlaces {
  readonly picture: string
  readonly cut: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
}

/** Three whom nobody takes for one another, each looking nearly straight ahead. */
export const PEOPLE = {
  trainee: {
    picture: 'sample6.jpg',
    cut: { left: 29, top: 373, width: 656, height: 492 },
    eyes: [
      [273, 237],
      [416, 220],
    ],
    nose: [366, 295],
    mouth: [358, 327],
  },
  other: {
    picture: 'sample5.jpg',
    cut: { left: 626, top: 36, width: 496, height: 372 },
    eyes: [
      [207, 154],
      [308, 171],
    ],
    nose: [264, 204],
    mouth: [248, 245],
  },
  third: {
    picture: 'sample3.jpg',
    cut: { left: 354, top: 217, width: 671, height: 503 },
    eyes: [
      [253, 216],
      [390, 219],
    ],
    nose: [305, 267],
    mouth: [319, 318],
  },
} as const satisfies Readonly<Record<string, Person>>

export type PersonName = keyof typeof PEOPLE

/** Rows of red, green and blue. */
export interface Raster {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

const cutOuts = new Map<PersonName, Promise<Raster>>()

/** A person cut out of the picture. */
export function cutOut(name: PersonName): Promise<Raster> {
  const cut = cutOuts.get(name) ?? cutAnew(name)
  cutOuts.set(name, cut)
  return cut
}

async function cutAnew(name: PersonName): Promise<Raster> {
  const { picture, cut } = PEOPLE[name]
  const { data, info } = await sharp(join(facePictures(), picture))
    .extract(cut)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}
