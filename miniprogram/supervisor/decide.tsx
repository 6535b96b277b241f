import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { ClassDayDetail, DecideAnswer } from '../../cloudfunctions/contract/app'
import { call } from '../api/call'
import { randomKey } from '../api/random'
import { asFailure } from '../api/use-question'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Field } from '../components/field'
import './decide.scss'

interface Subject {
  readonly detail: ClassDayDetail
  /** Null: the decision is on the whole class-day. */
  readonly trainee: {
    readonly traineeId: string
    readonly name: string
    readonly scheduledHours: number
  } | null
}

interface Draft {
  readonly verdict: 'accepted' | 'rejected' | null
  readonly hours: string
  readonly reason: string
}

const untouched: Draft = { verdict: null, hours: '', reason: '' }

/** What is still missing from the draft, in a sentence; null when it can be sent. */
function missing({ verdict, hours, reason }: Draft, most: number): string | null {
  if (!verdict) return '请选择认可或不予认可。'
  if (hours !== '' && !(/^\d+$/.test(hours) && Number(hours) <= most))
    return `学时请填 0 到 ${most} 的整数，或留空。`
  return reason.trim() ? null : '请写明理由。'
}

/** Sends one decision; the same key until it is answered, so that sending again decides once. */
function useDecision({ detail, trainee }: Subject, onDecided: (answer: DecideAnswer) => void) {
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const key = useRef<string | null>(null)
  const send = async (draft: Draft) => {
    const lack = missing(draft, trainee?.scheduledHours ?? 0)
    if (lack || !draft.verdict) return setProblem(lack ?? '')
    setBusy(true)
    setProblem('')
    try {
      key.current ??= await randomKey()
      const answer = await call('decide', {
        classId: detail.row.classId,
        date: detail.row.date,
        verdict: draft.verdict,
        reason: draft.reason,
        decisionKey: key.current,
        ...(trainee ? { traineeId: trainee.traineeId } : {}),
        ...(trainee && draft.hours !== '' ? { hours: Number(draft.hours) } : {}),
      })
      key.current = null
      onDecided(answer)
    } catch (error) {
      const failure = asFailure(error)
      if (!failure.unsettled) key.current = null
      setProblem(failure.message)
    } finally {
      setBusy(false)
    }
  }
  return { problem, busy, send }
}

function Verdicts({
  draft,
  change,
}: {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}) {
  return (
    <View className="verdicts">
      <Button
        look="chip"
        pressed={draft.verdict === 'accepted'}
        onPress={() => change({ verdict: 'accepted' })}
      >
        ✓ 认可
      </Button>
      <Button
        look="chip"
        pressed={draft.verdict === 'rejected'}
        onPress={() => change({ verdict: 'rejected' })}
      >
        × 不予认可
      </Button>
    </View>
  )
}

interface Props extends Subject {
  readonly onDecided: (answer: DecideAnswer) => void
}

/** 认可 or 不予认可 with a reason, on the class-day or on one trainee's day. */
export function Decide({ detail, trainee, onDecided }: Props) {
  const [draft, setDraft] = useState(untouched)
  const change = (part: Partial<Draft>) => setDraft(old => ({ ...old, ...part }))
  const { problem, busy, send } = useDecision({ detail, trainee }, answer => {
    setDraft(untouched)
    onDecided(answer)
  })
  const what = trainee ? `${trainee.name}当天` : '全班当天'
  return (
    <View className="decide" {...role('group')} {...spoken(`核定${what}`)}>
      <Verdicts draft={draft} change={change} />
      {trainee && draft.verdict === 'accepted' && (
        <Field
          label={`认可学时（0 到 ${trainee.scheduledHours}，留空则按打卡时间计算）`}
          kind="number"
          value={draft.hours}
          onChange={hours => change({ hours })}
        />
      )}
      <Field label="理由（必填）" kind="lines" value={draft.reason} onChange={reason => change({ reason })} />
      <View className="decide-problem" {...role('alert')}>
        {problem}
      </View>
      <Button look="primary" disabled={busy} onPress={() => void send(draft)}>
        {busy ? '正在提交…' : `核定${what}`}
      </Button>
    </View>
  )
}
