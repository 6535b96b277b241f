import { useState } from 'react'
import { kindOf, typeOf } from './address'

export interface PlayerProps {
  readonly address: string
  /** What it shows. */
  readonly words: string
  /** What to do where it can't be played here. */
  readonly otherwise: React.ReactNode
}

const canPlay = (address: string) =>
  kindOf(address) === 'file' && document.createElement('video').canPlayType(typeOf(address)) !== ''

/** A browser plays files; for everything else it is said what to do. */
export function Player({ address, words, otherwise }: PlayerProps) {
  const [failed, setFailed] = useState(false)
  if (failed || !canPlay(address)) return otherwise
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said in a classroom.
    <video
      className="clip-video"
      src={address}
      controls
      autoPlay
      playsInline
      aria-label={words}
      onError={() => setFailed(true)}
    />
  )
}
