import type { PictureFault } from '../../../domain/evidence/face'
import type { PictureGates } from '../parameters'
import type { FaceReading, PictureReading, Reading } from '../reading'

/** A picture with exactly one face, and that face good enough; or what is wrong with it. */
export type Gated =
  | { readonly fault: null; readonly picture: PictureReading; readonly face: FaceReading }
  | { readonly fault: PictureFault }

export function gate({ picture }: Reading, gates: PictureGates): Gated {
  if (picture === null) return { fault: 'unreadable' }
  const { face } = picture
  if (face === null) return { fault: 'no-face' }
  if (picture.secondFace > gates.mostSecondFace) return { fault: 'several-faces' }
  const fault = faultOf(face, gates)
  return fault === null ? { fault, picture, face } : { fault }
}

/** What the person can put right most easily comes first; a blurred picture is often a dark or a far one. */
function faultOf(face: FaceReading, gates: PictureGates): PictureFault | null {
  if (face.box.height < gates.leastFacePixels) return 'too-far'
  if (face.brightness < gates.leastBrightness) return 'too-dark'
  if (face.brightness > gates.mostBrightness) return 'too-bright'
  if (Math.max(Math.abs(face.yaw), Math.abs(face.pitch)) > gates.mostTurn) return 'turned-away'
  return face.sharpness < gates.leastSharpness ? 'blurred' : null
}
