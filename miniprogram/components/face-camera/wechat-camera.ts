import Taro from '@tarojs/taro'
import { base64In, type CameraTrouble, fitted, QUALITY, type Shutter } from './shutter'

/** What WeChat hands over of each picture: four bytes a pixel. */
interface RawFrame {
  readonly data: ArrayBuffer
  readonly width: number
  readonly height: number
}

/** The frames of a camera that runs. The newest alone is kept, until the next one. */
export interface Watched {
  /** Null once it has stopped. */
  readonly newest: RawFrame | null
  stop(): void
}

/** A WeChat of before 2.16.1 draws on nothing but the screen. */
export const canTakeFrames = (): boolean => typeof Taro.createOffscreenCanvas === 'function'

/** @param onFirst with the first frame */
export function watchFrames(
  context: Pick<Taro.CameraContext, 'onCameraFrame'>,
  onFirst: (frame: RawFrame) => void,
): Watched {
  let newest: RawFrame | null = null
  let isOver = false
  const listener = context.onCameraFrame(frame => {
    if (isOver) return
    const isFirst = newest === null
    newest = frame
    if (isFirst) onFirst(frame)
  })
  listener.start()
  return {
    get newest() {
      return newest
    },
    stop: () => {
      isOver = true
      newest = null
      listener.stop()
    },
  }
}

/** What is used of WeChat's canvas that is not on the screen. */
interface Canvas {
  getContext(kind: '2d'): {
    createImageData(width: number, height: number): { readonly data: Uint8ClampedArray }
    putImageData(image: object, x: number, y: number): void
    drawImage(image: object, x: number, y: number, width: number, height: number): void
  }
  toDataURL(kind: string, quality: number): string
}

const canvasOf = (size: { readonly width: number; readonly height: number }) =>
  Taro.createOffscreenCanvas({ type: '2d', ...size }) as unknown as Canvas

function pictureOf({ data, width, height }: RawFrame): string {
  const whole = canvasOf({ width, height })
  const drawing = whole.getContext('2d')
  const image = drawing.createImageData(width, height)
  image.data.set(new Uint8ClampedArray(data))
  drawing.putImageData(image, 0, 0)
  const size = fitted({ width, height })
  if (size.width === width) return base64In(whole.toDataURL('image/jpeg', QUALITY))
  const smaller = canvasOf(size)
  smaller.getContext('2d').drawImage(whole, 0, 0, size.width, size.height)
  return base64In(smaller.toDataURL('image/jpeg', QUALITY))
}

/** WeChat names no camera. */
export const shutterOf = (watched: Watched | null, { width, height }: RawFrame): Shutter => ({
  traits: { label: '', width, height },
  take: async () => {
    const frame = watched?.newest
    if (!frame) throw new Error('the camera has stopped')
    return pictureOf(frame)
  },
})

/** As `<camera>` tells of it. */
export function troubleOf(detail: unknown): CameraTrouble {
  const text = JSON.stringify(detail ?? '')
  return /auth|permission|authorize|deny/.test(text) ? 'no-permission' : 'busy'
}
