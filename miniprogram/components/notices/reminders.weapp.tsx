import { View } from '@tarojs/components'
import type { MessageTemplateView } from '../../../cloudfunctions/contract/messages'
import { role } from '../aria'
import { Button } from '../button'
import { Fold } from '../fold'
import { Standing } from '../standing'
import type { RemindMeProps } from './reminders'
import { useReminders } from './use-reminders'
import './reminders.scss'

const names: Readonly<Record<MessageTemplateView['kind'], string>> = {
  'session-reminder': '上课前提醒',
  'forgotten-check-out': '忘记签退提醒',
  'day-flagged': '班级日待核查',
  decision: '核查决定',
}

/** Offered where it is wanted, for one message of each kind. Its place is kept while the server is asked. */
export function RemindMe({ kinds, children }: RemindMeProps) {
  const { outcome, busy, wanted, remind } = useReminders(kinds)
  return (
    <View className="remind-me">
      {outcome && <View className="note">{outcome}</View>}
      {!outcome && wanted.length > 0 && (
        <Button disabled={busy} onPress={remind}>
          {children}
        </Button>
      )}
    </View>
  )
}

function Left() {
  const { question, outcome, busy, wanted, remind } = useReminders(null)
  return (
    <Standing question={question}>
      {templates => (
        <View className="reminders">
          {templates.length === 0 && <View className="note">这里还不能发微信提醒。</View>}
          {templates.map(({ kind, left }) => (
            <View className="reminders-line" key={kind}>
              <View>{names[kind]}</View>
              <View className="note">还可提醒 {left} 次</View>
            </View>
          ))}
          {wanted.length > 0 && (
            <>
              <Button disabled={busy} onPress={remind}>
                各加一次提醒
              </Button>
              <View className="note">微信规定：允许一次，提醒一次。</View>
            </>
          )}
          <View className="reminders-outcome" {...role('status')}>
            {outcome}
          </View>
        </View>
      )}
    </Standing>
  )
}

/** How many messages of each kind may still come, and the way to more. The server is asked when it is opened. */
export function Reminders() {
  return (
    <View className="reminders-fold">
      <Fold title="微信提醒">
        <Left />
      </Fold>
    </View>
  )
}
