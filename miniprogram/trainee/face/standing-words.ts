import type {
  DestructionReason,
  FaceReadiness,
  FaceStanding,
  FaceToday,
} from '../../../cloudfunctions/contract/face'
import { dayAndTime, fullDate } from '../../components/time'
import type { Words } from '../../components/words'

interface WayNow {
  readonly words: Words
  /** What it means for the next check-in. */
  readonly note: string
}

const ways: Readonly<Record<FaceReadiness, WayNow>> = {
  ready: {
    words: { text: '用人脸打卡', tone: 'good' },
    note: '按下打卡后核验人脸，约 3 秒。随时可以改用教师确认。',
  },
  'not-enrolled': {
    words: { text: '还没有登记人脸', tone: 'wait' },
    note: '请让教师给您拍三张照片登记。登记以前照常打卡，由教师确认。',
  },
  'no-consent': {
    words: { text: '还没有选', tone: 'quiet' },
    note: '不选也照常打卡，由教师确认。',
  },
  without: {
    words: { text: '不用人脸，由教师确认', tone: 'good' },
    note: '打卡后请教师当面确认，或者输入教室里的签到码。',
  },
  none: { words: { text: '这里没有人脸打卡', tone: 'quiet' }, note: '打卡由教师确认。' },
}

export const wayNow = ({ readiness, withdrawnAt, because, destroyed }: FaceStanding): WayNow => {
  const known = ways[readiness]
  if (because !== null) return { ...known, note: because }
  if (withdrawnAt === null) return known
  const done = destroyed?.because === 'withdrawn' ? '登记的人脸特征已经销毁' : '不会再核验人脸'
  return { ...known, note: `同意已撤回，${done}。${known.note}` }
}

/** Where nothing was enrolled, nothing of a face is kept here. */
export const withdrawalWillDo = ({ enrolled }: FaceStanding): string =>
  enrolled
    ? '撤回后，登记的人脸特征马上销毁，不能恢复；以后想再用，要重新同意、重新登记。确定撤回吗？'
    : '撤回后不再核验人脸，本系统没有保存您的人脸；以后想再用，要重新同意。确定撤回吗？'

/** Why what was enrolled is gone, as far as there is nothing enrolled since. */
const gone = {
  withdrawn: '您撤回了同意',
  'term-over': '保存期限到了',
  'enrolled-anew': '重新登记了',
  'other-way': '您改用了另一种核验人脸的方式，用不着它了',
  restored: '系统恢复过旧数据，证明不了还可以保存，就销毁了；想用人脸，请重新登记',
} as const satisfies Readonly<Record<DestructionReason, string>>

const bases = { frames: '现场三张照片', 'id-photo': '身份证照片' } as const

/** `2026年11月22日版` of a version `frames-2026-11-22`: what is before the date says only which way the text is about. */
export const versionInWords = (version: string): string =>
  `${fullDate(version.slice(-'2026-11-22'.length))}版`

interface Line {
  readonly name: string
  readonly text: string
}

/** What was said and done, each with its time. */
export function standingLines(standing: FaceStanding): readonly Line[] {
  const { consent, otherConsent, withdrawnAt, enrolled, destroyed } = standing
  return [
    ...(consent
      ? [{ name: '同意', text: `${dayAndTime(consent.at)}，${versionInWords(consent.version)}` }]
      : []),
    ...(otherConsent
      ? [
          {
            name: '以前同意',
            text: `${dayAndTime(otherConsent.at)}，${versionInWords(otherConsent.version)}`,
          },
        ]
      : []),
    ...(withdrawnAt !== null ? [{ name: '撤回', text: dayAndTime(withdrawnAt) }] : []),
    ...(enrolled
      ? [
          { name: '登记', text: `${dayAndTime(enrolled.at)}，${enrolled.by}（${bases[enrolled.basis]}）` },
          { name: '保存到', text: fullDate(enrolled.keptUntil) },
        ]
      : []),
    ...(destroyed ? [{ name: '销毁', text: `${dayAndTime(destroyed.at)}，${gone[destroyed.because]}` }] : []),
  ]
}

const lines: Readonly<Record<FaceReadiness, string | null>> = {
  ready: '按下后核验人脸，约 3 秒。',
  'not-enrolled': '还没有登记人脸：请让教师给您拍三张照片。登记以前照常打卡，由教师确认。',
  'no-consent': '打卡可以用人脸，也可以不用，说明在下面。不选也照常打卡。',
  without: '您选了不用人脸，打卡由教师确认。可以在“人脸打卡设置”里改。',
  none: null,
}

/** One line under the button. */
export const lineOfToday = ({ readiness, because }: FaceToday): string | null => because ?? lines[readiness]
