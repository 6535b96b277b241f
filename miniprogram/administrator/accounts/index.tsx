import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccountAnswers } from '../../../cloudfunctions/contract/accounts'
import type { Role } from '../../../cloudfunctions/contract/roles'
import { call } from '../../api/call'
import { type Paged, usePages } from '../../api/use-pages'
import { role as aria, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { roleWords } from '../../components/words'
import { Account } from './account'
import { titlesIn } from './class-titles'
import { AccountForm } from './form'
import { roles } from './roles'
import { type Told, ToldOnce } from './told-once'
import './index.scss'

interface Wanted {
  /** Null: all. */
  readonly role: Role | null
  readonly startingWith: string
}

const useAccounts = ({ role, startingWith }: Wanted) =>
  usePages(`accounts ${role} ${startingWith}`, after =>
    call('accounts', {
      ...(role === null ? {} : { role }),
      ...(startingWith === '' ? {} : { startingWith }),
      ...(after === undefined ? {} : { after }),
    }),
  )

function Filter({ wanted, want }: { readonly wanted: Wanted; readonly want: (wanted: Wanted) => void }) {
  const [typed, setTyped] = useState(wanted.startingWith)
  return (
    <>
      <View className="account-roles" {...aria('group')} {...spoken('按角色查看')}>
        {[null, ...roles].map(role => (
          <Button
            key={role ?? 'all'}
            look="chip"
            pressed={wanted.role === role}
            onPress={() => want({ ...wanted, role })}
          >
            {role === null ? '全部' : roleWords[role]}
          </Button>
        ))}
      </View>
      <Form onSubmit={() => want({ ...wanted, startingWith: typed.trim() })}>
        <View className="account-search">
          <Field label="查找账号（开头几个字）" value={typed} onChange={setTyped} />
          <Button submits>查找</Button>
        </View>
      </Form>
    </>
  )
}

function List({ list }: { readonly list: Paged<AccountAnswers['accounts']> }) {
  return (
    <Standing question={list}>
      {pages => {
        const accounts = pages.flatMap(page => page.accounts)
        const titles = titlesIn(pages)
        return (
          <View className="accounts" {...aria('list')} {...spoken('账号')}>
            {accounts.length === 0 && <View className="note">没有这样的账号。</View>}
            {accounts.map(account => (
              <Account
                key={account.accountId}
                account={account}
                titles={titles}
                onChanged={() => void list.ask()}
              />
            ))}
            {list.more && (
              <View className="account-more">
                <View className="note">已显示 {accounts.length} 个，还有更多。</View>
                <Button disabled={list.busy} onPress={list.more}>
                  {list.busy ? '正在读取…' : '更多'}
                </Button>
              </View>
            )}
          </View>
        )
      }}
    </Standing>
  )
}

export default function AccountsPage() {
  const [wanted, want] = useState<Wanted>({ role: null, startingWith: '' })
  const [adding, setAdding] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const [said, setSaid] = useState('')
  const list = useAccounts(wanted)
  const added = ({ account: { name, displayName }, password }: AccountAnswers['save-account']) => {
    setAdding(false)
    // Its first answer was lost on the way, and with it the password.
    if (password === null) setSaid(`${displayName}的账号之前已经建好，密码请重置后再交给本人。`)
    else setTold({ name, displayName, password })
    void list.ask()
  }
  return (
    <Page title="账号" under="新建、修改、重置密码和停用。这里看不到学员的身份信息。" wide>
      {told && <ToldOnce told={told} noted={() => setTold(null)} />}
      <View {...aria('status')}>{said}</View>
      {adding ? (
        <Section title="新建账号">
          <AccountForm
            account={null}
            titles={titlesIn(list.answer ?? [])}
            onSaved={added}
            onCancelled={() => setAdding(false)}
          />
        </Section>
      ) : (
        <>
          <View className="account-add">
            <Button look="primary" onPress={() => setAdding(true)}>
              新建账号
            </Button>
          </View>
          <Filter wanted={wanted} want={want} />
          <List list={list} />
        </>
      )}
    </Page>
  )
}
