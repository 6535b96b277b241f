import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import type { FaceAnswers, FaceRollEntry, FaceToday } from '../../../cloudfunctions/contract/face'
import { goBack } from '../../api/back'
import { useQuestion } from '../../api/use-question'
import { role, spoken } from '../../components/aria'
import { Button } from '../../components/button'
import { Figures } from '../../components/figures'
import { Mark } from '../../components/mark'
import { Page, Section } from '../../components/page'
import { Parts } from '../../components/parts'
import { Standing } from '../../components/standing'
import { fullDate } from '../../components/time'
import { Enrol } from './enrol'
import { byNeed, countOf, standingOf, standingWords } from './standing'
import './index.scss'

/** Nobody is to be pressed: what is not chosen costs no hours. */
const about: Record<FaceToday['by'], string> = {
  frames:
    '同意用人脸打卡的学员，在这里由您当面登记一次。用不用人脸由学员自己选，不用说理由；不用的由教师见证，或输入课堂签到码，监管人员看过再确认学时，确认以后一样算数。',
  service: '这里用微信的人脸核验，直接和身份证照片比对，不用登记。下面是学员自己的选择。',
  none: '现在没有人脸识别，不用登记。全班打卡都由教师见证，或输入课堂签到码。',
}

interface LineProps {
  readonly trainee: FaceRollEntry
  /** Null: nobody is enrolled here. */
  readonly enrol: (() => void) | null
}

function Line({ trainee, enrol }: LineProps) {
  const { name, keptUntil } = trainee
  const standing = standingOf(trainee)
  return (
    <View className="face-line" {...role('listitem')}>
      <View className="face-name">{name}</View>
      <View className="face-standing">
        <Mark words={standingWords[standing]} />
        {standing === 'enrolled' && keptUntil && <View className="note">保存到 {fullDate(keptUntil)}</View>}
      </View>
      {enrol && standing === 'open' && (
        <Button label={`登记${name}`} onPress={enrol}>
          登记
        </Button>
      )}
      {enrol && standing === 'enrolled' && (
        <Button look="quiet" label={`重新登记${name}`} onPress={enrol}>
          重新登记
        </Button>
      )}
    </View>
  )
}

interface ListProps {
  readonly roll: FaceAnswers['face-roll']
  readonly choose: (trainee: FaceRollEntry) => void
}

function List({ roll: { by, trainees }, choose }: ListProps) {
  const unit = `/ ${trainees.length} 人`
  return (
    <>
      <View className="faces-about">{about[by]}</View>
      {by === 'frames' && (
        <Figures
          figures={[
            { name: '已登记', value: String(countOf(trainees, 'enrolled')), unit },
            { name: '同意了，等待登记', value: String(countOf(trainees, 'open')), unit },
          ]}
        />
      )}
      <Section title="学员">
        <Parts items={byNeed(trainees)} most={40} unit="人">
          {some => (
            <View {...role('list')} {...spoken('学员人脸登记')}>
              {some.map(trainee => (
                <Line
                  key={trainee.traineeId}
                  trainee={trainee}
                  enrol={by === 'frames' ? () => choose(trainee) : null}
                />
              ))}
            </View>
          )}
        </Parts>
      </Section>
    </>
  )
}

/** Who of a class has agreed to check in by face, and the enrolment of these under the eye of staff. */
export default function FacesPage() {
  const params = useRouter<{ classId: string; title: string }>().params
  const [classId, title] = [params.classId, params.title].map((text = '') => decodeURIComponent(text))
  const question = useQuestion('face-roll', { classId: classId ?? '' })
  const [chosen, choose] = useState<FaceRollEntry | null>(null)
  const leave = (enrolled: boolean) => {
    choose(null)
    if (enrolled) void question.ask()
  }
  return (
    <Page title="人脸登记" under={title}>
      {chosen && <Enrol classId={classId ?? ''} trainee={chosen} leave={leave} />}
      {!chosen && <Standing question={question}>{roll => <List roll={roll} choose={choose} />}</Standing>}
      {!chosen && (
        <View className="faces-back">
          <Button onPress={() => void goBack()}>返回</Button>
        </View>
      )}
    </Page>
  )
}
