import { View } from '@tarojs/components'
import type { ConsentText } from '../../../cloudfunctions/contract/face'
import { useQuestion } from '../../api/use-question'
import { Fold } from '../../components/fold'
import { Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { ConsentChoice, Paragraphs } from './consent'
import { firstOf } from './first-of'

function Text({ text }: { readonly text: ConsentText }) {
  const { first, rest } = firstOf(text)
  return (
    <>
      <Paragraphs paragraphs={first} />
      {rest.length > 0 && (
        <Fold title="其余说明">
          <Paragraphs paragraphs={rest} />
        </Fold>
      )}
    </>
  )
}

/** Before the first use: what it is, and the choice. It stands below all that the day needs, and in nobody's way. */
export function ConsentCard({ onChosen }: { readonly onChosen: () => void }) {
  const question = useQuestion('face-standing', {})
  return (
    <Section title="打卡可以用人脸，也可以不用">
      <Standing question={question}>
        {standing => (
          <>
            <View className="note">不选也照常打卡，由教师确认。以后可以随时改。</View>
            <Text text={standing.text} />
            <ConsentChoice standing={standing} onChosen={onChosen} />
          </>
        )}
      </Standing>
    </Section>
  )
}
