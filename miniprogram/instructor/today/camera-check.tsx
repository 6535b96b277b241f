import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CameraCheck } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { findingsOf } from '../../components/camera-check'
import { Picture } from '../../components/picture'
import { cameraName } from '../../components/recording'
import { Found, type OfCamera } from './finding'

function Result({ check }: { readonly check: CameraCheck }) {
  return (
    <>
      {findingsOf(check).map(finding => (
        <Found key={finding.words.text} finding={finding} />
      ))}
      {check.snapshotUrl && (
        <Picture address={check.snapshotUrl} words={`摄像头 ${cameraName(check)} 现在的画面`} />
      )}
      {check.snapshotUrl && <View className="note">请看画面：能看到课堂、不黑、不偏。</View>}
      {check.problem && <View className="note">没有取到画面：{check.problem}</View>}
    </>
  )
}

/** Asks the platform how a camera is now, with a picture. */
export function Check({ classId, deviceSerial, channelNo }: OfCamera) {
  const [check, setCheck] = useState<CameraCheck | null>(null)
  const { problem, busy, send } = useSending()
  const look = () =>
    send(async () =>
      setCheck(await call('camera-check', { classId, deviceSerial, channelNo, snapshot: true })),
    )
  return (
    <View className="check">
      <Button look="quiet" disabled={busy} onPress={() => void look()}>
        {busy ? '正在检查…' : '检查摄像头，看现在的画面'}
      </Button>
      <View {...role('status')}>
        {problem && <View className="recorder-problem">{problem}</View>}
        {check && !problem && <Result check={check} />}
      </View>
    </View>
  )
}
