import type { Location } from '../../cloudfunctions/domain/model'
import { type Looks, newLooks } from './looks'
import type { Random } from './random'

/** What is supposed of ordinary people and classes. Where nobody has measured it, it leans to what alarms falsely. */
export const SUPPOSED = {
  peopleAClass: [25, 40],
  /** Of all: two of a class who share one phone. */
  couples: 0.02,
  /** A day: a new phone, or its storage cleared, which looks the same. */
  newPhone: 0.008,
  /** A day: the battery is flat, and a classmate lends a phone. */
  borrows: 0.004,
  absent: 0.05,
  forgetsEnd: 0.02,
  late: 0.03,
  refusesLocation: 0.03,
  /** Of phones indoors, and of these taps: a place that the network gives. */
  networkPhones: 0.3,
  networkTaps: 0.6,
  /** Of people: the satellites are switched off. */
  networkOnly: 0.03,
  /** Of what the network gives in a room, the likeliest place. */
  likeliestFix: 0.5,
  fixesARoom: 8,
  /** Of taps: a bad fix some kilometres off, and one of a far address of the network. */
  badFix: 0.0005,
  farFix: 0.00005,
  /** Of classes: a workshop in which the line fails, and how often taps wait there. */
  badReception: 0.1,
  waitsThere: 0.3,
  waitsElsewhere: 0.01,
  /** Of people who may choose, in most classes and in one of older people. */
  withoutFace: 0.08,
  olderClasses: 0.05,
  withoutFaceOlder: 0.35,
  /** Of class-days: no face at all, for the light or the engine. */
  daysWithoutFace: 0.02,
  /** A second check, since the first failed. */
  secondCheck: 0.1,
  /** Of people: on one chair before one wall each time. */
  steady: 0.05,
  slowPhones: 0.08,
  /** Of people: a program's camera on their computer, for no bad purpose. */
  programCamera: 0.0005,
  onlineClasses: 0.2,
  onlineDays: 0.3,
  /** Of people: by a bus or a train with others of the class. */
  byBus: 0.2,
} as const

export interface Person {
  readonly id: string
  phone: string
  readonly looks: Looks
  readonly isSlow: boolean
  readonly camera: string
  readonly byFace: boolean
  readonly place: 'refused' | 'satellite' | 'network' | 'network-only'
  readonly decimals: number
  readonly home: Location
  /** Seconds before the first lesson's start, on an ordinary day, and how regular they are. */
  readonly comes: number
  readonly regularity: number
  /** Seconds after the bell. */
  readonly goes: number
  readonly bus: number | null
}

const CAMERAS = [
  'camera2 1, facing front',
  'camera 1, facing front',
  'Front Camera',
  '前置相机',
  'Integrated Camera (04f2:b6d9)',
] as const

export function newPerson(id: string, without: number, centre: Location, random: Random): Person {
  return {
    id,
    phone: `phone ${random.hex16()}`,
    looks: newLooks(random, SUPPOSED.steady),
    isSlow: random.happens(SUPPOSED.slowPhones),
    camera: random.happens(SUPPOSED.programCamera) ? 'OBS Virtual Camera' : random.one(CAMERAS),
    byFace: !random.happens(without),
    place: placing(random),
    decimals: random.happens(0.2) ? 5 : 6,
    home: near(centre, 5_000, 6, random),
    comes: random.between(0, 35 * 60),
    regularity: random.between(60, 400),
    goes: random.skewed(40, 0.8),
    bus: random.happens(SUPPOSED.byBus) ? random.whole(2) : null,
  }
}

function placing(random: Random): Person['place'] {
  if (random.happens(SUPPOSED.refusesLocation)) return 'refused'
  if (random.happens(SUPPOSED.networkOnly)) return 'network-only'
  return random.happens(SUPPOSED.networkPhones) ? 'network' : 'satellite'
}

const METERS_PER_DEGREE = 111_195

/** Around a place, with this deviation in metres, rounded as a phone does. */
export function near(
  { latitude, longitude }: Location,
  meters: number,
  decimals: number,
  random: Random,
): Location {
  const degrees = meters / METERS_PER_DEGREE
  return {
    latitude: rounded(latitude + random.normal() * degrees, decimals),
    longitude: rounded(
      longitude + (random.normal() * degrees) / Math.cos((latitude * Math.PI) / 180),
      decimals,
    ),
  }
}

function rounded(degrees: number, decimals: number): number {
  return Math.round(degrees * 10 ** decimals) / 10 ** decimals
}
