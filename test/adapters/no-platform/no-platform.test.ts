import { noPlatform } from '../../../cloudfunctions/adapters/no-platform'

const CAMERA = { deviceSerial: 'CAM1', channelNo: 1 }
const SPAN = { start: 0, end: 1 }
const { recordingSource, cameraControl } = noPlatform

describe('a platform that is not set up says so, and never that nothing was recorded', () => {
  it.each([
    ['recordings', () => recordingSource.recordings(CAMERA, SPAN, 'r1')],
    ['devices', () => recordingSource.devices('r1')],
    ['status', () => cameraControl.status(CAMERA, 'r1')],
    ['snapshot', () => cameraControl.snapshot(CAMERA, 'r1')],
    ['playback', () => cameraControl.playbackAddress(CAMERA, SPAN, 1, 'r1')],
    ['start', () => cameraControl.startRecording(CAMERA, { from: 0, until: 1 }, 'r1')],
    ['stop', () => cameraControl.stopRecording('task', 'r1')],
  ])('%s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({
      name: 'RecordingSourceError',
      fault: 'configuration',
      message: expect.stringContaining('萤石云'),
    })
  })
})
