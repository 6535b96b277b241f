import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { MyDay } from '../../../cloudfunctions/contract/app'
import type { AppealKind, AppealView } from '../../../cloudfunctions/contract/appeals'
import { appealWords } from '../../../cloudfunctions/contract/words'
import { focusable, role } from '../../components/aria'
import { Button } from '../../components/button'
import { focusOn } from '../../components/focus'
import { Mark } from '../../components/mark'
import { dayAndTime } from '../../components/time'
import { AppealForm } from './form'
import { appealStanding, askWords } from './words'
import './index.scss'

function Appeal({ appeal }: { readonly appeal: AppealView }) {
  const { kind, at, text, answer } = appeal
  return (
    <View className="appeal" {...role('listitem')} {...focusable}>
      <Mark words={appealStanding(appeal)} />
      {answer && (
        <View className="appeal-reason">
          理由：{answer.reason}
          <View className="note">
            {answer.by} · {dayAndTime(answer.at)}
          </View>
        </View>
      )}
      <View className="note">
        {dayAndTime(at)} {appealWords[kind]}：{text}
      </View>
    </View>
  )
}

/** Hours of one's own are lost or doubted, and nothing about it waits already. */
function isAtStake({
  appeals,
  status,
  classDayStatus,
  confirmedHours,
  provisionalHours,
  scheduledHours,
}: MyDay) {
  if (confirmedHours === scheduledHours || appeals.some(({ answer }) => answer === null)) return false
  const inOrder = status === 'clean' && classDayStatus !== 'rejected'
  return !inOrder || provisionalHours < scheduledHours
}

interface Props {
  readonly day: MyDay
  /** With the day as it stands now; null: it is to be read anew. */
  readonly onSent: (day: MyDay | null) => void
}

/** What was asked about a day and what came of it, and the ways to ask. */
export function Asking({ day, onSent }: Props) {
  const [open, setOpen] = useState<AppealKind | null>(null)
  /** Why what was written last is not what stands there. */
  const [told, setTold] = useState('')
  const { appeals, mayAppeal, date } = day
  const offered = isAtStake(day) ? mayAppeal : []
  const sent = (changed: MyDay) => {
    setOpen(null)
    setTold('')
    onSent(changed)
    // The form that had the keyboard is gone: it goes on from what was sent.
    focusOn('.appeal:last-child')
  }
  const stale = (sentence: string) => {
    setTold(sentence)
    onSent(null)
  }
  const chosen = offered.find(({ kind }) => kind === open)
  const isTold = told !== '' && !chosen
  // The form that had the keyboard is gone.
  useEffect(() => {
    if (isTold) focusOn('.appeal-told')
  }, [isTold])
  return (
    <>
      <View className="appeal-told" {...role('status')} {...focusable}>
        {isTold ? told : ''}
      </View>
      {appeals.length > 0 && (
        <View {...role('list')}>
          {appeals.map(appeal => (
            <Appeal appeal={appeal} key={appeal.appealId} />
          ))}
        </View>
      )}
      {chosen ? (
        <AppealForm
          date={date}
          kind={chosen.kind}
          onSent={sent}
          onStale={stale}
          onClose={() => setOpen(null)}
        />
      ) : (
        offered.length > 0 && (
          <View className="appeal-asking">
            {offered.map(({ kind }, place) => (
              <Button key={kind} look={place === 0 ? 'plain' : 'quiet'} onPress={() => setOpen(kind)}>
                {askWords[kind].open}
              </Button>
            ))}
            <View className="note">{dayAndTime(offered[0]?.until ?? 0)} 前可以提出</View>
          </View>
        )
      )}
    </>
  )
}
