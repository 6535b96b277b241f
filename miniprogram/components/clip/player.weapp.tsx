import { LivePlayer, Video } from '@tarojs/components'
import { useState } from 'react'
import { kindOf } from './address'
import type { PlayerProps } from './player'

/** WeChat's codes below zero say that it does not go on. */
const isOver = ({ detail: { code } }: { detail: { code: number } }) => code < 0

/** WeChat plays files, and streams with the component for live pictures; Ezviz's own protocol it does not know. */
export function Player({ address, otherwise }: PlayerProps) {
  const [failed, setFailed] = useState(false)
  const kind = kindOf(address)
  if (failed || kind === 'ezopen') return otherwise
  if (kind === 'file')
    return <Video className="clip-video" src={address} autoplay onError={() => setFailed(true)} />
  return (
    <LivePlayer
      className="clip-video"
      src={address}
      mode="live"
      autoplay
      onStateChange={event => isOver(event) && setFailed(true)}
      onError={() => setFailed(true)}
    />
  )
}
