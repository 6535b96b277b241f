import { View } from '@tarojs/components'
import type { ClassDayDetail } from '../../cloudfunctions/contract/app'
import { openClassPage } from '../api/class-page'
import { role, spoken } from '../components/aria'
import { Button } from '../components/button'
import { Section } from '../components/page'
import { mayDecide } from './acts'
import { overridesInWords, shareInWords, waysInWords } from './way-words'
import './ways.scss'

function Overrides({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <View className="overrides" {...role('list')} {...spoken('人脸没有通过、由人确认的打卡')}>
      {sentences.map(sentence => (
        <View className="override" key={sentence} {...role('listitem')}>
          {sentence}
        </View>
      ))}
    </View>
  )
}

/** How the class's check-ins came to count: a figure for the bureau's people, of the class and of nobody in it. */
export function Ways({ detail }: { readonly detail: ClassDayDetail }) {
  const { row, waysSoFar } = detail
  if (waysSoFar === null) return null
  const share = shareInWords(waysSoFar)
  return (
    <Section title="打卡方式">
      <View>当天：{waysInWords(row.ways) ?? '还没有计入的打卡'}。</View>
      {share !== null && <View>开班至今：{share}。</View>}
      <View className="note">这是全班的数字，不针对任何人：用不用人脸打卡由学员自己选，不用说理由。</View>
      <Overrides sentences={overridesInWords(detail)} />
      {mayDecide() && (
        <View className="ways-faces">
          <Button
            look="quiet"
            onPress={() => openClassPage('faces', { classId: row.classId, title: row.classTitle })}
          >
            这个班的人脸登记
          </Button>
        </View>
      )}
    </Section>
  )
}
