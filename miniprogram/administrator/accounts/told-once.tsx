import { View } from '@tarojs/components'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'

export interface Told {
  readonly name: string
  readonly displayName: string
  readonly password: string
}

/** A password that the server tells once. It stays until the administrator has noted it, and is then gone. */
export function ToldOnce({ told, noted }: { readonly told: Told; readonly noted: () => void }) {
  return (
    <View className="told" {...role('alertdialog')} {...spoken(`${told.displayName}的密码`)}>
      <View>
        {told.displayName}（账号 {told.name}）的密码：
      </View>
      <View className="told-password">{told.password}</View>
      <View className="note">只显示这一次，请现在记下并当面交给本人。本人第一次登录时要改成自己的密码。</View>
      <Button look="primary" onPress={noted}>
        已记下，不再显示
      </Button>
    </View>
  )
}
