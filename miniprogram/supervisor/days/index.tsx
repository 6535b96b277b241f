import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Answers, ClassDayRow } from '../../../cloudfunctions/contract/app'
import { call } from '../../api/call'
import { shownPerson } from '../../api/session'
import { type Paged, usePages } from '../../api/use-pages'
import { heading } from '../../components/aria'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { Detail } from '../detail'
import { List } from '../list'
import { useWide } from '../use-wide'
import { questionsFirst, worstFirst } from '../worst-first'
import './index.scss'

const open = ({ classId, date }: ClassDayRow) =>
  void Taro.navigateTo({ url: `/supervisor/day/index?classId=${encodeURIComponent(classId)}&date=${date}` })

function Chosen({ row, onChanged }: { readonly row: ClassDayRow | null; readonly onChanged: () => void }) {
  if (!row) return <View className="note">从左边选一天，这里会显示当天的课程、录像和打卡。</View>
  return (
    <>
      <View className="chosen-title" {...heading(2)}>
        {dateInWords(row.date)} · {row.classTitle}
      </View>
      <Detail
        key={`${row.classId} ${row.date}`}
        classId={row.classId}
        date={row.date}
        onChanged={onChanged}
      />
    </>
  )
}

const headings = {
  supervisor: ['班级日核查', '每班每天的录像和打卡，待核查的在前。'],
  provider: ['本单位的班级日', '每班每天的录像和打卡，要求说明的在前。'],
  auditor: ['班级日', '每班每天的录像、打卡和核定，只能查看。'],
} as const

/** Supervisors begin with what waits for them; the others look at everything. */
function useHeading() {
  const role = shownPerson()?.role
  const known = role === 'provider' || role === 'auditor' ? role : 'supervisor'
  const [title, under] = headings[known]
  return { title, under, order: known === 'provider' ? questionsFirst : worstFirst, role: known }
}

interface RowsProps {
  readonly list: Paged<Answers['class-days']>
  readonly order: typeof worstFirst
  readonly none: string
  readonly chosen: ClassDayRow | null
  readonly choose: (row: ClassDayRow) => void
}

/** Each page in its own order, under the one before: what was on the screen stays where it was. */
function Rows({ list, order, none, chosen, choose }: RowsProps) {
  return (
    <Standing question={list}>
      {pages => {
        const rows = pages.flatMap(page => order(page.rows))
        return (
          <>
            {rows.length === 0 && <View className="note">{none}</View>}
            <List rows={rows} chosen={chosen} choose={choose} />
            {list.more && (
              <View className="more">
                <View className="note">已显示 {rows.length} 天，还有更早的。</View>
                <Button disabled={list.busy} onPress={list.more}>
                  {list.busy ? '正在读取…' : '更多'}
                </Button>
              </View>
            )}
          </>
        )
      }}
    </Standing>
  )
}

export default function ClassDaysPage() {
  const { title, under, order, role } = useHeading()
  const [pendingOnly, setPendingOnly] = useState(role === 'supervisor')
  const [chosen, setChosen] = useState<ClassDayRow | null>(null)
  const wide = useWide()
  const list = usePages(`class-days ${pendingOnly}`, after =>
    call('class-days', { pendingOnly, ...(after === undefined ? {} : { after }) }),
  )
  return (
    <Page title={title} under={under} wide>
      <View className="filter">
        <Button look="chip" pressed={pendingOnly} onPress={() => setPendingOnly(true)}>
          待核查
        </Button>
        <Button look="chip" pressed={!pendingOnly} onPress={() => setPendingOnly(false)}>
          全部
        </Button>
      </View>
      <View className={wide ? 'desk' : ''}>
        <View className="desk-list">
          <Rows
            list={list}
            order={order}
            none={pendingOnly ? '没有待核查的班级日。' : '还没有班级日。'}
            chosen={wide ? chosen : null}
            choose={wide ? setChosen : open}
          />
        </View>
        {wide && (
          <View className="desk-detail">
            <Chosen row={chosen} onChanged={() => void list.ask()} />
          </View>
        )}
      </View>
    </Page>
  )
}
