import { useState } from 'react'
import './index.scss'

export interface PictureProps {
  readonly address: string
  /** What it shows. */
  readonly words: string
}

/** A picture from elsewhere, which may be gone by now. */
export function Picture({ address, words }: PictureProps) {
  const [lost, setLost] = useState(false)
  if (lost) return <div className="note">画面没有打开，请再检查一次。</div>
  return <img className="picture" src={address} alt={words} onError={() => setLost(true)} />
}
