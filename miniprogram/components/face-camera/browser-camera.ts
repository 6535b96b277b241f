import { base64In, type CameraTrouble, fitted, QUALITY, type Shutter } from './shutter'

/** A browser hands its camera to pages over HTTPS alone, and an old one to none. */
export const hasCameras = (): boolean => typeof navigator.mediaDevices?.getUserMedia === 'function'

const troubles: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'no-permission',
  SecurityError: 'no-permission',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** What a refusal of the browser's means; anything else is as if it could not. */
export const troubleOf = (error: unknown): CameraTrouble =>
  (error instanceof Error && troubles[error.name]) || 'unsupported'

/** @throws DOMException the browser's own */
export const openCamera = (facing: 'user' | 'environment'): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: facing, width: { ideal: 640 }, height: { ideal: 480 } },
  })

/** The light beside the camera goes out. */
export function stopCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function jpegOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      blob => (blob ? resolve(blob) : reject(new Error('no picture could be made'))),
      'image/jpeg',
      QUALITY,
    ),
  )
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/** @param video plays the stream */
export function shutterOf(stream: MediaStream, video: HTMLVideoElement): Shutter {
  const [track] = stream.getVideoTracks()
  const { videoWidth, videoHeight } = video
  const canvas = document.createElement('canvas')
  const take = async () => {
    if (track?.readyState !== 'live') throw new Error('the camera has stopped')
    Object.assign(canvas, fitted({ width: video.videoWidth, height: video.videoHeight }))
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
    return base64In(await dataUrlOf(await jpegOf(canvas)))
  }
  const label = (track?.label ?? '').slice(0, 200)
  return { traits: { label, width: videoWidth, height: videoHeight }, take }
}
