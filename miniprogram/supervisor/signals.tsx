import { View } from '@tarojs/components'
import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import type { SignalsView } from '../../cloudfunctions/contract/signals'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Section } from '../components/page'
import { Parts } from '../components/parts'
import { dateInWords } from '../components/time'
import { openDay } from './open-day'
import { type OtherDay, otherDays, signalWords } from './signal-words'
import './signals.scss'

const WHAT_THEY_ARE =
  '这些只是自动找出的迹象，不是结论，也不说明任何人有错。它们不改变学时和金额；是否有问题，请看证据、问当事人后由人判断。'

type Signal = SignalsView['signals'][number]

/** Whose they are and what they did there stands on their own day. */
function OtherDays({ days }: { readonly days: readonly OtherDay[] }) {
  return (
    <Parts items={days} most={3} unit="个班级">
      {some => (
        <View className="signal-days">
          {some.map(day => (
            <Button key={day.classId} look="quiet" onPress={() => openDay(day)}>
              打开 {day.title} {dateInWords(day.date)}
            </Button>
          ))}
        </View>
      )}
    </Parts>
  )
}

function Sign({ signal, detail }: { readonly signal: Signal; readonly detail: ClassDayDetail }) {
  const { title, seen, maybe } = signalWords(signal, detail)
  return (
    <View className="signal" {...role('listitem')}>
      <View className="signal-title">{title}</View>
      <View>{seen}</View>
      <View className="note">{maybe}</View>
      <OtherDays days={otherDays(signal, detail)} />
    </View>
  )
}

function Found({
  signals,
  detail,
}: {
  readonly signals: readonly Signal[]
  readonly detail: ClassDayDetail
}) {
  const keyed = signals.map((signal, i) => ({ signal, key: `${i} ${signal.kind}` }))
  return (
    <>
      <View className="signals-what">{WHAT_THEY_ARE}</View>
      <Parts items={keyed} most={10} unit="条">
        {some => (
          <View {...role('list')} {...spoken('需要人看一眼的迹象')}>
            {some.map(({ signal, key }) => (
              <Sign key={key} signal={signal} detail={detail} />
            ))}
          </View>
        )}
      </Parts>
    </>
  )
}

/** What a person should look at, each with its evidence: signs, and no findings. Nothing for whoever may not see them. */
export function Signals({ detail }: { readonly detail: ClassDayDetail }) {
  const { signals } = detail
  if (signals === null) return null
  return (
    <Section title="需要人看一眼的迹象">
      {!signals.looked && (
        <View className="note">
          {signals.awaited
            ? '还没有看过：每天夜里自动看一遍，第二天早上显示在这里。'
            : '没有迹象的记录：这一天的打卡补来得太晚、没有自动看过，或者找到的迹象已过保存期限、已经清除。请直接看打卡和录像。'}
        </View>
      )}
      {signals.looked && signals.signals.length === 0 && <View className="note">夜里看过，没有发现。</View>}
      {signals.signals.length > 0 && <Found signals={signals.signals} detail={detail} />}
    </Section>
  )
}
