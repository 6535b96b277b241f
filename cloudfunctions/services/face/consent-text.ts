import { createHash } from 'node:crypto'
import type { ConsentText } from '../../contract/face'
import type { FaceVerifier } from '../../ports/face-verifier'
import { canonicalJson } from '../streams/chain'

/**
 * What a trainee is asked to consent to, one text for each way in which a face is checked. Each paragraph can be read
 * aloud by itself. Whoever changes a word gives the text a new version: a consent holds for the text that was shown.
 */

type Paragraph = ConsentText['paragraphs'][number]

const FREE: Paragraph = {
  heading: '不同意也可以',
  text: '是否同意由您自己决定，不需要说明理由。不同意，不影响您参加培训、计算学时和领取补贴，也不会被另眼相看。',
}
const WITHOUT: Paragraph = {
  heading: '不用人脸怎么打卡',
  text: '有两种办法：请教师看过身份证，当面为您确认；或者输入教室里展示的六位签到码。只用一次、一直用，都可以。这样打卡的日子，监管人员会先看一看，看过以前学时写作“待确认”；确认以后和人脸打卡一样，一个学时也不会少。',
}
const WITHDRAW: Paragraph = {
  heading: '怎样撤回',
  text: '随时可以在“人脸打卡”这一页点“撤回同意”，马上生效，不需要理由。撤回以前的打卡仍然有效，以后用上面的办法打卡。',
}
const WHOM: Paragraph = {
  heading: '有疑问找谁',
  text: '可以问本班教师或承训单位，也可以找主管本次培训的人力资源和社会保障局。您有权查阅、更正、删除自己的信息，也有权投诉。',
}
const BASIS: Paragraph = {
  heading: '依据是什么',
  text: '长春市项目制培训实施方案要求每天上课前、下课后各用人脸识别打卡一次。按照《个人信息保护法》和《人脸识别技术应用安全管理办法》，您单独同意了才可以用人脸；您不同意，就用别的办法打卡。',
}
const WHY: Paragraph = {
  heading: '为什么收集',
  text: '只为一件事：确认来打卡的是您本人。不用来做别的，不用来评价您，也不提供给与本次培训无关的人。',
}
const PROOF =
  '每次核验的时间和结果是考勤证据，关系到补贴发放，随资金档案一起保存；撤回以后不再新增，已有的不删除。'

const FRAMES: ConsentText = {
  version: 'frames-2026-12-01',
  title: '人脸打卡同意书',
  paragraphs: [
    {
      heading: '收集什么',
      text: '由教师或监管人员在场，为您拍三张照片，或者用您的身份证照片，算出一组人脸特征数字。打卡时拍几秒钟的画面，与这组数字比对。照片和画面比对完马上丢弃，不保存。',
    },
    WHY,
    BASIS,
    {
      heading: '保存多久',
      text: `人脸特征数字保存到您这个班最后一次课后 30 天，到期自动销毁。您撤回同意，马上销毁。${PROOF}证据里有相似程度和画面校验码，不能从中还原出您的样子。`,
    },
    {
      heading: '在哪里处理，谁能看到',
      text: '画面经加密传到本系统的服务器，就在服务器上比对，不交给其他公司。特征数字加密保存，没有人能在页面上看到它。教师和监管人员只能看到您是否登记、每次核验是否通过。',
    },
    FREE,
    WITHOUT,
    WITHDRAW,
    WHOM,
  ],
}

const SERVICE: ConsentText = {
  version: 'service-2026-12-01',
  title: '人脸打卡同意书',
  paragraphs: [
    {
      heading: '收集什么',
      text: '打卡时打开微信的人脸核验页面，由微信拍摄并核验。为此要把您的姓名和身份证号交给微信的核验服务。本系统拿不到您的照片，也不保存人脸特征，只收到“通过”或“没有通过”。',
    },
    WHY,
    BASIS,
    {
      heading: '保存多久',
      text: `本系统没有您的人脸信息可存。${PROOF}微信怎样保存它拍到的画面，以它在核验页面上展示的说明为准。`,
    },
    {
      heading: '在哪里处理，谁能看到',
      text: '人脸在微信的服务里处理，由微信核对是不是您本人。本系统里，教师和监管人员只能看到每次核验是否通过。',
    },
    FREE,
    WITHOUT,
    WITHDRAW,
    WHOM,
  ],
}

/** Nothing to consent to: nobody checks faces. */
const NONE: ConsentText = {
  version: 'none',
  title: '人脸打卡',
  paragraphs: [
    {
      heading: '现在没有开通',
      text: '现在没有开通人脸打卡，不收集任何人脸信息，也不需要您同意什么。',
    },
    WITHOUT,
  ],
}

const TEXTS: { readonly [W in FaceVerifier['way']]: ConsentText } = {
  frames: FRAMES,
  service: SERVICE,
  none: NONE,
}

/** The text in force for a way of checking. */
export function consentText(way: FaceVerifier['way']): ConsentText {
  return TEXTS[way]
}

/** Whether a consent to this version is one to what is done today: another text, and another way, is another question. */
export function covers(version: string, way: FaceVerifier['way']): boolean {
  return way !== 'none' && TEXTS[way].version === version
}

/** SHA-256 of the whole text, hex: what somebody consented to, beyond doubt. */
export function hashOfText(text: ConsentText): string {
  return createHash('sha256').update(canonicalJson(text)).digest('hex')
}
