import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { ForgottenCheckIn } from '../../../cloudfunctions/contract/appeals'
import { focusable, role } from '../../components/aria'
import { Button } from '../../components/button'
import { focusOn } from '../../components/focus'
import { dateInWords } from '../../components/time'
import { AppealForm } from './form'
import { askWords, missingInWords, submitted } from './words'
import './index.scss'

interface Props {
  readonly forgotten: ForgottenCheckIn
  /** The day is to be read anew. */
  readonly onSent: () => void
}

/** What was forgotten on the last day, and its make-up, one tap away. */
export function Forgotten({ forgotten: { date, missing, askedAt }, onSent }: Props) {
  const [open, setOpen] = useState(false)
  const [sentAt, setSentAt] = useState<number | null>(null)
  /** Why what was written last is not what was submitted. */
  const [told, setTold] = useState('')
  const asked = sentAt ?? askedAt
  const isTold = told !== '' && asked !== null
  // The form that had the keyboard is gone.
  useEffect(() => {
    if (isTold) focusOn('.forgotten-asked')
  }, [isTold])
  return (
    <View className="forgotten">
      <View className="forgotten-head">
        <View className="forgotten-said">
          <View className="forgotten-what">
            {dateInWords(date)} {missingInWords(missing)}
          </View>
          <View className="forgotten-asked note" {...role('status')} {...focusable}>
            {asked === null
              ? '当天来上课了的，可以申请补签，由监管人员核定。'
              : `${told}${submitted('make-up', asked)}`}
          </View>
        </View>
        {asked === null && !open && <Button onPress={() => setOpen(true)}>{askWords['make-up'].open}</Button>}
      </View>
      {asked === null && open && (
        <AppealForm
          date={date}
          kind="make-up"
          onStale={sentence => {
            setTold(sentence)
            onSent()
          }}
          onSent={({ appeals }) => {
            setTold('')
            setSentAt(appeals.at(-1)?.at ?? null)
            setOpen(false)
            onSent()
            focusOn('.forgotten-asked')
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </View>
  )
}
