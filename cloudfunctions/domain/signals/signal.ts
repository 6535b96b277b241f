import type { DateText, Instant } from '../model'

/**
 * A sign that a person should look at, with what it was seen by. It is no finding: each of them has honest causes, no
 * hours and no money follow from it, and it names what was seen, never a guilt.
 */
export type Signal =
  | DeviceOfMany
  | ManyDevices
  | SamePicture
  | VirtualCamera
  | StrangeFrames
  | EvenFrameTimes
  | SameCoordinates
  | OutsideChina
  | ImpossibleSpeed
  | EvenGaps
  | SameSeconds
  | WithoutFace

export type SignalKind = Signal['kind']

/** Where something was seen. */
export interface SeenAt {
  readonly classId: string
  readonly date: DateText
  readonly traineeId: string
}

/** One device served several people. */
export interface DeviceOfMany {
  readonly kind: 'device-of-many'
  readonly deviceId: string
  /** Different people, also of other classes, and those of them who used it on several days. */
  readonly people: number
  readonly regularly: number
  readonly withinDays: number
  /** Each trainee, class and date once, the latest first; at most {@link MOST_SEEN} of them. */
  readonly seen: readonly SeenAt[]
}

/** One person used several devices within some days. */
export interface ManyDevices {
  readonly kind: 'many-devices'
  readonly traineeId: string
  readonly devices: number
  readonly withinDays: number
  /** Each device with the last date on which it was used, the latest first; at most {@link MOST_SEEN} of them. */
  readonly seen: readonly (SeenAt & { readonly deviceId: string })[]
}

/** Two checks of faces show the same picture, or frame after frame nearly the same ones, or several people's one. */
export interface SamePicture {
  readonly kind: 'same-picture'
  readonly traineeId: string
  readonly checkId: string
  readonly other: SeenAt & { readonly checkId: string; readonly at: Instant; readonly samePerson: boolean }
  /** Frames that are the same to the byte. */
  readonly exact: number
  /** Of the distinct looks of this check, those that the other has nearly the same. */
  readonly near: number
  readonly looks: number
  /** Different people, this one included, whose checks before are a sign with this one. */
  readonly people: number
}

/** The camera is called like a program that plays pictures to the browser. */
export interface VirtualCamera {
  readonly kind: 'virtual-camera'
  readonly traineeId: string
  readonly checkId: string
  readonly label: string
}

/** Frames that no sensor gives: all the same to the byte, or one that comes again after another. */
export interface StrangeFrames {
  readonly kind: 'strange-frames'
  readonly traineeId: string
  readonly checkId: string
  readonly frames: number
  /** Different ones among them. */
  readonly distinct: number
  /** Those that were there before, with another between. */
  readonly cameAgain: number
}

/** Frames of several checks were taken at intervals that are even to the millisecond. */
export interface EvenFrameTimes {
  readonly kind: 'even-frame-times'
  readonly traineeId: string
  readonly checkIds: readonly string[]
  readonly intervals: number
  readonly everyMs: number
}

/** The same coordinates to the last digit again and again. */
export interface SameCoordinates {
  readonly kind: 'same-coordinates'
  /** `days`: one person's on many dates; `people`: many people's on this day. */
  readonly among: 'days' | 'people'
  readonly latitude: number
  readonly longitude: number
  readonly traineeIds: readonly string[]
  readonly dates: readonly DateText[]
  readonly taps: number
}

export interface OutsideChina {
  readonly kind: 'outside-china'
  readonly traineeId: string
  readonly attemptId: string
  readonly latitude: number
  readonly longitude: number
  /** With latitude and longitude exchanged it would lie in China. */
  readonly swapped: boolean
}

/** Two taps of one person lie farther apart than anybody travels in the time between. */
export interface ImpossibleSpeed {
  readonly kind: 'impossible-speed'
  readonly traineeId: string
  readonly from: SeenAt & { readonly attemptId: string; readonly at: Instant }
  readonly to: SeenAt & { readonly attemptId: string; readonly at: Instant }
  readonly meters: number
  readonly kmPerHour: number
}

/** The gaps between some taps of the class, one after the other, are nearly equal. */
export interface EvenGaps {
  readonly kind: 'even-gaps'
  readonly of: 'start' | 'end'
  readonly attemptIds: readonly string[]
  readonly shortestMs: number
  readonly longestMs: number
}

/** Many people of the class tap within the same seconds day by day. */
export interface SameSeconds {
  readonly kind: 'same-seconds'
  readonly of: 'start' | 'end'
  readonly traineeIds: readonly string[]
  /** Of so many people with enough days. */
  readonly among: number
  readonly days: number
  readonly withinMs: number
}

/** The class checks in without face far more often than the others. It is about the class, and about nobody in it. */
export interface WithoutFace {
  readonly kind: 'without-face'
  readonly without: number
  readonly of: number
  readonly othersWithout: number
  readonly othersOf: number
  readonly withinDays: number
}

/** So many places where something was seen are told; the counts say how many there are. */
export const MOST_SEEN = 20
