import { readFileList } from '../../../../cloudfunctions/adapters/ezviz/rows/by-time'
import { CAMERA, failureOf, MIDNIGHT, MINUTE } from '../workbench'

const times = { startTime: MIDNIGHT, endTime: MIDNIGHT + MINUTE }
const recording = { ...CAMERA, ...times, recType: 1 }

describe('the list of video/by/time', () => {
  test('is read as an array whose channel is the text cameraNo', () => {
    const data = [{ ...times, deviceSerial: 'EX0000001', cameraNo: '1', recType: 1, fileType: 1 }]
    expect(readFileList(data, CAMERA, 1)).toEqual({ rows: [recording], next: null })
  })

  test('is read as pages whose channel is the number channelNo, whatever recType the rows claim', () => {
    const files = [{ ...times, deviceSerial: 'EX0000001', channelNo: 1, recType: 0 }]
    const next = MIDNIGHT + MINUTE
    expect(readFileList({ files, isAll: false, nextFileTime: next }, CAMERA, 1)).toEqual({
      rows: [recording],
      next,
    })
    expect(readFileList({ files, isAll: true, nextFileTime: 0 }, CAMERA, 1).next).toBeNull()
  })

  test('is empty when it is null', () => {
    expect(readFileList(null, CAMERA, 2)).toEqual({ rows: [], next: null })
    expect(readFileList({ files: null, isAll: true }, CAMERA, 2)).toEqual({ rows: [], next: null })
  })

  test('leaves another channel and another device what they are', () => {
    const files = [{ ...times, deviceSerial: 'EX0000002', channelNo: 7 }]
    expect(readFileList(files, CAMERA, 1).rows).toEqual([
      { ...recording, deviceSerial: 'EX0000002', channelNo: 7 },
    ])
  })

  test('holds videos: pictures and sound are left out', () => {
    const files = [0, 1, 2, 3].map(fileType => ({ ...times, startTime: MIDNIGHT + fileType, fileType }))
    expect(readFileList(files, CAMERA, 1).rows.map(row => row.startTime - MIDNIGHT)).toEqual([0, 1])
  })

  test.each([
    ['a text', '系统维护中'],
    ['a row without its end', [{ startTime: MIDNIGHT }]],
    ['a time as text', [{ startTime: '2024-06-03 00:00:00', endTime: MIDNIGHT }]],
    ['pages that do not say whether they are all', { files: [] }],
  ])('is no answer when it is %s', async (_, data) => {
    const read = async () => readFileList(data, CAMERA, 1)
    expect((await failureOf(read())).fault).toBe('unreachable')
  })
})
