import fc from 'fast-check'
import { cameraKey, RecordingTable } from '../../../cloudfunctions/domain/evidence/recording-table'

/** The table packs its clips; a camera gets its own back, starts and ends each in rising order. */
const CAMERAS = ['A', 'B', 'C'].flatMap(deviceSerial =>
  [1, 12].map(channelNo => ({ deviceSerial, channelNo })),
)
const LONGEST = 0xffff_ffff
const clip = fc.record({
  camera: fc.constantFrom(...CAMERAS),
  start: fc.constantFrom(0, 1, 1_717_374_600_000, 1_717_374_600_001),
  length: fc.constantFrom(-1, 0, 1, 1_200_000, LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST + 3),
})
const rising = (a: number, b: number) => a - b

test('each camera gets its own clips, however many were expected and however long they last', () => {
  fc.assert(
    fc.property(fc.array(clip, { maxLength: 40 }), fc.constantFrom(1, 2, 64), (clips, expected) => {
      const table = new RecordingTable(expected)
      for (const { camera, start, length } of clips) {
        table.add(table.cameras.internText(cameraKey(camera)), start, start + length)
      }
      const clipsOf = table.byCamera()
      for (const camera of CAMERAS) {
        const own = clips.filter(found => found.camera === camera && found.length > 0)
        const { starts, ends } = clipsOf(camera)
        expect([...starts]).toEqual(own.map(({ start }) => start).sort(rising))
        expect([...ends]).toEqual(own.map(({ start, length }) => start + length).sort(rising))
      }
    }),
    { numRuns: 500 },
  )
})

test('clips that end before they begin, or as they do, stand apart with their camera', () => {
  const table = new RecordingTable()
  const camera = table.cameras.internText(cameraKey(CAMERAS[0]!))
  table.add(camera, 5, 5)
  table.add(camera, 5, 4)
  table.add(camera, 5, 6)
  expect(table.backward).toEqual([
    { camera, start: 5, end: 5 },
    { camera, start: 5, end: 4 },
  ])
})

test('a camera that sent nothing has no clips, and serial and channel are never taken for another camera', () => {
  const table = new RecordingTable()
  table.add(table.cameras.internText(cameraKey({ deviceSerial: 'A1', channelNo: 2 })), 0, 1)
  expect(table.byCamera()({ deviceSerial: 'A', channelNo: 12 }).starts).toHaveLength(0)
  expect(table.byCamera()({ deviceSerial: 'A1', channelNo: 2 }).starts).toHaveLength(1)
})
