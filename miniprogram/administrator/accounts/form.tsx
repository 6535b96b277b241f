import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountAnswers, AccountRow } from '../../../cloudfunctions/contract/accounts'
import { call } from '../../api/call'
import { useSending } from '../../api/use-sending'
import { role as aria, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { roleWords } from '../../components/words'
import { ClassChoice } from './class-choice'
import type { ClassTitles } from './class-titles'
import { blank, type Draft, draftOf, fieldsOf, missing } from './draft'
import { roles } from './roles'

interface Props {
  /** Null: a new account. */
  readonly account: AccountRow | null
  readonly titles: ClassTitles
  readonly onSaved: (answer: AccountAnswers['save-account']) => void
  readonly onCancelled: () => void
}

interface EntriesProps {
  readonly draft: Draft
  readonly isNew: boolean
  readonly set: (part: Partial<Draft>) => void
}

function Roles({ draft, isNew, set }: EntriesProps) {
  // Whose account a trainee's is never changes, and no other becomes one.
  const open = isNew ? roles : roles.filter(role => (role === 'trainee') === (draft.role === 'trainee'))
  return (
    <View className="account-roles" {...aria('group')} {...spoken('角色')}>
      {open.map(role => (
        <Button key={role} look="chip" pressed={draft.role === role} onPress={() => set({ role })}>
          {roleWords[role]}
        </Button>
      ))}
    </View>
  )
}

function Entries({ draft, isNew, titles, set }: EntriesProps & { readonly titles: ClassTitles }) {
  return (
    <>
      <Field label="账号（登录时填写）" value={draft.name} onChange={name => set({ name })} />
      <Field label="姓名" value={draft.displayName} onChange={displayName => set({ displayName })} />
      {draft.role === 'provider' && (
        <Field
          label="单位名称（与班级上登记的一致）"
          value={draft.provider}
          onChange={provider => set({ provider })}
        />
      )}
      {draft.role === 'instructor' && (
        <ClassChoice chosen={draft.classIds} titles={titles} choose={classIds => set({ classIds })} />
      )}
      {draft.role === 'trainee' && isNew && (
        <Field label="学员编号" value={draft.traineeId} onChange={traineeId => set({ traineeId })} />
      )}
    </>
  )
}

/** Makes an account, or changes one as it was last seen. */
export function AccountForm({ account, titles, onSaved, onCancelled }: Props) {
  const [draft, setDraft] = useState(account ? draftOf(account) : blank)
  const { problem, busy, say, send } = useSending()
  const set = (part: Partial<Draft>) => setDraft(old => ({ ...old, ...part }))
  const save = () => {
    const lack = missing(draft, account === null)
    if (lack || !draft.role) return say(lack ?? '')
    const fields = fieldsOf(draft, draft.role, account === null)
    void send(async accountKey => {
      const which = account ? { accountId: account.accountId, version: account.version } : { accountKey }
      onSaved(await call('save-account', { ...fields, ...which }))
    })
  }
  return (
    <View className="account-form">
      <Roles draft={draft} isNew={account === null} set={set} />
      <Entries draft={draft} isNew={account === null} titles={titles} set={set} />
      <View className="account-problem" {...aria('alert')}>
        {problem}
      </View>
      <View className="account-acts">
        <Button look="primary" disabled={busy} onPress={save}>
          {busy ? '正在保存…' : account ? '保存修改' : '新建账号'}
        </Button>
        <Button onPress={onCancelled}>取消</Button>
      </View>
    </View>
  )
}
