import { View } from '@tarojs/components'
import { useState } from 'react'
import type { FaceStanding } from '../../../cloudfunctions/contract/face'
import { call } from '../../api/call'
import { useQuestion } from '../../api/use-question'
import { useSending } from '../../api/use-sending'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Fold } from '../../components/fold'
import { Mark } from '../../components/mark'
import { Page, Section } from '../../components/page'
import { Standing } from '../../components/standing'
import { ConsentChoice, Paragraphs } from './consent'
import { standingLines, wayNow, withdrawalWillDo } from './standing-words'
import './index.scss'

interface Props {
  readonly standing: FaceStanding
  readonly put: (standing: FaceStanding) => void
}

/** A line breaks between them as long as it can, not within a date. */
const clausesOf = (text: string): readonly string[] => text.match(/[^，]+，?/g) ?? []

function Now({ standing }: { readonly standing: FaceStanding }) {
  const { words, note } = wayNow(standing)
  return (
    <Section title="现在">
      <Mark words={words} />
      <View className="note">{note}</View>
      {standingLines(standing).map(({ name, text }) => (
        <View className="face-line" key={name}>
          <View className="face-line-name">{name}</View>
          <View>
            {clausesOf(text).map(clause => (
              <View className="face-line-clause" key={clause}>
                {clause}
              </View>
            ))}
          </View>
        </View>
      ))}
    </Section>
  )
}

/** Asked once, since what is destroyed must be photographed anew. */
function Withdraw({ standing, put }: Props) {
  const [asked, setAsked] = useState(false)
  const { problem, busy, send } = useSending()
  const withdraw = () => void send(async () => put(await call('withdraw-face-consent', {})))
  return (
    <Section title="撤回同意">
      <View className="note">马上生效，不需要理由。以前的打卡照样有效，以后由教师确认。</View>
      {asked ? (
        <>
          <View className="face-ask" {...role('alert')}>
            {withdrawalWillDo(standing)}
          </View>
          <View className="consent-ways">
            <Button disabled={busy} onPress={withdraw}>
              确定撤回
            </Button>
            <Button disabled={busy} onPress={() => setAsked(false)}>
              不撤回
            </Button>
          </View>
        </>
      ) : (
        <View className="consent-ways">
          <Button onPress={() => setAsked(true)}>撤回同意</Button>
        </View>
      )}
      <View className="consent-problem" {...role('alert')}>
        {problem}
      </View>
    </Section>
  )
}

/** For ever, until it is changed here again. */
function Way({ standing: { way }, put }: Props) {
  const { problem, busy, send } = useSending()
  const choose = (chosen: FaceStanding['way']) =>
    void send(async () => put(await call('choose-way', { way: chosen })))
  return (
    <Section title="改打卡方式">
      <View className="note">
        选哪种都不需要理由。不用人脸的日子，监管人员看过再确认学时，确认以后一样算数。
      </View>
      <View className="consent-ways">
        {way === 'face' ? (
          <Button disabled={busy} onPress={() => choose('without')}>
            以后不用人脸，由教师确认
          </Button>
        ) : (
          <Button disabled={busy} onPress={() => choose('face')}>
            以后用人脸打卡
          </Button>
        )}
      </View>
      <View className="consent-problem" {...role('alert')}>
        {problem}
      </View>
    </Section>
  )
}

/** The text that is in force, and what is to be chosen about it. */
function Text({ standing, put }: Props) {
  const { consent, by, text, enrolled } = standing
  // That nothing is collected would be no word to say beside what was enrolled earlier.
  if (by === 'none' && enrolled) return null
  if (consent === null)
    return (
      <Section title={text.title}>
        <Paragraphs paragraphs={text.paragraphs} />
        {by !== 'none' && <ConsentChoice standing={standing} onChosen={put} />}
      </Section>
    )
  return (
    <View className="face-text">
      <Fold title={`${text.title}全文`}>
        <Paragraphs paragraphs={text.paragraphs} />
      </Fold>
    </View>
  )
}

function Choices({ standing, put }: Props) {
  const { consent, mayWithdraw } = standing
  const withdrawal = mayWithdraw && <Withdraw standing={standing} put={put} />
  return (
    <>
      {consent && <Way standing={standing} put={put} />}
      {consent && withdrawal}
      <Text standing={standing} put={put} />
      {!consent && withdrawal}
    </>
  )
}

/** What the trainee has consented to and chosen, and the way to change it. */
export default function TraineeFacePage() {
  const question = useQuestion('face-standing', {})
  return (
    <Page title="人脸打卡">
      <Standing question={question}>
        {standing => (
          <>
            <Now standing={standing} />
            <Choices standing={standing} put={question.put} />
          </>
        )}
      </Standing>
    </Page>
  )
}
