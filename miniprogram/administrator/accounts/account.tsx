import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountAnswers, AccountRow } from '../../../cloudfunctions/contract/accounts'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role as aria, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { roleWords, type Words } from '../../components/words'
import { AccountForm } from './form'
import { type Told, ToldOnce } from './told-once'

type Act = 'change' | 'reset' | 'close'

const questions = {
  reset: ['重置后原密码马上失效，已登录的会退出。', '重置密码'],
  close: ['停用后不能再登录，也不能恢复，只能另建账号。已有的记录都会保留。', '停用账号'],
} as const

const closed: Words = { text: '已停用', tone: 'bad' }
const unchanged: Words = { text: '还没改初始密码', tone: 'wait' }

/** Whose it is and what it may see, in a line. */
const particulars = ({ role, provider, classIds }: AccountRow) =>
  [roleWords[role], provider, classIds.length > 0 && `班级 ${classIds.join('、')}`]
    .filter(Boolean)
    .join(' · ')

interface ConfirmProps {
  readonly act: 'reset' | 'close'
  readonly busy: boolean
  readonly yes: () => void
  readonly no: () => void
}

function Confirm({ act, busy, yes, no }: ConfirmProps) {
  const [says, does] = questions[act]
  return (
    <View className="account-confirm" {...aria('alertdialog')} {...spoken(`${does}吗？`)}>
      <View>{says}</View>
      <View className="account-acts">
        <Button disabled={busy} onPress={yes}>
          {busy ? '正在办理…' : `确定${does}`}
        </Button>
        <Button onPress={no}>取消</Button>
      </View>
    </View>
  )
}

function Acts({ name, choose }: { readonly name: string; readonly choose: (act: Act) => void }) {
  return (
    <View className="account-acts">
      <Button look="quiet" label={`修改：${name}`} onPress={() => choose('change')}>
        修改
      </Button>
      <Button look="quiet" label={`重置密码：${name}`} onPress={() => choose('reset')}>
        重置密码
      </Button>
      <Button look="quiet" label={`停用：${name}`} onPress={() => choose('close')}>
        停用
      </Button>
    </View>
  )
}

interface Props {
  readonly account: AccountRow
  /** The list no longer shows how things stand. */
  readonly onChanged: () => void
}

/** One account, and what an administrator may do to it. */
export function Account({ account, onChanged }: Props) {
  const [act, setAct] = useState<Act | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const { problem, busy, send } = useSending()
  const { accountId, name, displayName } = account
  const done = () => {
    setAct(null)
    onChanged()
  }
  const reset = () =>
    send(async () => {
      const { password } = await call('reset-password', { accountId })
      setTold({ name, displayName, password })
      done()
    })
  const close = () =>
    send(async () => {
      await call('close-account', { accountId })
      done()
    })
  const saved = (_: AccountAnswers['save-account']) => done()
  return (
    <View className="account" {...aria('listitem')}>
      <View className="account-head">
        <View className="account-name">{displayName}</View>
        <View>{name}</View>
        {account.closed && <Mark words={closed} />}
        {!account.closed && account.mustChangePassword && <Mark words={unchanged} />}
      </View>
      <View className="note">{particulars(account)}</View>
      {told && <ToldOnce told={told} noted={() => setTold(null)} />}
      {!account.closed && act === null && <Acts name={displayName} choose={setAct} />}
      {act === 'change' && <AccountForm account={account} onSaved={saved} onCancelled={() => setAct(null)} />}
      {(act === 'reset' || act === 'close') && (
        <Confirm
          act={act}
          busy={busy}
          yes={() => void (act === 'reset' ? reset() : close())}
          no={() => setAct(null)}
        />
      )}
      <View className="account-problem" {...aria('alert')}>
        {problem}
      </View>
    </View>
  )
}
