import { View } from '@tarojs/components'
import { useState } from 'react'
import type { TraineeToday } from '../../../cloudfunctions/contract/app'
import { Button } from '../../components/button'
import { checkInKind } from '../../components/words'
import { codeIsFor, codeNote, END_AGAIN, mayEndAgain } from './again'
import type { DayNow } from './day-now'
import { byCode, byCodeAgain, CodeSheet } from './face/code'
import type { Attempt, Intent } from './kept'
import type { By } from './use-check-in'

type Kind = Attempt['kind']

interface ByCodeProps {
  readonly kind: Kind
  readonly today: TraineeToday
  readonly now: number
  readonly unlessEarly: (kind: Kind, act: () => void) => void
  readonly onCode: (kind: Kind, roomCode: string) => void
}

/** The code that is shown in the room. What it is for when it is opened it stays for, whatever the hour. */
function ByCode({ kind, today, now, unlessEarly, onCode }: ByCodeProps) {
  const [typing, setTyping] = useState<Kind | null>(null)
  const close = () => setTyping(null)
  const isAgain = today.checkIns.some(checkIn => checkIn.kind === kind)
  return (
    <>
      <Button look="quiet" onPress={() => unlessEarly(kind, () => setTyping(kind))}>
        {(isAgain ? byCodeAgain : byCode)[kind]}
      </Button>
      {typing !== null && (
        <CodeSheet
          kind={typing}
          note={typing === 'start' ? codeNote(today, now) : ''}
          onCode={roomCode => {
            close()
            onCode(typing, roomCode)
          }}
          back={{ says: '返回', press: close }}
        />
      )}
    </>
  )
}

interface Props extends Pick<DayNow, 'today' | 'kind' | 'mayTurn'> {
  readonly now: number
  readonly online: boolean
  readonly busy: boolean
  /** Asks the server once more; null: it has answered. */
  readonly askAgain: (() => void) | null
  readonly turn: () => void
  readonly endAgain: () => void
  readonly unlessEarly: (kind: Kind, act: () => void) => void
  readonly press: (intent: Intent, by: By) => void
}

/** What can be done beside the one big button. */
export function Ways(props: Props) {
  const { today, kind, mayTurn, now, online, busy, askAgain, turn, endAgain, unlessEarly, press } = props
  const { whose, date } = today
  const codeKind = mayTurn ? kind : codeIsFor(today, now)
  const mayEnd = mayEndAgain(today, now, online)
  return (
    <>
      <View className="other-ways">
        {askAgain && (
          <Button look="quiet" onPress={askAgain}>
            再试一次
          </Button>
        )}
        {mayEnd && (
          <Button disabled={busy} onPress={() => unlessEarly('end', endAgain)}>
            再签退一次
          </Button>
        )}
        {codeKind !== null && !busy && (
          <ByCode
            kind={codeKind}
            today={today}
            now={now}
            unlessEarly={unlessEarly}
            onCode={(of, roomCode) => press({ whose, date, kind: of }, { by: 'code', roomCode })}
          />
        )}
        {mayTurn && (
          <Button look="quiet" onPress={turn}>
            改为{checkInKind[kind === 'start' ? 'end' : 'start']}
          </Button>
        )}
      </View>
      {mayEnd && <View className="note end-again">{END_AGAIN}</View>}
    </>
  )
}
