import { View } from '@tarojs/components'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { seenWords } from '../../components/face-looks'
import { Field } from '../../components/field'
import type { Said } from './waits'

const REASONS = ['本人到场，当面核对', '未使用人脸识别', '摄像头无法识别']

const SEEN = ['id-card', 'known'] as const

interface Props {
  readonly said: Said
  readonly change: (part: Partial<Said>) => void
  /** A look at the face failed: what one goes by must be said. */
  readonly overFace: boolean
}

/** What an instructor goes by, and the reason. */
export function SaidForm({ said: { reason, seen }, change, overFace }: Props) {
  const asks = `怎样确认是本人（${overFace ? '必选' : '可以不选'}）`
  return (
    <>
      <View className="note">{asks}</View>
      <View className="reasons reasons-seen" {...role('group')} {...spoken('怎样确认是本人')}>
        {SEEN.map(by => (
          <Button
            key={by}
            look="chip"
            pressed={seen === by}
            onPress={() => change({ seen: seen === by ? null : by })}
          >
            {seenWords[by]}
          </Button>
        ))}
      </View>
      <Field label="见证理由（必填）" value={reason} onChange={text => change({ reason: text })} />
      <View className="reasons">
        {REASONS.map(text => (
          <Button key={text} look="chip" pressed={reason === text} onPress={() => change({ reason: text })}>
            {text}
          </Button>
        ))}
      </View>
    </>
  )
}
