import type { CameraTraits } from '../../../cloudfunctions/contract/face'

/** Why there is no picture. `busy`: something else has the camera; `stopped`: it was taken away in the middle. */
export type CameraTrouble = 'no-permission' | 'no-camera' | 'unsupported' | 'busy' | 'stopped'

/** A camera that runs. Pictures are made when asked for, handed over, and kept nowhere. */
export interface Shutter {
  readonly traits: CameraTraits
  /**
   * A picture of now, not mirrored: JPEG in base64, its longer side at most {@link LONGEST_SIDE} pixels.
   * @throws Error when the camera has stopped
   */
  take(): Promise<string>
}

export interface FaceCameraProps {
  /** Once the picture runs. */
  readonly onReady: (shutter: Shutter) => void
  readonly onTrouble: (trouble: CameraTrouble) => void
  /** `environment`: whoever holds the phone photographs somebody else. Left out: their own face, mirrored. */
  readonly facing?: 'user' | 'environment'
}

/** A face that fills a third of it is some 200 pixels high: twice what a verdict needs. */
export const LONGEST_SIDE = 640

/** Of a JPEG, from 0 to 1. */
export const QUALITY = 0.8

interface Size {
  readonly width: number
  readonly height: number
}

/** The size at which a picture is sent: whole pixels, never larger than it was taken. */
export function fitted({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

const BASE64 = /^data:image\/jpeg;base64,/

/** @throws Error for what is no JPEG: the camera gave nothing */
export function base64In(dataUrl: string): string {
  if (!BASE64.test(dataUrl)) throw new Error('the camera gave no picture')
  return dataUrl.replace(BASE64, '')
}
