import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountAnswers, AccountRow } from '../../../cloudfunctions/contract/accounts'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role as aria } from '../../components/aria'
import { Button } from '../../components/button'
import { Mark } from '../../components/mark'
import { Sheet, SheetTitle } from '../../components/sheet'
import { roleWords, type Words } from '../../components/words'
import { type ClassTitles, namedInWords } from './class-titles'
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
const particulars = ({ role, provider, classIds }: AccountRow, titles: ClassTitles) =>
  [roleWords[role], provider, namedInWords(classIds, titles)].filter(Boolean).join(' · ')

interface ConfirmProps {
  readonly act: 'reset' | 'close'
  /** Whose account it is. */
  readonly of: string
  readonly busy: boolean
  readonly problem: string
  readonly yes: () => void
  readonly no: () => void
}

function Confirm({ act, of, busy, problem, yes, no }: ConfirmProps) {
  const [says, does] = questions[act]
  const title = `${does}：${of}？`
  return (
    <Sheet card urgent title={title} onEscape={no}>
      <SheetTitle>{title}</SheetTitle>
      <View>{says}</View>
      <View className="account-problem" {...aria('alert')}>
        {problem}
      </View>
      <View className="sheet-acts">
        <Button disabled={busy} onPress={yes}>
          {busy ? '正在办理…' : `确定${does}`}
        </Button>
        <Button onPress={no}>取消</Button>
      </View>
    </Sheet>
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
  readonly titles: ClassTitles
  /** The list no longer shows how things stand. */
  readonly onChanged: () => void
}

/** One account, and what an administrator may do to it. */
export function Account({ account, titles, onChanged }: Props) {
  const [act, setAct] = useState<Act | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const { problem, busy, say, send } = useSending()
  const { accountId, name, displayName } = account
  const choose = (chosen: Act | null) => {
    say('')
    setAct(chosen)
  }
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
      <View className="account-line">
        <View className="account-name">{displayName}</View>
        <View className="account-sign-in">{name}</View>
        <View className="account-state">
          {account.closed && <Mark words={closed} />}
          {!account.closed && account.mustChangePassword && <Mark words={unchanged} />}
        </View>
        <View className="account-particulars note">{particulars(account, titles)}</View>
        {!account.closed && act !== 'change' && <Acts name={displayName} choose={choose} />}
      </View>
      {told && <ToldOnce told={told} noted={() => setTold(null)} />}
      {act === 'change' && (
        <AccountForm account={account} titles={titles} onSaved={saved} onCancelled={() => choose(null)} />
      )}
      {(act === 'reset' || act === 'close') && (
        <Confirm
          act={act}
          of={displayName}
          busy={busy}
          problem={problem}
          yes={() => void (act === 'reset' ? reset() : close())}
          no={() => choose(null)}
        />
      )}
    </View>
  )
}
