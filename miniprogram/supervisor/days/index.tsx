import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { shownPerson } from '../../api/session'
import { heading } from '../../components/aria'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { Detail, type NextDay } from '../detail'
import { providersOf } from '../filter'
import { Filters } from '../filters'
import { KeyList } from '../key-list'
import { List } from '../list'
import { openDay } from '../open-day'
import { type Chosen, neighbour } from '../queue'
import { useDesk } from '../use-desk'
import { type Queue, useQueue } from '../use-queue'
import { useWide } from '../use-wide'
import { questionsFirst, worstFirst } from '../worst-first'
import './index.scss'

interface ChosenDayProps {
  readonly chosen: Chosen | null
  /** There is a day to choose. */
  readonly mayChoose: boolean
  readonly next: NextDay | null
  readonly onChanged: () => void
}

function ChosenDay({ chosen, mayChoose, next, onChanged }: ChosenDayProps) {
  if (!chosen)
    return mayChoose && <View className="note">从左边选一天，这里会显示当天的课程、录像和打卡。</View>
  const { classId, date, classTitle } = chosen.row
  return (
    <>
      <View className="chosen-title" {...heading(2)}>
        {dateInWords(date)} · {classTitle}
      </View>
      <Detail key={`${classId} ${date}`} classId={classId} date={date} onChanged={onChanged} next={next} />
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

const NARROWED_BY_NOTHING = { provider: null, classId: null, kind: null } as const

/** That there is nothing to show, and the way back where it is the filter that leaves nothing. */
function None({ queue: { filter, narrow, list } }: { readonly queue: Queue }) {
  const { pendingOnly, provider, classId, kind } = filter
  const waiting = pendingOnly ? '待核查' : ''
  if (provider === null && classId === null && kind === null)
    return <View className="note">{pendingOnly ? '没有待核查的班级日。' : '还没有班级日。'}</View>
  return (
    <View className="none">
      <View className="note">
        {list.more ? '到这里为止，' : ''}没有符合上面条件的{waiting}班级日。
      </View>
      <Button onPress={() => narrow(NARROWED_BY_NOTHING)}>清除条件</Button>
    </View>
  )
}

interface RowsProps {
  readonly queue: Queue
  readonly chosen: Chosen | null
  readonly choose: (chosen: Chosen) => void
}

function Rows({ queue, chosen, choose }: RowsProps) {
  const { list, rows, looked, listed } = queue
  return (
    <Standing question={list}>
      {() => (
        <>
          {rows.length === 0 ? (
            <None queue={queue} />
          ) : (
            <List
              rows={rows}
              chosen={chosen?.row ?? null}
              choose={choose}
              saysProvider={providersOf(listed).length > 1}
            />
          )}
          {list.more && (
            <View className="more">
              <View className="note">
                {rows.length === looked
                  ? `已显示 ${rows.length} 天，还有更早的。`
                  : `看过 ${looked} 天，其中 ${rows.length} 天符合，还有更早的。`}
              </View>
              <Button disabled={list.busy} onPress={list.more}>
                {list.busy ? '正在读取…' : '更多'}
              </Button>
            </View>
          )}
        </>
      )}
    </Standing>
  )
}

/** The queue, and beside it the day that is chosen. */
function Desk({ queue }: { readonly queue: Queue }) {
  const { chosen, choose, go, keys } = useDesk(queue.rows)
  const next = neighbour(queue.rows, chosen, 1)
  return (
    <View className="desk">
      <View className="desk-list">
        <KeyList {...keys} />
        <Rows queue={queue} chosen={chosen} choose={choose} />
      </View>
      <View className="desk-detail">
        <ChosenDay
          chosen={chosen}
          mayChoose={queue.rows.length > 0}
          next={next && { words: `${dateInWords(next.row.date)} · ${next.row.classTitle}`, go: () => go(1) }}
          onChanged={() => void queue.list.ask()}
        />
      </View>
    </View>
  )
}

export default function ClassDaysPage() {
  const { title, under, order, role } = useHeading()
  const queue = useQueue(order, { pendingOnly: role === 'supervisor' })
  const wide = useWide()
  return (
    <Page title={title} under={under} wide>
      {role === 'auditor' && (
        <View className="to-accesses">
          <Button look="quiet" onPress={() => void Taro.navigateTo({ url: '/supervisor/accesses/index' })}>
            查阅记录：谁办理、查看了什么
          </Button>
        </View>
      )}
      <Filters {...queue} />
      {wide ? (
        <Desk queue={queue} />
      ) : (
        <Rows queue={queue} chosen={null} choose={({ row }) => openDay(row)} />
      )}
    </Page>
  )
}
