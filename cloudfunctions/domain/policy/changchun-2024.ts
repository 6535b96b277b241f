import { CATALOGUE_2024 } from '../catalogue/changchun-2024'
import { catalogueOf } from '../catalogue/occupation'
import type { Edition, Figure } from './edition'

const COURSE = '三 培训课程及时限要求'
const PAY = '四（二）'
const SILENT = '（原文未规定）'

function text<T extends number | string>(value: T, unit: string, clause: string, meaning: string): Figure<T> {
  return { value, unit, clause, basis: 'text', meaning }
}

function reading<T extends number | string>(
  value: T,
  unit: string,
  clause: string,
  meaning: string,
): Figure<T> {
  return { value, unit, clause, basis: 'reading', meaning }
}

/** 长春市支持重点企业项目制培训实施方案（征求意见稿）, 2024-03-25. */
export const changchun2024: Edition = {
  id: 'changchun-2024',
  title: '长春市支持重点企业项目制培训实施方案（征求意见稿）',
  publishedBy: '长春市人力资源和社会保障局、长春市财政局',
  publishedOn: '2024-03-25',
  from: '2024-03-25',
  to: '2024-12-31',
  catalogue: catalogueOf(CATALOGUE_2024),
  figures: {
    employmentDemandAtLeast: text(5, '人', '三（一）', '企业用工需求最低人数'),
    overEnrolmentPercentAtMost: text(20, '%', '三（一）', '学员人数超出计划数的最高比例'),
    trainingHoursAtLeast: text(40, '学时', COURSE, '培训总学时下限'),
    theoryPercentAtMost: text(40, '%', COURSE, '理论学时占总学时的最高比例'),
    minutesPerHour: text(45, '分钟', COURSE, '每学时的最短时长'),
    hoursPerDayAtMost: text(8, '学时', COURSE, '每天学时上限'),
    checkInsPerDay: text(2, '次', '三（三）', '每日打卡次数：培训开始和结束各一次'),
    segmentsPerDayAtLeast: text(2, '段', '三（三）', '每天录像段数下限'),
    segmentIs: reading('stretch', '', '三（三）', '“2段”指两段互不重叠的时间，不是两个文件'),
    minutesPerSegment: text(20, '分钟', '三（三）', '每段录像的最短时长'),
    employedPercentOfDemandAtLeast: reading(
      70,
      '%',
      '四（一）',
      '就业人数占企业用工需求的最低比例；与计划数比例须同时达到',
    ),
    employedPercentOfPlanAtLeast: reading(
      70,
      '%',
      '四（一）',
      '就业人数占培训计划数的最低比例；与用工需求比例须同时达到',
    ),
    onsiteFenPerHour: text(2000, '分/学时', PAY, '线下培训每学时补贴（20元）'),
    onlineFenPerHour: text(1000, '分/学时', PAY, '线上培训每学时补贴（10元）'),
    paidHoursCapA: text(240, '学时', PAY, 'A类每人最高补贴学时'),
    paidHoursCapB: text(120, '学时', PAY, 'B类每人最高补贴学时'),
    paidHoursCapC: text(80, '学时', PAY, 'C类每人最高补贴学时'),
    amountCapFenA: text(480000, '分', PAY, 'A类每人最高补贴（4800元）'),
    amountCapFenB: text(240000, '分', PAY, 'B类每人最高补贴（2400元）'),
    amountCapFenC: text(160000, '分', PAY, 'C类每人最高补贴（1600元）'),
    costPercentAtMost: text(60, '%', '四（二）(2)', '成本补贴占全额补贴的最高比例'),
    attendancePercentAtLeast: text(70, '%', '四（二）(2)', '享受补贴的最低出勤率'),
    fullCostAttendancePercent: text(90, '%', '四（二）(2)', '享受全额成本补贴的出勤率'),
    applicationWorkingDays: text(5, '个工作日', '五（一）', '就业签约后提交资金申请的期限'),
    traineesPerYear: text(3000, '人', '一、二（二）', '每年培训人数'),
    sessionBreakMinutes: reading(30, '分钟', SILENT, '课间休息不超过此时长的课程算同一时段'),
    mergeGapSeconds: reading(10, '秒', SILENT, '同一摄像头前后文件间隔不超过此时长的算连续录制'),
    graceMinutes: reading(10, '分钟', SILENT, '签到晚于开始、签退早于结束不超过此时长的不算迟到早退'),
    checkInOpensMinutes: reading(60, '分钟', SILENT, '第一节课开始前多久起可以打卡'),
    checkOutClosesMinutes: reading(60, '分钟', SILENT, '最后一节课结束后多久内可以打卡'),
    paidFirst: reading('onsite', '', PAY, '先用线下学时计入每日上限和类别上限，再用线上学时'),
  },
}
