import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ClassDayDetail, DecideAnswer } from '../../cloudfunctions/contract/app'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Field } from '../components/field'
import { focusOn } from '../components/focus'
import { mayDecide } from './acts'
import { DecideButtons } from './decide-buttons'
import { Effect } from './effect'
import { presenceInWords } from './trainee-words'
import { type Deciding, useDeciding } from './use-deciding'
import { usePreview } from './use-preview'
import { MOST_TOGETHER, type Vouched, vouchedIn } from './vouched'
import './together.scss'

interface PersonProps {
  readonly vouched: Vouched
  readonly chosen: boolean
  readonly toggle: () => void
}

function Person({ vouched: { trainee, words }, chosen, toggle }: PersonProps) {
  const times = presenceInWords(trainee, false)
  return (
    <View className="together-person" {...role('listitem')}>
      <Button look="row" pressed={chosen} onPress={toggle} label={`${trainee.name} ${times}，${words}`}>
        <View className="together-mark">{chosen ? '✓' : '○'}</View>
        <View className="together-name">{trainee.name}</View>
        <View className="together-times">{times}</View>
        <View className="together-words note">{words}</View>
      </Button>
    </View>
  )
}

interface FormProps extends Deciding {
  readonly detail: ClassDayDetail
  readonly all: readonly Vouched[]
}

function Form({ detail, all, reload, ...told }: FormProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [reason, setReason] = useState('')
  const { problem, conflict, busy, say, decide } = useDeciding(detail, null, told, () => setReason(''))
  const traineeIds = all.map(({ trainee }) => trainee.traineeId).filter(id => !left.has(id))
  const { classId, date } = detail.row
  const ruling = traineeIds.length > 0 ? { classId, date, traineeIds, verdict: 'accepted' as const } : null
  const preview = usePreview(ruling, detail.revision)
  const toggle = (id: string) => () =>
    setLeft(old => new Set(old.has(id) ? [...old].filter(other => other !== id) : [...old, id]))
  const submit = () => {
    if (ruling === null) return say('请至少选一名学员。')
    return reason.trim() ? decide(ruling, reason) : say('请写明理由。')
  }
  const latest = () =>
    void reload().then(() => say('已更新到最新情况，您填写的内容还在。看过后可以再次提交。'))
  return (
    <View className="decide" {...role('group')} {...spoken('一并认可')}>
      <View className="decide-form">
        <View {...role('list')} {...spoken('一并认可的学员')}>
          {all.map(vouched => (
            <Person
              key={vouched.trainee.traineeId}
              vouched={vouched}
              chosen={!left.has(vouched.trainee.traineeId)}
              toggle={toggle(vouched.trainee.traineeId)}
            />
          ))}
        </View>
        <View className="note together-note">
          点姓名可以去掉某个人，留到下面单独核定。认可后学时按打卡时间计算；每个人各记一条核定。
        </View>
        <Field label="理由（必填）" kind="lines" value={reason} onChange={setReason} />
        <View className="decide-problem" {...role('alert')}>
          {problem}
        </View>
        <DecideButtons
          conflict={conflict}
          latest={latest}
          disabled={busy || preview.state === 'asking'}
          submit={submit}
        >
          {busy ? '正在提交…' : `认可这 ${traineeIds.length} 人`}
        </DecideButtons>
      </View>
      <Effect preview={preview} />
    </View>
  )
}

interface Props extends Deciding {
  readonly detail: ClassDayDetail
}

/** Many may have gone without face; whoever has looked at who vouched for them need not say so forty times. */
export function Together({ detail, onDecided, ...deciding }: Props) {
  const [open, setOpen] = useState(false)
  const vouched = vouchedIn(detail).slice(0, MOST_TOGETHER)
  if (!mayDecide() || vouched.length < 2) return null
  const decided = (answer: DecideAnswer) => {
    setOpen(false)
    onDecided(answer)
    // What had the keyboard is gone: on to those who are left, or to what came of it.
    focusOn('.together button', '.effect-said:not(:empty)')
  }
  return (
    <View className="together">
      <View className="together-head">
        <View className="together-say">
          {vouched.length} 名学员只因由教师见证或用课堂签到码打卡等待核定，没有别的疑问。
        </View>
        <Button expanded={open} onPress={() => setOpen(!open)}>
          {open ? '收起' : '一并认可'}
        </Button>
      </View>
      {open && <Form detail={detail} all={vouched} onDecided={decided} {...deciding} />}
    </View>
  )
}
