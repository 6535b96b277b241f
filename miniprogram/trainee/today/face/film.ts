import type { FaceChallenge } from '../../../../cloudfunctions/contract/face'
import type { Shutter } from '../../../components/face-camera/shutter'
import { type Stretch, stretchesOf } from './pace'

export interface Frame {
  readonly picture: string
  /** Milliseconds since the person was first asked to look straight ahead. */
  readonly takenAt: number
  readonly step: number | null
}

interface Filming {
  readonly shutter: Shutter
  readonly challenge: FaceChallenge
  readonly elder: boolean
  /** What is asked for now. */
  readonly show: (stretch: Stretch, place: number, of: number) => void
  /** It was broken off: nothing more is taken. */
  readonly isOver: () => boolean
}

/** Never a moment sooner: timers may be. */
const until = async (instant: number): Promise<void> => {
  for (let left = instant - Date.now(); left > 0; left = instant - Date.now()) {
    const wait = left
    await new Promise(resolve => setTimeout(resolve, wait))
  }
}

/** Pictures at each step of the challenge, in the order in which they were taken. A slow phone takes fewer a second. */
export async function film({ shutter, challenge, elder, show, isOver }: Filming): Promise<readonly Frame[]> {
  const stretches = stretchesOf(challenge, elder)
  const frames: Frame[] = []
  const first = Date.now()
  for (const [place, stretch] of stretches.entries()) {
    if (isOver()) break
    const begun = Date.now()
    show(stretch, place, stretches.length)
    for (const shot of stretch.shots) {
      await until(begun + shot)
      if (isOver()) break
      const now = Date.now()
      frames.push({ picture: await shutter.take(), takenAt: now - first, step: stretch.step })
    }
    await until(begun + stretch.lasts)
  }
  return frames
}
