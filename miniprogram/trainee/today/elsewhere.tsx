import { View } from '@tarojs/components'
import { useReducer } from 'react'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { damagedTaps, forgetDamaged, waitingOfOthers } from './kept'
import './elsewhere.scss'

/**
 * What else is kept here: taps of others, who must sign in for them, and records that can't be read any more.
 * @param whose null: nobody is signed in
 */
export function Elsewhere({ whose }: { readonly whose: string | null }) {
  const [, look] = useReducer((count: number) => count + 1, 0)
  const others = waitingOfOthers(whose)
  const damaged = damagedTaps()
  const drop = () => {
    forgetDamaged()
    look()
  }
  return (
    <>
      {others > 0 && (
        <View className="note elsewhere" {...role('status')}>
          这台手机上{whose === null ? '' : '还有其他人的'} {others}{' '}
          次打卡没有送达，本人登录后自动补发。登录不上的，请告诉教师。
        </View>
      )}
      {damaged > 0 && (
        <View className="elsewhere" {...role('alert')}>
          <View>这台手机上有 {damaged} 次打卡的记录损坏，读不出来了。请核对打卡记录，缺少的请告诉教师。</View>
          <Button onPress={drop}>知道了</Button>
        </View>
      )}
    </>
  )
}
