import { toGcj02 } from '../../miniprogram/api/gcj02'

const METRES_A_DEGREE = 111_320

/** Known pairs, good to some centimetres. */
test.each([
  ['Shanghai', [31.1774276, 121.5272106], [31.17530398364597, 121.531541859215]],
  ['Shenzhen', [22.543847, 113.912316], [22.540796131694766, 113.9171764808363]],
  ['Beijing', [39.911954, 116.377817], [39.91334545536069, 116.38404722455657]],
] as const)('%s moves to where Chinese maps have it, within a metre', (_, from, to) => {
  const { latitude, longitude } = toGcj02({ latitude: from[0], longitude: from[1] })
  expect(Math.abs(latitude - to[0]) * METRES_A_DEGREE).toBeLessThan(1)
  expect(Math.abs(longitude - to[1]) * METRES_A_DEGREE).toBeLessThan(1)
})
