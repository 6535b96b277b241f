import { useEffect, useRef } from 'react'
import { hasCameras, openCamera, shutterOf, stopCamera, troubleOf } from './browser-camera'
import type { FaceCameraProps } from './shutter'
import './index.scss'

/** The live picture. The camera is asked for when it comes to the screen, and let go when it leaves it. */
export function FaceCamera({ onReady, onTrouble, facing = 'user' }: FaceCameraProps) {
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onReady, onTrouble })
  told.current = { onReady, onTrouble }
  useEffect(() => {
    let stream: MediaStream | null = null
    let isOver = false
    const run = async () => {
      if (!hasCameras()) return told.current.onTrouble('unsupported')
      const opened = await openCamera(facing)
      if (isOver) return stopCamera(opened)
      stream = opened
      const shown = video.current
      if (shown === null) return
      for (const track of opened.getVideoTracks())
        track.addEventListener('ended', () => told.current.onTrouble('stopped'))
      shown.srcObject = opened
      await shown.play()
      if (!isOver) told.current.onReady(shutterOf(opened, shown))
    }
    run().catch((error: unknown) => {
      if (!isOver) told.current.onTrouble(troubleOf(error))
    })
    return () => {
      isOver = true
      if (stream) stopCamera(stream)
    }
  }, [facing])
  return (
    <video
      ref={video}
      className={`face-camera ${facing === 'user' ? 'face-camera-mirrored' : ''}`}
      playsInline
      muted
    />
  )
}
