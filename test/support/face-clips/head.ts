import type { FacePlaces, Raster } from './people'

// Of a test's sandbox every global is looked up anew each time, which is slow in loops over pixels.
const { PI, cos, exp, floor, hypot, max, min, round, sin, sqrt } = Math

/**
 * The picture of a head turned by some degrees, above 0 to the person's own left: the pixels of the face are taken to
 * lie on a head with a nose, turned about its upright axis, and looked at again; what is behind the head stays.
 */
export function turnedHead(cut: Raster, face: FacePlaces, degrees: number): Raster {
  if (degrees === 0) return cut
  const head = headOf(face)
  const turned = new Uint8Array(cut.data.length)
  const origin = new Float32Array(cut.width)
  for (let y = 0; y < cut.height; y++) {
    originsInRow(origin, head, y, degrees)
    for (let x = 0; x < cut.width; x++) copyPixel(cut, y, origin[x]!, turned, (y * cut.width + x) * 3)
  }
  return { ...cut, data: turned }
}

/** In pixels of the cut-out: the axis, the line of the eyes, and the distance of their outer corners. */
interface Head {
  readonly x: number
  readonly eyesY: number
  readonly noseX: number
  readonly noseY: number
  readonly unit: number
}

function headOf({ eyes, nose, mouth }: FacePlaces): Head {
  const [right, left] = eyes
  const x = ((right[0] + left[0]) / 2 + mouth[0]) / 2
  const eyesY = (right[1] + left[1]) / 2
  return {
    x,
    eyesY,
    noseX: nose[0],
    noseY: nose[1],
    unit: hypot(left[0] - right[0], left[1] - right[1]),
  }
}

/** For each place of a row, which place of the row before the turn is seen there. */
function originsInRow(origin: Float32Array, head: Head, y: number, degrees: number): void {
  const width = origin.length
  const steps = 2 * width
  // What comes first hides what folds back behind it: on the side to which the head turns, the nose hides the cheek.
  const leftwards = degrees < 0
  let reached = leftwards ? width : -1
  for (let i = 0; i <= steps; i++) {
    const from = leftwards ? width - i / 2 : i / 2
    const to = round(from + shift(head, from, y, degrees))
    if (leftwards ? to >= reached : to <= reached) continue
    const [first, last] = leftwards ? [to, reached - 1] : [reached + 1, to]
    for (let x = max(0, first); x <= min(width - 1, last); x++) origin[x] = from
    reached = to
  }
}

/** How far a pixel of the head moves sideways. */
function shift(head: Head, x: number, y: number, degrees: number): number {
  const angle = (degrees * PI) / 180
  const across = (x - head.x) / head.unit
  const down = (y - head.eyesY) / head.unit
  const part = partOfHead(across, down)
  if (part === 0) return 0
  const moved = across * (cos(angle) - 1) + (depthOf(head, x, y) - AXIS) * sin(angle)
  return moved * head.unit * part
}

/** The axis about which a head turns lies within it; units are distances of the outer corners of the eyes. */
const AXIS = 0.45
const HALF_WIDTH = 0.95
const DEPTH = 0.8
const NOSE_HEIGHT = 0.22

/** How far a pixel of the face is before the head's middle: a rounded head with a nose on it. */
function depthOf(head: Head, x: number, y: number): number {
  const across = (x - head.x) / head.unit
  const rounded = DEPTH * sqrt(max(0, 1 - (across / HALF_WIDTH) ** 2))
  const beside =
    (x - (head.x + ((head.noseX - head.x) * (y - head.eyesY)) / (head.noseY - head.eyesY))) / head.unit
  const along = (y - head.eyesY) / (head.noseY - head.eyesY)
  // From between the eyes the bridge rises to the tip, and falls off steeply below it.
  const rise = along < 0 ? 0 : along < 1 ? along : max(0, 1 - (along - 1) * 4)
  return rounded + NOSE_HEIGHT * rise * exp(-((beside / 0.13) ** 2))
}

/** 1 on the face, falling to 0 around the head. */
function partOfHead(across: number, down: number): number {
  const away = hypot(across / 0.95, (down - 0.3) / 1.35)
  const part = min(1, max(0, (1.6 - away) / 0.6))
  return part * part * (3 - 2 * part)
}

function copyPixel(from: Raster, y: number, x: number, to: Uint8Array, at: number): void {
  const left = min(from.width - 2, max(0, floor(x)))
  const share = min(1, max(0, x - left))
  const p = (y * from.width + left) * 3
  for (let c = 0; c < 3; c++) to[at + c] = from.data[p + c]! * (1 - share) + from.data[p + 3 + c]! * share
}
