import { View } from '@tarojs/components'
import { useState } from 'react'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { SaidForm } from './said'
import { missing, type Said, unsaid } from './waits'
import type { Witnessing } from './witness'

interface Props extends Witnessing {
  readonly name: string
  readonly attemptId: string
  /** The server has recorded it. */
  readonly onVouched: (sentence: string) => void
}

/** Vouches for one person whose face failed: nothing that is said here was said of another, or is said of the next. */
export function OverFace({ name, attemptId, busy, witness, onVouched }: Props) {
  const [said, setSaid] = useState<Said>(unsaid)
  const [problem, setProblem] = useState('')
  const vouch = async () => {
    const lack = missing(said, true)
    setProblem(lack ?? '')
    if (lack !== null) return
    const { recorded, sentence } = await witness([attemptId], said)
    if (recorded) onVouched(sentence)
    else setProblem(sentence)
  }
  return (
    <View className="over-face" {...role('group')} {...spoken(`见证${name}`)}>
      <SaidForm said={said} change={part => setSaid(old => ({ ...old, ...part }))} overFace />
      <View className="outcome over-face-problem" {...role('alert')}>
        {problem}
      </View>
      <Button disabled={busy} onPress={() => void vouch()}>
        {busy ? '正在见证…' : `确认是${name}本人，见证`}
      </Button>
    </View>
  )
}
