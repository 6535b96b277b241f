import { View } from '@tarojs/components'
import { useState } from 'react'
import type { EnrolmentBasis, FaceRollEntry } from '../../../cloudfunctions/contract/face'
import { heading, role } from '../../components/aria'
import { Button } from '../../components/button'
import { FaceCamera } from '../../components/face-camera'
import type { CameraTrouble, Shutter } from '../../components/face-camera/shutter'
import { Mark } from '../../components/mark'
import { fullDate } from '../../components/time'
import { shotsOf } from './shots'
import { type Enrolment, useEnrolment } from './use-enrolment'

/** The person first, then how. */
function Basis({ choose }: Pick<Enrolment, 'choose'>) {
  return (
    <>
      <View>请先看身份证，确认眼前就是他本人。</View>
      <View className="note">
        照片用来算出一组比对用的数字，算完就丢掉，不保存、不传给别人。现场拍三张认得更准；身份证照片只拍一张。
      </View>
      <View className="enrol-acts">
        <Button look="primary" onPress={() => choose('frames')}>
          现场拍三张
        </Button>
        <Button onPress={() => choose('id-photo')}>拍身份证照片</Button>
      </View>
    </>
  )
}

interface ShootingProps
  extends Pick<Enrolment, 'next' | 'busy' | 'take' | 'problem' | 'sendAgain' | 'onTrouble'> {
  readonly basis: EnrolmentBasis
}

/** The camera stays open from one photo to the next. */
function Shooting({ basis, next, busy, take, problem, sendAgain, onTrouble }: ShootingProps) {
  const [shutter, setShutter] = useState<Shutter | null>(null)
  const [opened, setOpened] = useState(0)
  const [isShut, setShut] = useState(false)
  const shot = next === null ? null : shotsOf[basis][next]
  const shut = (trouble: CameraTrouble) => {
    setShutter(null)
    setShut(true)
    onTrouble(trouble)
  }
  const reopen = () => {
    setShut(false)
    setOpened(opened + 1)
  }
  return (
    <>
      <View className="enrol-shot" {...role('status')}>
        <View className="enrol-shot-name">{shot ? shot.name : '照片拍好了'}</View>
        <View>{shot?.hint}</View>
      </View>
      <View className="enrol-camera">
        {!isShut && <FaceCamera key={opened} facing="environment" onReady={setShutter} onTrouble={shut} />}
      </View>
      <View className="enrol-problem" {...role('alert')}>
        {problem}
      </View>
      <View className="enrol-acts">
        {isShut && <Button onPress={reopen}>重新打开相机</Button>}
        {shot && !isShut && (
          <Button look="primary" disabled={busy || shutter === null} onPress={() => shutter && take(shutter)}>
            {shutter === null ? '正在打开相机…' : '拍这一张'}
          </Button>
        )}
        {!shot && busy && <View>正在登记…</View>}
        {!shot && sendAgain && !busy && (
          <Button look="primary" onPress={sendAgain}>
            再送一次
          </Button>
        )}
      </View>
    </>
  )
}

interface DoneProps {
  readonly name: string
  readonly keptUntil: string
}

function Done({ name, keptUntil }: DoneProps) {
  return (
    <View {...role('status')}>
      <Mark words={{ text: `${name} 已登记，下次就能用人脸打卡`, tone: 'good' }} />
      <View>
        最长保存到 {fullDate(keptUntil)}
        ，到期自动删除；他随时可以在自己的手机上撤回同意，撤回就马上删除。请告诉他本人。
      </View>
    </View>
  )
}

interface Props {
  readonly classId: string
  readonly trainee: FaceRollEntry
  /** Back to the list. @param enrolled whether it has changed */
  readonly leave: (enrolled: boolean) => void
}

/** One trainee, in front of whoever holds the phone. */
export function Enrol({ classId, trainee, leave }: Props) {
  const enrolment = useEnrolment(classId, trainee)
  const { basis, choose, enrolled } = enrolment
  return (
    <View className="enrol">
      <View className="enrol-title" {...heading(2)}>
        登记：{trainee.name}
      </View>
      {enrolled && <Done name={trainee.name} keptUntil={enrolled.keptUntil} />}
      {!enrolled && basis === null && <Basis choose={choose} />}
      {!enrolled && basis !== null && <Shooting {...enrolment} basis={basis} />}
      <Button look={enrolled ? 'primary' : 'quiet'} onPress={() => leave(enrolled !== null)}>
        {enrolled ? '回到名单' : '不登记了，回到名单'}
      </Button>
    </View>
  )
}
