import { useRef, useState } from 'react'
import type { MessageTemplateView } from '../../../cloudfunctions/contract/messages'
import {
  type Answered,
  askForMessages,
  keepConsent,
  MOST_AT_ONCE,
  messageTemplates,
  type NotAccepted,
} from '../../api/subscribe'
import { asFailure, type Question, useAsked } from '../../api/use-question'

type Kind = MessageTemplateView['kind']
type Templates = readonly MessageTemplateView[]

export interface Reminders {
  readonly question: Question<Templates>
  /** What came of the last tap, in a sentence. */
  readonly outcome: string
  readonly busy: boolean
  /** What one tap would ask for; empty: there is nothing to ask for. */
  readonly wanted: Templates
  /** To be called in the tap itself. */
  readonly remind: () => void
}

const notAccepted: Readonly<Record<NotAccepted, string>> = {
  'switched-off':
    '您在微信里关掉了订阅消息。想收到提醒，请点右上角“…”，在“设置”的“通知管理”里打开后再来点一次。',
  refused: '这次没有打开提醒，想要时再点一次。如果微信不再询问，请点右上角“…”，在“设置”的“通知管理”里允许。',
  'not-to-be-had': '微信现在发不了这种提醒，请过一会儿再试，或告诉管理员。',
}
const COUNTED = '好的，到时会在微信里提醒您。'
const SOME_COUNTED = '好的，允许的那些到时会在微信里提醒您。'
const NOT_COUNTED_YET = '您已经允许了，只是现在连不上服务器；连上后打开这里，会自动补记。'

/** What there is to ask for among the kinds, fewest left first. */
function askable(templates: Templates, kinds: readonly Kind[] | null): Templates {
  return templates
    .filter(({ kind, left, most }) => left < most && (kinds === null || kinds.includes(kind)))
    .sort((a, b) => a.left - b.left)
    .slice(0, MOST_AT_ONCE)
}

/** @param kinds those that a tap asks for; null: all that the person gets */
export function useReminders(kinds: readonly Kind[] | null): Reminders {
  const question = useAsked<Templates>('message-templates', async () => (await messageTemplates()).templates)
  const [outcome, setOutcome] = useState('')
  const [busy, setBusy] = useState(false)
  const isAsking = useRef(false)
  const wanted = askable(question.answer ?? [], kinds)
  const settle = async ({ accepted, because }: Answered) => {
    const agreed = wanted.filter(({ templateId }) => accepted.includes(templateId))
    if (agreed.length === 0) return because ? notAccepted[because] : ''
    await keepConsent(agreed.map(({ kind }) => kind))
    try {
      question.put((await messageTemplates()).templates)
      return because ? SOME_COUNTED : COUNTED
    } catch (error) {
      const failure = asFailure(error)
      return failure.unsettled ? NOT_COUNTED_YET : failure.message
    }
  }
  const remind = () => {
    if (isAsking.current || wanted.length === 0) return
    isAsking.current = true
    const answered = askForMessages(wanted.map(({ templateId }) => templateId))
    setBusy(true)
    setOutcome('')
    void answered
      .then(settle)
      .then(setOutcome)
      .finally(() => {
        isAsking.current = false
        setBusy(false)
      })
  }
  return { question, outcome, busy, wanted, remind }
}
