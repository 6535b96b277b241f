import type { CheckEnd, FaceOutcome, OpenFaceAnswer } from '../../../../cloudfunctions/contract/face'
import type { CameraTrouble } from '../../../components/face-camera/shutter'

/** What broke a check off before anybody had looked at a face. `hidden`: the app was left. */
export type Halt = CameraTrouble | 'cancelled' | 'hidden' | 'timed-out'

/** As the server is told of it. */
export const endedBy: Readonly<Record<Halt, CheckEnd>> = {
  cancelled: 'cancelled',
  hidden: 'cancelled',
  stopped: 'cancelled',
  'no-permission': 'no-permission',
  'no-camera': 'unsupported',
  unsupported: 'unsupported',
  busy: 'unavailable',
  'timed-out': 'timed-out',
}

type NotOpened = Exclude<Extract<OpenFaceAnswer, { opened: false }>['why'], 'no-lesson'>

/** `no-verdict`: the service is still silent; `not-answered`: the server; `refused`: it gives its own sentence. */
export type EndKind =
  | Exclude<FaceOutcome, 'passed'>
  | Halt
  | NotOpened
  | 'no-verdict'
  | 'not-answered'
  | 'refused'

/** How a check ended that was not passed. The tap is still on the phone. */
export interface FaceEnd {
  readonly kind: EndKind
  /** Checks that may still be opened today; null: not told. */
  readonly left: number | null
  /** The server's own sentence, in place of that of the kind. */
  readonly sentence?: string
}

export interface EndWords {
  readonly title: string
  /** What happened, and what to do next. */
  readonly sentence: string
  /** Another try may come to something else. */
  readonly again: boolean
}

const light = (title: string, sentence: string): EndWords => ({ title, sentence, again: true })
const ASK = '可以让教师当面确认，或者输入教室里的签到码。'

const words: Readonly<Record<EndKind, EndWords>> = {
  uncertain: light('还差一点，没认准', '请到光线均匀的地方，摘下口罩和帽子，再试一次。'),
  'not-same-person': light(
    '和登记的照片不像',
    `请确认登录的是您自己的账号，摘下口罩和帽子再试一次。还是不行，${ASK}`,
  ),
  'not-live': light('没有看清动作', '请按屏幕上的话做，动作慢一点、大一点，再试一次。'),
  'no-face': light('没有看到人脸', '请把手机举到与眼睛一样高，让脸在圆圈里，再试一次。'),
  'several-faces': light('画面里不止一个人', '请让旁边的人离开画面，只留您一个人，再试一次。'),
  'too-far': light('离得太远了', '请把手机拿近一点，让脸占满圆圈，再试一次。'),
  blurred: light('画面模糊', '请擦一擦镜头，拿稳手机，再试一次。'),
  'too-dark': light('光线太暗', '请到亮一点的地方，脸朝着光，再试一次。'),
  'too-bright': light('光线太亮', '请不要背对或正对强光，换个方向再试一次。'),
  'turned-away': light('没有正对镜头', '开始时请先正对镜头，听到提示再转头，再试一次。'),
  unreadable: light('画面没有读出来', '请再试一次。'),
  cancelled: light('人脸核验停下了', `可以再试一次；不想用人脸，${ASK}`),
  hidden: light('人脸核验停下了', '核验时请不要离开这个页面。回来了就再试一次。'),
  stopped: light('摄像头中断了', '可能有电话打进来，或者别的程序用了摄像头。请再试一次。'),
  busy: light('摄像头正被占用', '请关掉正在用摄像头的程序（如视频通话），再试一次。'),
  'timed-out': light('时间到了', `这次核验没有来得及做完，请再试一次。不方便的话，${ASK}`),
  'no-permission': light(
    '没有允许使用摄像头',
    `要用人脸，请在浏览器或微信的设置里允许摄像头，再试一次。不想允许也可以，${ASK}`,
  ),
  'no-camera': { title: '没有找到摄像头', sentence: `这台设备没有可用的摄像头。${ASK}`, again: false },
  unsupported: { title: '这台设备不能核验人脸', sentence: `不是您的问题。${ASK}`, again: false },
  unavailable: light('人脸核验现在用不了', `不是您的问题，打卡没有丢。可以过一会儿再试一次，也${ASK}`),
  'no-verdict': light('核验结果还没有出来', `请等一下再试一次，不用重做动作。不想等，${ASK}`),
  'not-answered': light('没有连上服务器', `请再试一次，会接着核对，不用重做动作。不想等，${ASK}`),
  refused: light('人脸核验没有做成', ''),
  'too-many-checks': { title: '今天试的次数用完了', sentence: `明天还可以用人脸。今天${ASK}`, again: false },
  none: { title: '这里现在没有人脸核验', sentence: ASK, again: false },
  'no-consent': { title: '您还没有同意用人脸', sentence: `打卡照样可以。${ASK}`, again: false },
  'not-enrolled': {
    title: '还没有登记人脸',
    sentence: `请让教师给您拍三张照片登记。这次${ASK}`,
    again: false,
  },
  without: { title: '您选了不用人脸', sentence: ASK, again: false },
}

/** So few that they are counted aloud. */
const FEW = 3

export function endWords({ kind, left, sentence }: FaceEnd): EndWords {
  const known = words[kind]
  const told = { ...known, sentence: sentence ?? known.sentence }
  if (left === null || !known.again || left > FEW) return told
  if (left > 0) return { ...told, sentence: `${told.sentence}今天还可以试 ${left} 次。` }
  return { ...told, sentence: `今天试的次数用完了。${ASK}`, again: false }
}
