import { fitted, LONGEST_SIDE } from '../../miniprogram/components/face-camera/shutter'
import type { Watched } from '../../miniprogram/components/face-camera/wechat-camera'

/** What was drawn, from the last canvas on: its size, and the bytes that were put on the first. */
interface Drawn {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8ClampedArray
}

const drawn: Drawn[] = []
let hasCanvas = true

function createOffscreenCanvas({ width, height }: { readonly width: number; readonly height: number }) {
  const canvas: Drawn = { width, height, bytes: new Uint8ClampedArray(width * height * 4) }
  return {
    ...canvas,
    getContext: () => ({
      createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(w * h * 4) }),
      putImageData: ({ data }: { readonly data: Uint8ClampedArray }) => canvas.bytes.set(data),
      drawImage: (from: Drawn) => canvas.bytes.set(from.bytes.subarray(0, canvas.bytes.length)),
    }),
    toDataURL: (kind: string, quality: number) => {
      drawn.push(canvas)
      return `data:${kind};base64,${Buffer.from(`${width}x${height} at ${quality}`).toString('base64')}`
    },
  }
}

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    get createOffscreenCanvas() {
      return hasCanvas ? createOffscreenCanvas : undefined
    },
  },
}))

const camera: typeof import('../../miniprogram/components/face-camera/wechat-camera') = require('../../miniprogram/components/face-camera/wechat-camera')

interface Raw {
  readonly data: ArrayBuffer
  readonly width: number
  readonly height: number
}

/** WeChat's context of a camera that hands over frames when it is told to. */
class FrameSource {
  isListening = false
  #tell: (frame: Raw) => void = () => {}
  readonly context = {
    onCameraFrame: (tell: (frame: Raw) => void) => {
      this.#tell = tell
      return {
        start: () => {
          this.isListening = true
        },
        stop: () => {
          this.isListening = false
        },
      }
    },
  }

  frame(width: number, height: number, shade: number): void {
    this.#tell({ data: new Uint8Array(width * height * 4).fill(shade).buffer, width, height })
  }
}

let source: FrameSource
let watched: Watched
let first: Raw | null

beforeEach(() => {
  drawn.length = 0
  hasCanvas = true
  first = null
  source = new FrameSource()
  watched = camera.watchFrames(source.context as never, frame => {
    first = frame
  })
})

const textIn = (base64: string) => Buffer.from(base64, 'base64').toString()
const shutter = () => camera.shutterOf(watched, first!)

test('the camera is ready with its first frame, and tells its size', () => {
  expect([source.isListening, first]).toEqual([true, null])
  source.frame(480, 640, 1)
  expect(shutter().traits).toEqual({ label: '', width: 480, height: 640 })
})

test('a picture is the newest frame, as JPEG', async () => {
  source.frame(480, 640, 1)
  source.frame(480, 640, 2)
  expect(textIn(await shutter().take())).toBe('480x640 at 0.8')
  expect(drawn.at(-1)?.bytes[0]).toBe(2)
})

test('a frame that is too large is made smaller', async () => {
  source.frame(720, 1280, 3)
  expect(textIn(await shutter().take())).toBe('360x640 at 0.8')
})

test('once stopped nothing is taken any more, and no frame is left', async () => {
  source.frame(480, 640, 1)
  const taken = shutter()
  watched.stop()
  source.frame(480, 640, 2)
  expect([source.isListening, watched.newest]).toEqual([false, null])
  await expect(taken.take()).rejects.toThrow('the camera has stopped')
})

test('a WeChat that draws on the screen alone can take no frames', () => {
  expect(camera.canTakeFrames()).toBe(true)
  hasCanvas = false
  expect(camera.canTakeFrames()).toBe(false)
})

test.each([
  [{ errMsg: 'insertCamera:fail auth deny' }, 'no-permission'],
  [{ errMsg: 'insertCamera:fail:camera is occupied' }, 'busy'],
  [undefined, 'busy'],
])('%j is told as %s', (detail, trouble) => {
  expect(camera.troubleOf(detail)).toBe(trouble)
})

test.each([
  [
    { width: 640, height: 480 },
    { width: 640, height: 480 },
  ],
  [
    { width: 641, height: 480 },
    { width: 640, height: 479 },
  ],
  [
    { width: 1920, height: 1080 },
    { width: LONGEST_SIDE, height: 360 },
  ],
  [
    { width: 320, height: 240 },
    { width: 320, height: 240 },
  ],
])('a picture of %j is sent as %j', (taken, sent) => {
  expect(fitted(taken)).toEqual(sent)
})
