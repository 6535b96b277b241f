import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from '../../../components/aria'
import { Button } from '../../../components/button'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { Sheet, SheetTitle } from '../../../components/sheet'
import { checkInKind } from '../../../components/words'
import './code.scss'

const SIX_DIGITS = /^\d{6}$/
const NOT_SIX = '签到码是六位数字，请看清再填。'

/** What the way is called that leads to it. */
export const byCode = { start: '用课堂签到码签到', end: '用课堂签到码签退' } as const

/** To whoever has one already, which still waits: beside the button for the other it would look like a first one. */
export const byCodeAgain = { start: '用课堂签到码再签到一次', end: '用课堂签到码再签退一次' } as const

interface Props {
  readonly kind: 'start' | 'end'
  /** What else is to be known before it is sent. */
  readonly note?: string | undefined
  /** What was wrong with the code before; left out: there was none. */
  readonly refused?: string
  /** False: no other code would be taken any more. */
  readonly mayType?: boolean
  readonly onCode: (roomCode: string) => void
  /** The way on without a code. */
  readonly back: { readonly says: string; readonly press: () => void }
}

/** The six digits that are shown in the room, in place of a face. */
export function CodeSheet({ kind, note, refused = '', mayType = true, onCode, back }: Props) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState(refused)
  const send = () => (SIX_DIGITS.test(typed) ? onCode(typed) : setProblem(NOT_SIX))
  const type = (text: string) => {
    setProblem('')
    setTyped(text.replace(/\D/g, '').slice(0, 6))
  }
  const title = refused ? `${checkInKind[kind]}没有成功` : byCode[kind]
  return (
    <Sheet title={title} className="confirmation" {...(refused ? {} : { onEscape: back.press })}>
      <View className="code-sheet">
        <SheetTitle>{title}</SheetTitle>
        {note && <View className="code-note">{note}</View>}
        <View className="code-problem" {...role('alert')}>
          {problem}
        </View>
        {mayType && (
          <Form onSubmit={send}>
            <Field label="教室里显示的六位数字，每 15 秒换一次" kind="digits" value={typed} onChange={type} />
            <Button look="primary" submits>
              {checkInKind[kind]}
            </Button>
          </Form>
        )}
        <View className="code-back">
          <Button onPress={back.press}>{back.says}</Button>
        </View>
      </View>
    </Sheet>
  )
}
