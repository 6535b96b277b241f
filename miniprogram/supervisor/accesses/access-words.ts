import type { AccessView, Operation, UnlistedRefusals } from '../../../cloudfunctions/contract/app'
import { dateInWords, HOUR_MS, hourMinute } from '../../components/time'
import { roleWords, type Words } from '../../components/words'

/** Of every question of the contract what it is called: any of them may have been refused. */
const OPERATIONS: { readonly [K in Operation]: string } = {
  'sign-in': '登录',
  'sign-out': '退出',
  'who-am-i': '确认登录',
  'trainee-today': '看“今天”',
  'check-in': '打卡',
  'my-days': '看“我的学时”',
  'class-today': '看班级当天',
  witness: '见证打卡',
  'refresh-recordings': '向平台查录像',
  'start-recording': '开始录制',
  'stop-recording': '停止录制',
  'camera-check': '看摄像头画面',
  'playback-address': '看录像',
  'class-days': '看班级日列表',
  'class-day': '看班级日',
  'preview-decision': '预览核定的影响',
  decide: '核定',
  'ask-explanation': '要求说明',
  explain: '说明',
  'appeal-day': '补签申请或申诉',
  accesses: '看查阅记录',
  accounts: '看账号列表',
  'save-account': '新建或修改账号',
  'classes-to-give': '看可选的班级',
  'reset-password': '重置密码',
  'close-account': '停用账号',
  'change-password': '改自己的密码',
  'find-trainee': '按身份证号找学员',
  'message-templates': '看提醒设置',
  'keep-consents': '允许发提醒',
  'face-standing': '看自己的人脸登记',
  'give-face-consent': '同意人脸打卡',
  'withdraw-face-consent': '撤回人脸同意',
  'choose-way': '选择打卡方式',
  'open-face': '开始人脸核验',
  'judge-face': '人脸核验',
  'face-roll': '看班级的人脸登记',
  'enrol-face': '登记人脸',
  'room-code': '展示签到码',
}

/** Of the command line. */
const COMMANDS = { import: '导入数据文件', 'export-id-numbers': '导出身份证号' } as const

export function operationInWords(name: string): string {
  const all = { ...OPERATIONS, ...COMMANDS }
  return Object.entries(all).find(([operation]) => operation === name)?.[1] ?? `其他操作（${name}）`
}

export const accessTypes: Readonly<Record<AccessView['type'], Words>> = {
  act: { text: '办理', tone: 'good' },
  refused: { text: '被拒绝', tone: 'bad' },
  read: { text: '查看', tone: 'quiet' },
}

type Who = Pick<AccessView, 'accountId' | 'displayName' | 'role'>

/** Whoever has the machine, by the command line. */
const OPERATOR_ID = 'operator'

export function whoInWords({ accountId, displayName, role }: Who): string {
  if (role !== null) return `${displayName}（${roleWords[role]}）`
  return accountId === OPERATOR_ID ? '运行服务的人（命令行）' : `账号 ${accountId}`
}

const OBJECTS: Readonly<Record<string, string>> = {
  traineeId: '学员编号',
  traineeIds: '学员编号',
  accountId: '账号编号',
  deviceSerial: '摄像头',
  attemptIds: '打卡编号',
  requestId: '说明要求编号',
  file: '文件',
}

/** What it was about: `焊工 2 班 · 11月22日 周日 · 学员编号 T1`; empty: nothing that has a name. */
export function objectsInWords(objects: AccessView['objects'], titles: ReadonlyMap<string, string>): string {
  const { classId, date, ...others } = objects
  return [
    classId === undefined ? '' : (titles.get(classId) ?? `班级 ${classId}`),
    date === undefined ? '' : /^\d{4}-\d\d-\d\d$/.test(date) ? dateInWords(date) : date,
    ...Object.entries(others).flatMap(([field, value]) =>
      OBJECTS[field] && value ? `${OBJECTS[field]} ${value}` : [],
    ),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** By whom, in which hour of the clock, and how often beyond what is listed. */
export function unlistedInWords(refusals: UnlistedRefusals): string {
  const hour = Math.floor(refusals.since / HOUR_MS) * HOUR_MS
  return `${whoInWords(refusals)}：${hourMinute(hour)}–${hourMinute(hour + HOUR_MS)}，${hourMinute(refusals.since)} 以后又被拒绝 ${refusals.refused} 次。`
}

/** Those of supervisors first, who judge the others; of either the latest first. */
export const inOrder = (accesses: readonly AccessView[]): readonly AccessView[] =>
  [...accesses].sort(
    (a, b) => Number(b.role === 'supervisor') - Number(a.role === 'supervisor') || b.at - a.at,
  )
