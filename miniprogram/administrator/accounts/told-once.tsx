import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Sheet, SheetTitle } from '../../components/sheet'

export interface Told {
  readonly name: string
  readonly displayName: string
  readonly password: string
}

/** A password that the server tells once. It stays until the administrator has noted it, and is then gone. */
export function ToldOnce({ told, noted }: { readonly told: Told; readonly noted: () => void }) {
  const title = `${told.displayName}的密码`
  return (
    <Sheet card urgent title={title}>
      <SheetTitle>{title}</SheetTitle>
      <View>账号：{told.name}</View>
      <View className="told-password">{told.password}</View>
      <View className="note">只显示这一次，请现在记下并当面交给本人。本人第一次登录时要改成自己的密码。</View>
      <View className="sheet-acts">
        <Button look="primary" onPress={noted}>
          已记下，不再显示
        </Button>
      </View>
    </Sheet>
  )
}
