import type { FaceTries, FailedLook } from '../../cloudfunctions/contract/face'
import { hourMinute } from './time'

/** What a look at a face came to, for whoever decides in its place. It says what was seen, never why. */
export const failedLook: Record<FailedLook, string> = {
  'not-same-person': '看着不像本人',
  uncertain: '不能确定是不是本人',
  'not-live': '没有看到要求的动作',
  'no-face': '没有拍到人脸',
  'several-faces': '拍到了不止一个人',
  'too-far': '人脸离镜头太远',
  blurred: '画面模糊',
  'too-dark': '画面太暗',
  'too-bright': '画面太亮',
  'turned-away': '没有正对镜头',
  unreadable: '画面打不开',
}

/** `人脸核验 2 次没有通过，最近 08:20：看着不像本人` */
export const triesInWords = ({ failed, lastOutcome, lastAt }: FaceTries): string =>
  `人脸核验 ${failed} 次没有通过，最近 ${hourMinute(lastAt)}：${failedLook[lastOutcome]}`

/** What an instructor went by. */
export const seenWords = { 'id-card': '看过身份证', known: '本人我认识' } as const
