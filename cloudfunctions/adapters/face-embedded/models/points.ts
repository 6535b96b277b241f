/** Places of a face in the picture, x and y by turns, in pixels: the 68 of the 300-W order. */
export type Points = Float32Array

export type Place = readonly [number, number]

/** The mean place of some of the points. */
export function middle(points: Points, ...which: readonly number[]): Place {
  let x = 0
  let y = 0
  for (const point of which) {
    x += points[2 * point]!
    y += points[2 * point + 1]!
  }
  return [x / which.length, y / which.length]
}

/** Eyes, tip of the nose and corners of the mouth; first those that are on the left of the picture. */
export function fivePoints(points: Points): readonly Place[] {
  return [
    middle(points, 37, 38, 40, 41),
    middle(points, 43, 44, 46, 47),
    middle(points, 30),
    middle(points, 48, 60),
    middle(points, 54, 64),
  ]
}
