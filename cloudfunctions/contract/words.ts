import type {
  ClassDayFlag,
  ClassDayStatus,
  NoSubsidyReason,
  TraineeDayFlag,
  TraineeDayStatus,
} from '../domain/model'
import type { AppealKind } from './appeals'

/** What people read for the codes of an evaluation, in the app and in the explanation alike. */

export const classDayStatusWords: Readonly<Record<ClassDayStatus, string>> = {
  compliant: '录像合格',
  flagged: '待核查',
  accepted: '已认可',
  rejected: '不予认可',
  'not-required': '无需录像',
}

export const classDayFlagWords: Readonly<Record<ClassDayFlag, string>> = {
  'no-recording': '没有录像',
  'too-few-segments': '录像不足 2 段',
  'segment-too-short': '有录像不足 20 分钟',
}

export const traineeDayStatusWords: Readonly<Record<TraineeDayStatus, string>> = {
  clean: '正常',
  flagged: '待核查',
  accepted: '已认可',
  rejected: '不予认可',
  absent: '缺勤',
}

export const traineeDayFlagWords: Readonly<Record<TraineeDayFlag, string>> = {
  absent: '没有签到和签退',
  late: '迟到',
  'left-early': '早退',
  'missing-start': '没有签到',
  'missing-end': '没有签退',
  'no-location': '打卡时没有位置',
  'outside-site': '打卡不在培训地点',
  'shared-device': '与他人用同一部手机打卡',
  witnessed: '由教师见证打卡',
}

/** What an edition of the policy is called, by its id. */
export const policyWords: Readonly<Record<string, string>> = { 'changchun-2024': '长春 2024 版' }

export const appealWords: Readonly<Record<AppealKind, string>> = { 'make-up': '补签申请', appeal: '申诉' }

export const noSubsidyWords: Readonly<Record<NoSubsidyReason, string>> = {
  'employment-below-threshold': '项目就业人数没有达到门槛，整个项目不予补贴',
  'class-not-approved': '班级没有在开课前获得批准',
  'occupation-not-covered': '职业（工种）不在目录内，也未经审批列入',
  'population-not-covered': '不属于补贴人群',
  'assessment-not-passed': '没有通过考核或没有合格证书',
  'attendance-below-minimum': '出勤率低于最低要求',
}
