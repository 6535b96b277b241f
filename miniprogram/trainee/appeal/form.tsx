import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MyDay } from '../../../cloudfunctions/contract/app'
import type { AppealKind } from '../../../cloudfunctions/contract/appeals'
import { CallFailure, call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { askWords, hints, sendingInWords } from './words'
import './index.scss'

interface Props {
  readonly date: string
  readonly kind: AppealKind
  /** With the day as it stands once the server has kept the request. */
  readonly onSent: (day: MyDay) => void
  /** The server knows more of the day than the page: another request, or this one from before. With what it said. */
  readonly onStale: (sentence: string) => void
  readonly onClose: () => void
}

/** The words of a request. What was typed stays until the server has kept it. */
export function AppealForm({ date, kind, onSent, onStale, onClose }: Props) {
  const [text, setText] = useState('')
  const { problem, failure, busy, say, send } = useSending()
  const submit = () => {
    if (!text.trim()) return say('请先写明情况。')
    void send(async appealKey => {
      try {
        onSent(await call('appeal-day', { date, kind, text, appealKey }))
      } catch (error) {
        if (error instanceof CallFailure && error.code === 'conflict') onStale(error.message)
        throw error
      }
    })
  }
  const { open, send: words, leave } = askWords[kind]
  return (
    <View className="appeal-form" {...role('group')} {...spoken(open)}>
      <Field
        label="写明情况（发出后会保留，不能修改）"
        kind="lines"
        value={text}
        onChange={setText}
        hint={hints[kind]}
      />
      <View className="note">只给监管和审计人员看，教师和承训单位看不到您写的话。</View>
      <View className="appeal-problem" {...role('alert')}>
        {failure ? sendingInWords(failure) : problem}
      </View>
      <View className="appeal-buttons">
        <Button look="primary" disabled={busy} onPress={submit}>
          {busy ? '正在提交…' : words}
        </Button>
        <Button look="quiet" disabled={busy} onPress={onClose}>
          {leave}
        </Button>
      </View>
    </View>
  )
}
