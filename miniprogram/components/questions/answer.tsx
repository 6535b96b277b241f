import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role } from '../aria'
import { Button } from '../button'
import { Field } from '../field'

interface Props {
  readonly day: { readonly classId: string; readonly date: string }
  readonly requestId: string
  readonly onAnswered: (detail: ClassDayDetail) => void
}

/** The form under a question. What was sent stays for good, so it says so before. */
export function Answer({ day, requestId, onAnswered }: Props) {
  const [text, setText] = useState('')
  const { problem, busy, say, send } = useSending()
  const explain = () => {
    if (!text.trim()) return say('请写明情况。')
    void send(async explanationKey =>
      onAnswered(await call('explain', { ...day, requestId, text, explanationKey })),
    )
  }
  return (
    <View className="answer-form">
      <Field
        label="说明（发出后会保留，不能修改）"
        kind="lines"
        most={2000}
        value={text}
        onChange={setText}
        hint="当天发生了什么、谁可以证明"
      />
      <View className="answer-problem" {...role('alert')}>
        {problem}
      </View>
      <Button look={text.trim() ? 'primary' : 'plain'} disabled={busy} onPress={explain}>
        {busy ? '正在发出…' : '发出说明'}
      </Button>
    </View>
  )
}
