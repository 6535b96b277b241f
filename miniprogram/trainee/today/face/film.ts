import type { FaceStep } from '../../../../cloudfunctions/contract/face'
import type { Shutter } from '../../../components/face-camera/shutter'
import { type Stretch, stretchesOf } from './pace'

export interface Frame {
  readonly picture: string
  /** Milliseconds since the first frame. */
  readonly takenAt: number
  readonly step: number | null
}

interface Filming {
  readonly shutter: Shutter
  readonly steps: readonly FaceStep[]
  readonly elder: boolean
  /** What is asked for now. */
  readonly show: (stretch: Stretch, place: number, of: number) => void
  /** It was broken off: nothing more is taken. */
  readonly isOver: () => boolean
}

const until = (instant: number) =>
  new Promise<void>(resolve => setTimeout(resolve, Math.max(0, instant - Date.now())))

/** Pictures at each step of the challenge, in the order in which they were taken. A slow phone takes fewer a second. */
export async function film({ shutter, steps, elder, show, isOver }: Filming): Promise<readonly Frame[]> {
  const stretches = stretchesOf(steps, elder)
  const frames: Frame[] = []
  let first: number | null = null
  for (const [place, stretch] of stretches.entries()) {
    if (isOver()) break
    const begun = Date.now()
    show(stretch, place, stretches.length)
    for (const shot of stretch.shots) {
      await until(begun + shot)
      if (isOver()) break
      const now = Date.now()
      first ??= now
      frames.push({ picture: await shutter.take(), takenAt: now - first, step: stretch.step })
    }
    await until(begun + stretch.lasts)
  }
  return frames
}
