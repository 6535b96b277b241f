import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AccessView, Answers } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { allPages } from '../../api/use-pages'
import { useAsked } from '../../api/use-question'
import { role as aria, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { Mark } from '../../components/mark'
import { Page, Section } from '../../components/page'
import { Parts } from '../../components/parts'
import { Standing } from '../../components/standing'
import { dateInWords, dateOf, hourMinute } from '../../components/time'
import {
  accessTypes,
  inOrder,
  objectsInWords,
  operationInWords,
  unlistedInWords,
  whoInWords,
} from './access-words'
import './index.scss'

type Unlisted = Answers['accesses']['unlisted']
type Titles = ReadonlyMap<string, string>

const DAY_MS = 86_400_000
const TYPES = ['act', 'refused', 'read'] as const
const WHAT_IT_MEANS =
  '一个账号一小时内被拒绝满 100 次以后，只记次数，不再逐条列出；前 100 次在下面的“被拒绝”里。可能是手机或程序反复重试，也可能有人拿这个账号试探。请先看前 100 次在试什么，再问账号本人；不是本人操作的，请管理员马上重置密码或停用这个账号。'

const beside = (date: string, days: number) => dateOf(Date.parse(`${date}T00:00:00+08:00`) + days * DAY_MS)
const isDate = (typed: string) => /^\d{4}-\d\d-\d\d$/.test(typed) && !Number.isNaN(Date.parse(typed))

/** @param wanted null: today, as the server has it */
const useAccesses = (wanted: string | null) =>
  useAsked(`accesses ${wanted}`, async () => {
    const date = wanted === null ? {} : { date: wanted }
    const pages = await allPages(after =>
      call('accesses', { ...date, ...(after === undefined ? {} : { after }) }),
    )
    return {
      date: pages[0]?.date ?? '',
      today: pages[0]?.today ?? '',
      accesses: inOrder(pages.flatMap(({ accesses }) => accesses)),
      unlisted: pages.flatMap(({ unlisted }) => unlisted),
      titles: new Map(
        pages.flatMap(({ classes }) => classes.map(({ classId, title }) => [classId, title] as const)),
      ),
    }
  })

interface DateProps {
  readonly date: string
  readonly today: string
  readonly choose: (date: string) => void
}

function DateChoice({ date, today, choose }: DateProps) {
  const [typed, setTyped] = useState(date)
  const [problem, setProblem] = useState('')
  const go = (to: string) => {
    setProblem('')
    setTyped(to)
    choose(to)
  }
  const submit = () => {
    const wanted = typed.trim()
    if (!isDate(wanted)) setProblem('日期请写成 2026-11-22 这样。')
    else if (wanted > today) setProblem('这一天还没有到。')
    else go(wanted)
  }
  return (
    <>
      <Form onSubmit={submit}>
        <View className="accesses-date">
          <Field label="日期（例如 2026-11-22）" value={typed} onChange={setTyped} />
          <Button submits>查看</Button>
          <Button onPress={() => go(beside(date, -1))}>前一天</Button>
          <Button disabled={date >= today} onPress={() => go(beside(date, 1))}>
            后一天
          </Button>
        </View>
      </Form>
      <View className="accesses-problem" {...aria('alert')}>
        {problem}
      </View>
    </>
  )
}

/** Beyond so many refusals of one account within an hour the record only counts. */
function UnlistedRefusals({ unlisted }: { readonly unlisted: Unlisted }) {
  if (unlisted.length === 0) return null
  return (
    <Section title="被拒绝太多，只记了次数">
      <View {...aria('list')} {...spoken('被拒绝太多，只记了次数')}>
        {unlisted.map(refusals => (
          <View className="access" key={`${refusals.accountId} ${refusals.since}`} {...aria('listitem')}>
            {unlistedInWords(refusals)}
          </View>
        ))}
      </View>
      <View className="accesses-meaning note">{WHAT_IT_MEANS}</View>
    </Section>
  )
}

function Access({ access, titles }: { readonly access: AccessView; readonly titles: Titles }) {
  const { at, type, operation, objects } = access
  const about = objectsInWords(objects, titles)
  return (
    <View className="access" {...aria('listitem')}>
      <View className="access-head">
        <View>
          {hourMinute(at)} {whoInWords(access)}
        </View>
        <Mark words={accessTypes[type]} />
      </View>
      <View>{operationInWords(operation)}</View>
      {about && <View className="note">{about}</View>}
    </View>
  )
}

function Listed({ accesses, titles }: { readonly accesses: readonly AccessView[]; readonly titles: Titles }) {
  const [wanted, want] = useState<AccessView['type'] | null>(null)
  const shown = wanted === null ? accesses : accesses.filter(({ type }) => type === wanted)
  const count = (of: AccessView['type']) => accesses.filter(({ type }) => type === of).length
  const keyed = shown.map((access, place) => ({ access, key: `${place} ${access.at} ${access.accountId}` }))
  return (
    <Section title="逐条记录">
      <View className="accesses-types" {...aria('group')} {...spoken('看哪一类')}>
        <Button look="chip" pressed={wanted === null} onPress={() => want(null)}>
          全部 {accesses.length}
        </Button>
        {TYPES.map(type => (
          <Button key={type} look="chip" pressed={wanted === type} onPress={() => want(type)}>
            {accessTypes[type].text} {count(type)}
          </Button>
        ))}
      </View>
      {shown.length === 0 && <View className="note">这一天没有这样的记录。</View>}
      <Parts key={wanted} items={keyed} most={30} unit="条">
        {some => (
          <View className="accesses" {...aria('list')} {...spoken('逐条记录')}>
            {some.map(({ access, key }) => (
              <Access key={key} access={access} titles={titles} />
            ))}
          </View>
        )}
      </Parts>
    </Section>
  )
}

/** For auditors: what everybody did, tried in vain and looked at on a date. */
export default function AccessesPage() {
  const [wanted, choose] = useState<string | null>(null)
  const question = useAccesses(wanted)
  return (
    <Page
      title="查阅记录"
      under="谁办理、查看了什么，哪些被拒绝；监管人员的在前。核定在各班级日的“核定记录”里。您这次查看也会记下。"
    >
      <Standing question={question}>
        {({ date, today, accesses, unlisted, titles }) => (
          <>
            <DateChoice date={date} today={today} choose={choose} />
            <View className="accesses-of" {...aria('status')}>
              {question.busy ? '正在读取…' : dateInWords(date)}
            </View>
            <UnlistedRefusals unlisted={unlisted} />
            <Listed key={date} accesses={accesses} titles={titles} />
          </>
        )}
      </Standing>
    </Page>
  )
}
