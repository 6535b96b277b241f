import type { AppealKind, AppealView } from '../../../cloudfunctions/contract/appeals'
import { appealWords } from '../../../cloudfunctions/contract/words'
import type { CallFailure } from '../../api/call'
import { dayAndTime } from '../../components/time'
import { checkInKind, verdicts, type Words } from '../../components/words'

interface AskWords {
  readonly open: string
  readonly send: string
  readonly leave: string
}

/** What the buttons say: that opens the form, that sends it, and that closes it. */
export const askWords: Readonly<Record<AppealKind, AskWords>> = {
  'make-up': { open: '补签申请', send: '提交补签申请', leave: '先不申请' },
  appeal: { open: '申诉这一天', send: '提交申诉', leave: '先不申诉' },
}

/** What is to be written, by what is asked. */
export const hints: Readonly<Record<AppealKind, string>> = {
  'make-up': '当天几点到、几点走，谁可以证明',
  appeal: '哪里不对，实际情况是什么，谁可以证明',
}

/** `没有签到和签退` */
export const missingInWords = (missing: readonly ('start' | 'end')[]): string =>
  `没有${missing.map(kind => checkInKind[kind]).join('和')}`

export const submitted = (kind: AppealKind, at: number): string =>
  `${appealWords[kind]}已在 ${dayAndTime(at)} 提交，等待监管人员处理。处理后在“我的学时”里看结果。`

/** What became of one that was not answered with how it stands. */
export const sendingInWords = ({ message, unsettled }: Pick<CallFailure, 'message' | 'unsettled'>): string =>
  unsettled
    ? `${message}不知道有没有送到，请再按一次，不会重复。您写的还在。`
    : `没有提交成功。${message}您写的还在。`

/** How a request stands. */
export function appealStanding({ answer }: Pick<AppealView, 'answer'>): Words {
  if (answer === null) return { text: '已提交，等待监管人员处理', tone: 'wait' }
  const hours = answer.hours === null ? '' : ` ${answer.hours} 学时`
  return {
    text: `已处理：${verdicts[answer.verdict]}${hours}`,
    tone: answer.verdict === 'accepted' ? 'good' : 'bad',
  }
}
