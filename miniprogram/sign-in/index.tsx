import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { Person } from '../../cloudfunctions/contract/app'
import { call } from '../api/call'
import { goHome, shownPerson } from '../api/session'
import { asFailure, useAsked } from '../api/use-question'
import { role } from '../components/aria'
import { Button } from '../components/button'
import { Field } from '../components/field'
import { Form } from '../components/form'
import { Page } from '../components/page'
import { Standing } from '../components/standing'
import { Elsewhere } from '../trainee/today/elsewhere'
import './index.scss'

/** Whoever is known already goes on to their own pages; until that is sure, there is nothing to fill in. */
const useStart = () =>
  useAsked('who-am-i', async () => {
    const person = await whoAmI()
    if (person) await goHome(person)
    return { mustSignIn: person === null }
  })

async function whoAmI(): Promise<Person | null> {
  try {
    return await call('who-am-i', {})
  } catch (error) {
    const shown = shownPerson()
    // Without a line nobody is taken for signed out: a trainee's page has its button all the same.
    if (asFailure(error).unsettled && shown) return shown
    // Whom WeChat does not name is told so; to be led here from here would never end.
    if (asFailure(error).code === 'signed-out') return null
    throw error
  }
}

const SESSION_OVER = '登录已过期，请重新登录。'

/** `problem` is a sentence, empty when all is well. */
function useSignIn() {
  const isOver = useRouter().params.over !== undefined
  const [problem, setProblem] = useState(isOver ? SESSION_OVER : '')
  const [busy, setBusy] = useState(false)
  const signIn = async (name: string, password: string) => {
    if (!name.trim() || !password) return setProblem('请填写账号和密码。')
    setBusy(true)
    try {
      setProblem('')
      await goHome(await call('sign-in', { name: name.trim(), password }))
    } catch (error) {
      setProblem(asFailure(error).message)
    } finally {
      setBusy(false)
    }
  }
  return { problem, busy, signIn }
}

function NameAndPassword() {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const { problem, busy, signIn } = useSignIn()
  return (
    <View className="sign-in">
      <Form onSubmit={() => void signIn(name, password)}>
        <Field label="账号" value={name} onChange={setName} fills="username" />
        <Field
          label="密码"
          value={password}
          onChange={setPassword}
          kind={shown ? 'text' : 'password'}
          fills="current-password"
        />
        <View className="sign-in-show">
          <Button look="quiet" onPress={() => setShown(!shown)}>
            {shown ? '隐藏密码' : '显示密码'}
          </Button>
        </View>
        <View className="sign-in-problem" {...role('alert')}>
          {problem}
        </View>
        <Button look="primary" submits disabled={busy}>
          {busy ? '正在登录…' : '登录'}
        </Button>
      </Form>
      <View className="note sign-in-help">
        没有账号或者忘了密码的，请告诉教师或承训单位，由管理员开通或重置。
      </View>
    </View>
  )
}

export default function SignIn() {
  const start = useStart()
  return (
    <Page title="技能长春" under="职业技能培训考勤与监管" signedIn={false}>
      <Standing question={start}>{({ mustSignIn }) => mustSignIn && <NameAndPassword />}</Standing>
      <Elsewhere whose={null} />
    </Page>
  )
}
