import { Camera } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import type { FaceCameraProps } from './shutter'
import { canTakeFrames, shutterOf, troubleOf, type Watched, watchFrames } from './wechat-camera'
import './index.scss'

/** WeChat mirrors the picture of the front camera by itself, and not what is taken from it. */
export function FaceCamera({ onReady, onTrouble, facing = 'user' }: FaceCameraProps) {
  const watched = useRef<Watched | null>(null)
  const told = useRef({ onReady, onTrouble })
  told.current = { onReady, onTrouble }
  useEffect(() => {
    if (!canTakeFrames()) told.current.onTrouble('unsupported')
    return () => watched.current?.stop()
  }, [])
  const begin = () => {
    if (watched.current !== null || !canTakeFrames()) return
    watched.current = watchFrames(Taro.createCameraContext(), first =>
      told.current.onReady(shutterOf(watched.current, first)),
    )
  }
  return (
    <Camera
      className="face-camera"
      devicePosition={facing === 'user' ? 'front' : 'back'}
      flash="off"
      frameSize="medium"
      onInitDone={begin}
      onStop={() => told.current.onTrouble('stopped')}
      onError={({ detail }) => told.current.onTrouble(troubleOf(detail))}
    />
  )
}
