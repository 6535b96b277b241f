import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { ClassDayRow } from '../../../cloudfunctions/contract/app'
import { useQuestion } from '../../api/use-question'
import { heading } from '../../components/aria'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { Standing } from '../../components/standing'
import { dateInWords } from '../../components/time'
import { Detail } from '../detail'
import { List } from '../list'
import { useWide } from '../use-wide'
import { worstFirst } from '../worst-first'
import './index.scss'

const open = ({ classId, date }: ClassDayRow) =>
  void Taro.navigateTo({ url: `/supervisor/day/index?classId=${encodeURIComponent(classId)}&date=${date}` })

function Chosen({ row, onDecided }: { readonly row: ClassDayRow | null; readonly onDecided: () => void }) {
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
        onDecided={onDecided}
      />
    </>
  )
}

export default function ClassDaysPage() {
  const [pendingOnly, setPendingOnly] = useState(true)
  const [chosen, setChosen] = useState<ClassDayRow | null>(null)
  const wide = useWide()
  const question = useQuestion('class-days', { pendingOnly })
  return (
    <Page title="班级日核查" under="每班每天的录像和打卡，待核查的在前。" wide>
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
          <Standing question={question}>
            {({ rows }) => (
              <>
                {rows.length === 0 && (
                  <View className="note">{pendingOnly ? '没有待核查的班级日。' : '还没有班级日。'}</View>
                )}
                <List
                  rows={worstFirst(rows)}
                  chosen={wide ? chosen : null}
                  choose={wide ? setChosen : open}
                />
              </>
            )}
          </Standing>
        </View>
        {wide && (
          <View className="desk-detail">
            <Chosen row={chosen} onDecided={() => void question.ask()} />
          </View>
        )}
      </View>
    </Page>
  )
}
