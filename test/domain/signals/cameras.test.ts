import { isVirtualCamera } from '../../../cloudfunctions/domain/signals/cameras'
import { SIGNAL_EDITIONS } from '../../../cloudfunctions/domain/signals/figures'
import { check, day, daysAgo, signs, TODAY } from './marked'

const RULE = SIGNAL_EDITIONS[0].rules['virtual-camera']

describe('a camera that is a program', () => {
  it.each([
    'OBS Virtual Camera',
    'OBS-Camera',
    'ManyCam Virtual Webcam',
    'e2eSoft VCam',
    'e2eSoft iVCam',
    'XSplit VCam',
    'Snap Camera',
    'DroidCam Source 3',
    'ＯＢＳ　Virtual　Camera',
    '腾讯会议虚拟摄像头',
    'fake_device_0',
    'Dummy video device (0x0000)',
    'Unity Video Capture',
  ])('is known by its name: %s', label => {
    expect(isVirtualCamera(label, RULE)).toBe(true)
  })

  it.each([
    'camera2 1, facing front',
    'Front Camera',
    '前置相机',
    'Integrated Camera (04f2:b6d9)',
    'FaceTime HD Camera (Built-in)',
    'HD Pro Webcam C920 (046d:082d)',
    'OBSBOT Tiny 4K StreamCamera',
    'HUAWEI HiCamera',
    'USB2.0 HD UVC WebCam',
    '',
  ])('is not one of glass: %s', label => {
    expect(isVirtualCamera(label, RULE)).toBe(false)
  })

  it('is a sign of its check, with its name', () => {
    const checks = [check({ camera: 'OBS Virtual Camera' }), check({ traineeId: 'T2' })]
    expect(signs('virtual-camera', [day({ checks })])).toEqual([
      {
        kind: 'virtual-camera',
        traineeId: 'T1',
        checkId: `check of T1 ${TODAY}`,
        label: 'OBS Virtual Camera',
      },
    ])
  })
})

describe('frames that no sensor gives', () => {
  const of = (letters: string) =>
    signs('strange-frames', [
      day({ checks: [check({ frames: [...letters].map(exact => ({ exact, alike: '0f0f0f0f0f0f0f0f' })) })] }),
    ])

  it('are four and all the same', () => {
    expect(of('AAAA')).toEqual([expect.objectContaining({ frames: 4, distinct: 1, cameAgain: 0 })])
    expect(of('AAA')).toEqual([])
    expect(of('AAAB')).toEqual([])
  })

  it('are those that come again after another', () => {
    expect(of('ABA')).toEqual([expect.objectContaining({ frames: 3, distinct: 2, cameAgain: 1 })])
    expect(of('ABCABC')).toEqual([expect.objectContaining({ cameAgain: 3 })])
    expect(of('AABBC')).toEqual([])
    expect(of('')).toEqual([])
  })
})

describe('frames at even times', () => {
  const paced = (ago: number, everyMs: number, count = 7, lastMs = 0) =>
    day({
      date: daysAgo(ago),
      checks: [
        check({
          date: daysAgo(ago),
          frames: Array.from({ length: count }, (_, i) => ({
            exact: `${ago} ${i}`,
            alike: '0f0f0f0f0f0f0f0f',
            takenAt: i * everyMs + (i === count - 1 ? lastMs : 0),
          })),
        }),
      ],
    })

  it('are a sign in four checks of one device', () => {
    const four = [0, 1, 2, 13].map(ago => paced(ago, 250))
    expect(signs('even-frame-times', four)).toEqual([
      expect.objectContaining({
        traineeId: 'T1',
        intervals: 6,
        everyMs: 250,
        checkIds: [13, 2, 1, 0].map(ago => `check of T1 ${daysAgo(ago)}`),
      }),
    ])
    expect(signs('even-frame-times', four.slice(0, 3))).toEqual([])
    expect(signs('even-frame-times', [...four.slice(0, 3), paced(14, 250)])).toEqual([])
  })

  it('are a sign when they are so in three quarters of the device’s checks', () => {
    const even = [0, 1, 2, 3].map(ago => paced(ago, 250))
    const uneven = [4, 5].map(ago => paced(ago, 250, 7, 1))
    expect(signs('even-frame-times', [...even, ...uneven.slice(1)])).toHaveLength(1)
    expect(signs('even-frame-times', [...even, ...uneven])).toEqual([])
  })

  it('are none when one frame comes a millisecond later, at another pace, or too few', () => {
    const three = [0, 1, 2].map(ago => paced(ago, 250))
    expect(signs('even-frame-times', [...three, paced(3, 250, 7, 1)])).toEqual([])
    expect(signs('even-frame-times', [...three, paced(3, 251)])).toEqual([])
    expect(signs('even-frame-times', [...three, paced(3, 250, 6)])).toEqual([])
  })

  it('are none where the phone did not say when it took them', () => {
    const silent = [0, 1, 2, 3].map(ago => {
      const one = paced(ago, 250)
      const checks = one.checks.map(each => ({
        ...each,
        frames: each.frames.map(({ exact, alike }) => ({ exact, alike })),
      }))
      return { ...one, checks }
    })
    expect(signs('even-frame-times', silent)).toEqual([])
  })
})
