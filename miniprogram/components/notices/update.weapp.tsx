import { View } from '@tarojs/components'
import { useState } from 'react'
import { allDone } from '../../api/under-way'
import { applyUpdate, putOff, useUpdateOffered } from '../../api/update'
import { role } from '../aria'
import { Button } from '../button'
import './update.scss'

/**
 * Says below that a new version is there, and interrupts nothing. Taken up, it waits for what was sent to be answered,
 * since the app is then opened anew.
 */
export function UpdateNotice() {
  const isOffered = useUpdateOffered()
  const [busy, setBusy] = useState(false)
  if (!isOffered) return null
  const update = async () => {
    setBusy(true)
    await allDone()
    applyUpdate()
  }
  return (
    <>
      <View className="update-room" />
      <View className="update" {...role('status')}>
        <View className="update-words">新版本已经准备好</View>
        <Button look="quiet" onPress={putOff}>
          以后再说
        </Button>
        <Button look="primary" disabled={busy} onPress={() => void update()}>
          {busy ? '正在更新…' : '现在更新'}
        </Button>
      </View>
    </>
  )
}
