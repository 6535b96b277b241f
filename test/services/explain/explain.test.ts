import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { datasetOf } from '../../../cloudfunctions/domain/dataset'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import type { CheckIn, Lesson, Trainee } from '../../../cloudfunctions/domain/model'
import { instantOf, MINUTE } from '../../../cloudfunctions/domain/time'
import { explainTrainee } from '../../../cloudfunctions/services/explain/explain'

const DATES = ['2024-06-03', '2024-06-04', '2024-06-05', '2024-06-06', '2024-06-07']
const TIMES = [
  ['08:30', '10:00'],
  ['10:10', '11:40'],
  ['13:00', '14:30'],
  ['14:40', '16:10'],
] as const

const lessons: Lesson[] = DATES.flatMap(date =>
  TIMES.map(([start, end], i) => ({
    id: `${date}#${i + 1}`,
    date,
    start,
    end,
    hours: 2,
    kind: i === 0 ? 'theory' : 'practice',
    delivery: 'onsite',
  })),
)

const trainee = (id: string, rest: Partial<Trainee>): Trainee => ({
  id,
  classId: 'C1',
  name: '王建国',
  population: 'registered-unemployed',
  assessment: { passed: true, certificateNo: 'Z1' },
  ...rest,
})

const employment = { contract: true, socialInsurance: true, monthlyWageFen: 230_000, startedOn: '2024-07-10' }

function tap(traineeId: string, kind: 'start' | 'end', date: string, time: string): CheckIn {
  const face = { matched: true, live: true }
  const location = { latitude: 43.8869, longitude: 125.3243 }
  return {
    id: `K-${traineeId}-${date}-${kind}`,
    traineeId,
    kind,
    at: instantOf(date, time),
    method: 'face',
    face,
    location,
  }
}

const days = (traineeId: string, late: string) =>
  DATES.flatMap((date, i) => [
    tap(traineeId, 'start', date, i === 0 ? late : '08:21'),
    tap(traineeId, 'end', date, '16:15'),
  ])

const evaluation = evaluate(
  datasetOf({
    projects: [{ id: 'P1', employer: '企业', provider: '学校', plannedTrainees: 1, employmentDemand: 1 }],
    classes: [
      {
        id: 'C1',
        projectId: 'P1',
        occupationCode: '6-31-07-03',
        approvedOn: '2024-05-28',
        site: { latitude: 43.8868, longitude: 125.3245, radiusMeters: 300 },
        cameras: [{ deviceSerial: 'C12345678', channelNo: 1 }],
        lessons,
      },
    ],
    trainees: [trainee('T1', { employment }), trainee('T2', { population: 'other' })],
    checkIns: [...days('T1', '09:20'), ...days('T2', '08:20')],
    recordings: DATES.map(date => ({
      deviceSerial: 'C12345678',
      channelNo: 1,
      startTime: instantOf(date, '08:31'),
      endTime: instantOf(date, '08:31') + 50 * MINUTE,
      recType: 1,
    })),
    decisions: [
      {
        classId: 'C1',
        date: '2024-06-07',
        traineeId: 'T1',
        verdict: 'accepted',
        hours: 6,
        by: '周敏',
        at: instantOf('2024-06-10', '10:00'),
        reason: '下午请假',
      },
    ],
  }),
  createWorkingCalendar({ years: [], days: {} }),
)

const textOf = (id: string) => explainTrainee(evaluation, id)?.join('\n')

describe('the explanation goes from the yuan', () => {
  it('to the outcome, with the trainee, the class and the edition', () => {
    expect(textOf('T1')).toContain(
      '学员 T1（王建国）  班级 C1  项目 P1  政策 changchun-2024\n补贴 800.00 元：全额补贴',
    )
  })

  it('to every rule applied, with its clause and its numbers', () => {
    const text = textOf('T1')
    expect(text).toContain(
      '[四（一）] 就业门槛：已就业 1 人；须达到用工需求 1 人的 70%，并达到计划 1 人的 70% —— 达到',
    )
    expect(text).toContain('[三（二）] 开班批准：2024-05-28 批准，首次课 2024-06-03 —— 符合')
    expect(text).toContain(
      '[四（一）、四（二）(2)] 出勤率：确认 36 ÷ 应到 40 学时 = 0.9000，须不低于 70% —— 达到',
    )
    expect(text).toContain('可付线下 40、线上 0，共 40 学时')
    expect(text).toContain(
      '全额补贴：线下 40 学时 × 20 元 + 线上 0 学时 × 10 元，最高 4800.00 元 = 800.00 元',
    )
    expect(text).toContain('月工资 2300.00 元，当日最低工资 1880.00 元 —— 核实就业，按全额补贴')
  })

  it('to the day, the lesson and the check-ins that made its hours', () => {
    const text = textOf('T1')
    expect(text).toContain('2024-06-03  确认 6 / 应到 8 学时')
    expect(text).toContain('课程 2024-06-03#1 08:30–10:00 2 学时 理论 线下，按打卡计 0 学时')
    expect(text).toContain('课程 2024-06-03#2 10:10–11:40 2 学时 实操 线下，按打卡计 2 学时')
    expect(text).toContain('签到：09:20:00（K-T1-2024-06-03-start，人脸识别，距培训地点 20 米）')
    expect(text).toContain('本人：正常（迟到）')
  })

  it('to the clips and the stretches counted in them', () => {
    const text = textOf('T1')
    expect(text).toContain('班级当日：录像合格，录像 2 段')
    expect(text).toContain('片段 08:31:00–09:21:00 摄像头 C12345678/1')
    expect(text).toContain('计为第 2 段 08:51:00–09:11:00 摄像头 C12345678/1')
  })

  it('to the decisions, with who, when and why', () => {
    expect(textOf('T1')).toContain('决定：2024-06-10 10:00 周敏 认可 6 学时：下午请假')
  })
})

it('the explanation stops at the first rule that gives nothing', () => {
  const text = textOf('T2')
  expect(text).toContain('补贴 0.00 元：不予补贴：不属于补贴人群')
  expect(text).toContain('补贴人群：其他人员 —— 不符合')
  expect(text).not.toContain('考核：')
})

it('a trainee whom the dataset lacks has no explanation', () => {
  expect(explainTrainee(evaluation, 'T9')).toBeNull()
})
