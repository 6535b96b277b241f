import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Field } from '../components/field'
import { DecideButtons } from './decide-buttons'
import { type Draft, missing, onlyAsking, rulingOf, untouched } from './draft'
import { Effect } from './effect'
import { type Deciding, useDeciding } from './use-deciding'
import { usePreview } from './use-preview'
import './decide.scss'

interface Props extends Deciding {
  readonly detail: ClassDayDetail
  /** Null: it is about the whole class-day. */
  readonly trainee: {
    readonly traineeId: string
    readonly name: string
    readonly scheduledHours: number
  } | null
}

const choices = [
  ['accepted', '✓ 认可', '1'],
  ['rejected', '× 不予认可', '2'],
  ['ask', '? 要求说明', '3'],
] as const

interface FormProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function Choices({ draft, change, open }: FormProps & { readonly open: boolean }) {
  return (
    <View className="verdicts">
      {choices
        .filter(([choice]) => choice === 'ask' || !open)
        .map(([choice, words, shortcut]) => (
          <Button
            key={choice}
            look="chip"
            pressed={draft.choice === choice}
            shortcut={shortcut}
            onPress={() => change({ choice })}
          >
            {words}
          </Button>
        ))}
    </View>
  )
}

function Entries({ draft, change, trainee }: FormProps & Pick<Props, 'trainee'>) {
  return (
    <>
      {trainee && draft.choice === 'accepted' && (
        <Field
          label={`认可学时（0 到 ${trainee.scheduledHours}，留空则按打卡时间计算）`}
          kind="number"
          value={draft.hours}
          onChange={hours => change({ hours })}
        />
      )}
      <Field
        label={draft.choice === 'ask' ? '要问什么（必填，教师和承训单位会看到）' : '理由（必填）'}
        kind="lines"
        value={draft.text}
        onChange={text => change({ text })}
      />
    </>
  )
}

/** 认可 or 不予认可 with a reason, or a question, on the class-day or on one trainee's day. */
export function Decide({ detail, trainee, reload, ...told }: Props) {
  const [draft, setDraft] = useState(detail.row.open ? onlyAsking : untouched)
  const { problem, conflict, busy, say, decide, ask } = useDeciding(detail, trainee, told, () =>
    setDraft(detail.row.open ? onlyAsking : untouched),
  )
  const ruling = rulingOf(draft, detail.row, trainee)
  const preview = usePreview(ruling, detail.revision)
  const change = (part: Partial<Draft>) => setDraft(old => ({ ...old, ...part }))
  const asks = draft.choice === 'ask'
  const submit = () => {
    const lack = missing(draft, trainee?.scheduledHours ?? 0)
    if (lack) return say(lack)
    return asks ? ask(draft.text) : ruling && decide(ruling, draft.text)
  }
  const latest = () =>
    void reload().then(() => say('已更新到最新情况，您填写的内容还在。看过后可以再次提交。'))
  const what = trainee ? `${trainee.name}当天` : '全班当天'
  const calculating = preview.state === 'asking'
  return (
    <View className="decide" {...role('group')} {...spoken(`核定${what}`)}>
      <View className="decide-form">
        <Choices draft={draft} change={change} open={detail.row.open} />
        <Entries draft={draft} change={change} trainee={trainee} />
        <View className="decide-problem" {...role('alert')}>
          {problem}
        </View>
        <DecideButtons conflict={conflict} latest={latest} disabled={busy || calculating} submit={submit}>
          {busy ? '正在提交…' : asks ? `就${what}要求说明` : `核定${what}`}
        </DecideButtons>
      </View>
      {!asks && !detail.row.open && <Effect preview={preview} />}
    </View>
  )
}
