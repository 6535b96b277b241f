import type { Failure } from '../../contract/app'
import { appealWords } from '../../contract/words'
import { formatInstant } from '../../domain/time'
import type { Refusal } from '../../services/outcome'
import {
  ACCOUNT_CONFLICTS,
  NEW_PASSWORD_FIRST,
  UNFIT_PASSWORDS,
  WRONG_CURRENT_PASSWORD,
} from './account-sentences'

type FailureCode = Failure['error']['code']

/** Every failure has one status, here and nowhere else. */
export const STATUS: Readonly<Record<FailureCode, number>> = {
  'bad-input': 400,
  'signed-out': 401,
  'wrong-name-or-password': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-many-attempts': 429,
  outage: 503,
}

const NOT_FOUND = {
  class: '没有找到这个班级，请返回列表重新选择。',
  'class-day': '这个班级在这一天没有课程，请换一个日期。',
  trainee: '没有找到这位学员，请返回列表重新选择。',
  account: '没有找到这个账号，请返回列表重新选择。',
  camera: '这个班级没有绑定这台摄像头，请刷新页面后重新选择。',
  'explanation-request': '没有找到这条说明要求，请刷新页面后再试。',
  'face-check': '没有找到这次人脸核验，请重新开始核验，或者选择由教师当面确认。',
} as const

const SEEN_NOT_SAID =
  '有学员的人脸核验没有通过，见证没有保存。请先选“看过身份证”或“本人我认识”，确认是他本人再见证；看不到的请刷新页面。'

/** A refusal as the app and its reader get it. */
export function failureOf(refusal: Refusal): Failure {
  switch (refusal.code) {
    case 'signed-out':
      return failure('signed-out', '登录已过期，请重新登录。')
    case 'wrong-name-or-password':
      return failure('wrong-name-or-password', '账号或密码不对，请检查后再试。')
    case 'too-many-attempts':
      return tooManyAttempts(refusal.retryAfterSeconds)
    case 'not-allowed':
      return failure('not-allowed', '您的账号不能查看或办理这一项，如需办理请联系管理员。')
    case 'not-found':
      return failure('not-found', NOT_FOUND[refusal.what])
    case 'conflict':
      return failure('conflict', conflictSentence(refusal))
    case 'camera-trouble':
      return failure('outage', refusal.sentence)
    case 'too-many-hours':
      return failure('bad-input', `认可的学时不能超过当天安排的 ${refusal.most} 学时。`, 'hours')
    case 'seen-not-said':
      return failure('bad-input', SEEN_NOT_SAID, 'seen')
    case 'account-conflict':
      return failure('conflict', ACCOUNT_CONFLICTS[refusal.what])
    case 'wrong-current-password':
      return failure('bad-input', WRONG_CURRENT_PASSWORD, 'currentPassword')
    case 'unfit-password':
      return failure('bad-input', UNFIT_PASSWORDS[refusal.why], 'newPassword')
    case 'password-to-change':
      return failure('not-allowed', NEW_PASSWORD_FIRST)
  }
}

export function failure(code: FailureCode, message: string, path?: string): Failure {
  return { error: { code, message, ...(path !== undefined && { path }) } }
}

/** More requests than are taken. @param retryAfter seconds */
export function tooOften(retryAfter: number): Failure {
  const message = `操作太频繁，请在 ${retryAfter} 秒后再试。`
  return { error: { code: 'too-many-attempts', message, retryAfter } }
}

function tooManyAttempts(retryAfter: number): Failure {
  const minutes = Math.ceil(retryAfter / 60)
  const message = `登录失败次数过多，请在 ${minutes} 分钟后再试。`
  return { error: { code: 'too-many-attempts', message, retryAfter } }
}

function conflictSentence(refusal: Extract<Refusal, { code: 'conflict' }>): string {
  if (refusal.what === 'key-used-otherwise') {
    return '前一次已经提交，以那次为准。这一次改动的内容没有保存。'
  }
  if (refusal.what === 'too-many-taps') {
    return `今天已点击 ${refusal.most} 次，这一次没有保存；前面的都在。如签到状态不对，请找教师见证。`
  }
  if (refusal.what === 'outside-class-hours') {
    return `现在不在上课时段，${shortTime(refusal.opensAt)} 到 ${shortTime(refusal.closesAt)} 之间可以开始录制。`
  }
  if (refusal.what === 'acted-meanwhile') {
    return `${refusal.by}在 ${shortTime(refusal.at)} 已处理过这一天，您的决定没有保存。请查看最新情况后再决定。`
  }
  if (refusal.what === 'appealed-meanwhile') {
    return `${refusal.by}在 ${shortTime(refusal.at)} 就这一天提出了${appealWords[refusal.kind]}，您的决定没有保存。请查看最新情况后再决定。`
  }
  if (refusal.what === 'appeal-too-early') {
    return `当天打卡还没有截止，${shortTime(refusal.closesAt)} 之后才能申请。现在还可以打卡。`
  }
  if (refusal.what === 'appeal-too-late') {
    return `${appealWords[refusal.kind]}要在 ${refusal.mostDays} 天内提出，这一天已在 ${shortTime(refusal.until)} 截止。有疑问请找承训单位。`
  }
  if (refusal.what === 'appeal-open') {
    return `这一天的${appealWords[refusal.kind]}已在 ${shortTime(refusal.at)} 提交，等待监管人员处理，不用再交。`
  }
  if (refusal.what === 'no-face-check') {
    return '现在没有开通人脸打卡，不需要同意。请直接打卡，由教师当面确认。'
  }
  if (refusal.what === 'other-consent-text') {
    return '同意书的内容更新了，您的选择没有保存。请刷新页面，看过新的内容再决定。'
  }
  if (refusal.what === 'face-term-over') {
    return `这个班的课已经结束，人脸信息只能保存到 ${refusal.keptUntil}，不能再登记。需要打卡的学员请由教师当面确认。`
  }
  return `当天签到还没有结束，${shortTime(refusal.closesAt)} 之后才能作出决定。`
}

/** 06月03日 12:40 */
function shortTime(instant: number): string {
  const text = formatInstant(instant)
  return `${text.slice(5, 7)}月${text.slice(8, 10)}日 ${text.slice(11, 16)}`
}
