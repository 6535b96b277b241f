import { View } from '@tarojs/components'
import { useQuestion } from '../../api/use-question'
import { Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { ConsentChoice, Paragraphs } from './consent'

/** Before the first use: what it is, and the choice. It stands below all that the day needs, and in nobody's way. */
export function ConsentCard({ onChosen }: { readonly onChosen: () => void }) {
  const question = useQuestion('face-standing', {})
  return (
    <Section title="打卡可以用人脸，也可以不用">
      <Standing question={question}>
        {standing => (
          <>
            <View className="note">不选也照常打卡，由教师确认。以后可以随时改。</View>
            <Paragraphs text={standing.text} />
            <ConsentChoice standing={standing} onChosen={onChosen} />
          </>
        )}
      </Standing>
    </Section>
  )
}
