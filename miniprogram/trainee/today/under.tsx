import { View } from '@tarojs/components'
import type { CallFailure } from '../../api/call'
import { role } from '../../components/aria'
import { Mark } from '../../components/mark'

const CUT_OFF = '现在连不上服务器。照常打卡：先记在本机，连上后自动补发。'

interface Props {
  /** Why the server could not be asked; null: it was. */
  readonly trouble: CallFailure | null
  /** What there is to say of the face; null: nothing. */
  readonly faceLine: string | null
}

/** The line under the button. Its place is kept free: nothing moves when the line goes, least of all the button. */
export function Under({ trouble, faceLine }: Props) {
  return (
    <View className="advice-under">
      <View {...role('status')}>
        {trouble && <Mark words={{ text: trouble.unsettled ? CUT_OFF : trouble.message, tone: 'wait' }} />}
      </View>
      {!trouble && faceLine && <View className="note">{faceLine}</View>}
    </View>
  )
}
