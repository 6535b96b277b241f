import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../api/call'
import { goHome, goToSignIn, shownPerson } from '../api/session'
import { useSending } from '../api/use-sending'
import { role } from '../components/aria'
import { Button } from '../components/button'
import { Field } from '../components/field'
import { Form } from '../components/form'
import { Page } from '../components/page'
import { amiss, LEAST_CHARACTERS, type Typed } from './fit'
import './index.scss'

const WHY = '您现在的密码是别人设置的。请先改成只有自己知道的密码，再继续。'

function useChange(typed: Typed) {
  const { problem, busy, say, send } = useSending()
  const change = () => {
    const lack = amiss(typed)
    if (lack) return say(lack)
    void send(async () => {
      await call('change-password', { currentPassword: typed.current, newPassword: typed.fresh })
      const person = shownPerson()
      await (person ? goHome({ ...person, mustChangePassword: false }) : goToSignIn())
    })
  }
  return { problem, busy, change }
}

export default function NewPasswordPage() {
  const [typed, setTyped] = useState<Typed>({ current: '', fresh: '', again: '' })
  const [shown, setShown] = useState(false)
  const { problem, busy, change } = useChange(typed)
  const set = (name: keyof Typed) => (value: string) => setTyped(old => ({ ...old, [name]: value }))
  const kind = shown ? 'text' : 'password'
  return (
    <Page title="设置新密码" under={shownPerson()?.mustChangePassword ? WHY : ''}>
      <View className="new-password">
        <Form onSubmit={change}>
          <Field
            label="现在的密码"
            kind={kind}
            value={typed.current}
            onChange={set('current')}
            fills="current-password"
          />
          <Field
            label={`新密码（至少 ${LEAST_CHARACTERS} 个字符，不含账号名）`}
            kind={kind}
            value={typed.fresh}
            onChange={set('fresh')}
            fills="new-password"
          />
          <Field
            label="再填一次新密码"
            kind={kind}
            value={typed.again}
            onChange={set('again')}
            fills="new-password"
          />
          <View className="new-password-show">
            <Button look="quiet" onPress={() => setShown(!shown)}>
              {shown ? '隐藏密码' : '显示密码'}
            </Button>
          </View>
          <View className="new-password-problem" {...role('alert')}>
            {problem}
          </View>
          <Button look="primary" submits disabled={busy}>
            {busy ? '正在保存…' : '保存新密码'}
          </Button>
        </Form>
      </View>
    </Page>
  )
}
