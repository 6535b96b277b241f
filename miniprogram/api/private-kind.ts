/** What is private, as people think of it. */
export type PrivateKind = 'location' | 'camera' | 'clipboard' | 'other'

/** WeChat names the interface or the component: `getLocation`, `camera`, `setClipboardData`. */
const KINDS: readonly (readonly [RegExp, PrivateKind])[] = [
  [/location|poi/i, 'location'],
  [/camera|vksession|facial/i, 'camera'],
  [/clipboard/i, 'clipboard'],
]

/** @param referrer as WeChat tells with its question; empty where it tells none */
export const privateKindOf = (referrer: string): PrivateKind =>
  KINDS.find(([names]) => names.test(referrer))?.[1] ?? 'other'

interface Words {
  readonly title: string
  readonly why: string
  /** What is lost by refusing, and what is not. */
  readonly without: string
  readonly refuse: string
}

/** The question in words, for each kind. */
export const privacyWords: Readonly<Record<PrivateKind, Words>> = {
  location: {
    title: '打卡时要用您的位置吗？',
    why: '只在您按下打卡的那一刻读取一次，用来核对是否在培训地点，不会在后台记录行踪。',
    without: '不同意也可以打卡，只是这一天可能需要人工核查。',
    refuse: '不同意，直接打卡',
  },
  camera: {
    title: '要用摄像头拍人脸吗？',
    why: '只在这一页打开着的时候拍，用来登记或核对是不是本人。照片算出比对用的数字就丢掉，不保存。',
    without:
      '不同意也可以打卡：由教师当面见证，或输入课堂签到码。这样打卡，监管人员看过再确认学时，确认以后和人脸一样算数。',
    refuse: '不同意，不用摄像头',
  },
  clipboard: {
    title: '要把内容放进剪贴板吗？',
    why: '只在您按下复制的时候写入一次，不读取剪贴板里原来的内容。',
    without: '不同意就不复制，别的都能照常用。',
    refuse: '不同意，不复制',
  },
  other: {
    title: '继续之前，请看隐私保护指引',
    why: '接下来要用到指引里写明的信息，只用在您正在办的这件事上。',
    without: '不同意也能回到刚才的页面，用别的办法办理。',
    refuse: '不同意',
  },
}
