interface Frame {
  readonly data: ArrayBuffer
  readonly width: number
  readonly height: number
}

const SIZE = { width: 8, height: 6 }
const EVERY_MS = 40
/** Of a canvas that is not on the screen, whatever was drawn on it. */
const PICTURE = `data:image/jpeg;base64,${Buffer.from('a grey square').toString('base64')}`

/** A phone's camera that sees a grey square, and the canvas on which a frame becomes a picture. */
export const cameraApi = {
  createCameraContext: () => ({
    onCameraFrame: (listener: (frame: Frame) => void) => {
      let timer: NodeJS.Timeout | null = null
      const stop = () => {
        if (timer) clearInterval(timer)
        timer = null
      }
      const show = () => listener({ ...SIZE, data: new ArrayBuffer(SIZE.width * SIZE.height * 4) })
      const start = () => {
        stop()
        timer = setInterval(show, EVERY_MS)
        timer.unref()
      }
      return { start, stop }
    },
  }),
  createOffscreenCanvas: () => ({
    getContext: () => ({
      createImageData: (width: number, height: number) => ({
        data: new Uint8ClampedArray(width * height * 4),
      }),
      putImageData: () => {},
      drawImage: () => {},
    }),
    toDataURL: () => PICTURE,
  }),
}
