import type { EnrolFaceAnswer, EnrolmentBasis } from '../../../cloudfunctions/contract/face'

/** One photo to be taken: what it is called, and what to say to the trainee. */
export interface Shot {
  readonly name: string
  readonly hint: string
}

/** Left and right are the trainee's own. */
export const shotsOf: Record<EnrolmentBasis, readonly Shot[]> = {
  frames: [
    { name: '第 1 张：正面', hint: '请学员正对镜头，脸占画面的三分之一左右。' },
    { name: '第 2 张：稍向左', hint: '请学员把头稍微转向自己的左边，眼睛看前方。' },
    { name: '第 3 张：稍向右', hint: '请学员把头稍微转向自己的右边，眼睛看前方。' },
  ],
  'id-photo': [{ name: '身份证照片', hint: '把身份证放平，照片对准画面中间，不要反光。' }],
}

type Fault = Extract<EnrolFaceAnswer, { why: 'photo' }>['fault']

const faults: Record<Fault, string> = {
  'no-face': '没有拍到人脸。请让脸完整地在画面里，不要遮挡。',
  'several-faces': '拍到了不止一个人。请让旁边的人离开画面。',
  'too-far': '脸太小。请靠近一些。',
  blurred: '照片模糊。请拿稳，等画面清楚了再拍。',
  'too-dark': '太暗。请到亮一些的地方，不要背对窗户。',
  'too-bright': '太亮。请避开直射的光。',
  'turned-away': '头转得太多，或者没有转回来。请照提示的角度。',
  unreadable: '这张照片没有保存好。',
  'not-one-person': '和另外两张看着不像同一个人。请确认三张都是他本人。',
}

export interface Failing {
  readonly sentence: string
  /** The photo to be taken again; null: taking another helps nothing. */
  readonly again: number | null
}

/** What came of sending the photos, and what to do about it. */
export function failingOf(
  answer: Extract<EnrolFaceAnswer, { enrolled: false }>,
  basis: EnrolmentBasis,
): Failing {
  switch (answer.why) {
    case 'no-consent':
      return {
        sentence:
          '没有登记：他还没有同意，或者刚刚撤回了同意。请他先在自己手机上选择；不同意也能打卡，由教师见证。',
        again: null,
      }
    case 'no-engine':
      return { sentence: '没有登记：这里现在不用登记人脸。打卡由教师见证，或用课堂签到码。', again: null }
    case 'unavailable':
      return { sentence: '没有登记：人脸服务现在没有答复。照片没有保存，请过几分钟再登记。', again: null }
    case 'photo': {
      const { name } = shotsOf[basis][answer.photo] ?? { name: `第 ${answer.photo + 1} 张` }
      return { sentence: `${name}，${faults[answer.fault]}请重拍这一张。`, again: answer.photo }
    }
  }
}
