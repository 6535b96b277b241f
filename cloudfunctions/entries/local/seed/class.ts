import type { Instant, Project, TrainingClass } from '../../../domain/model'
import { occupationOf, planClass } from '../../../domain/plan/class-plan'
import type { Secrets } from '../../../ports/secrets'
import type { ClassRecord, TraineeRecord } from '../../../services/documents/classes'
import { sealTrainee } from '../../../services/id-numbers/seal'
import { TRAINEES_IN_CLASS, traineePeople } from './people'
import { timetable } from './timetable'

export const DEMONSTRATION_CLASS_ID = 'demo-class-1'
const PROJECT_ID = 'demo-project-1'
export const PROVIDER = '长春市启航职业培训学校（演示）'

export const DEMONSTRATION_PROJECT: Project = {
  id: PROJECT_ID,
  employer: '长春北辰智能装备有限公司（演示）',
  provider: PROVIDER,
  plannedTrainees: TRAINEES_IN_CLASS,
  employmentDemand: 24,
}

export function demonstrationClass(now: Instant): ClassRecord {
  const { lessons, titles } = timetable(DEMONSTRATION_CLASS_ID, now)
  const training: TrainingClass = {
    id: DEMONSTRATION_CLASS_ID,
    projectId: PROJECT_ID,
    occupationCode: '6-31-07-03',
    // The edition's term is over; the class names it, as one that was approved under it would.
    policy: 'changchun-2024',
    ...(lessons[0] && { approvedOn: lessons[0].date }),
    site: { latitude: 43.88, longitude: 125.32, radiusMeters: 300 },
    cameras: [
      { deviceSerial: 'D10000001', channelNo: 1 },
      { deviceSerial: 'D10000002', channelNo: 1 },
    ],
    lessons,
  }
  const occupation = occupationOf(training, planClass(training).edition)?.name ?? training.occupationCode
  return {
    id: training.id,
    title: `${occupation} 1 班`,
    occupation,
    provider: PROVIDER,
    room: '实训楼 203',
    training,
    lessonTitles: titles,
  }
}

export function demonstrationTrainees(secrets: Secrets): TraineeRecord[] {
  return traineePeople().map((person, i) =>
    sealTrainee(secrets, {
      id: `demo-trainee-${String(i + 1).padStart(2, '0')}`,
      classId: DEMONSTRATION_CLASS_ID,
      ...person,
    }),
  )
}
