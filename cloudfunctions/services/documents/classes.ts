import type { Project, Trainee, TrainingClass } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** A class as the rules know it, and what people call it. */
export interface ClassRecord {
  readonly id: string
  readonly title: string
  readonly occupation: string
  readonly provider: string
  readonly room: string | null
  readonly training: TrainingClass
  readonly lessonTitles: Readonly<Record<string, string>>
}

export const CLASSES: Collection<ClassRecord> = {
  name: 'classes',
  unique: {},
  indexes: { byId: ['id'] },
}

export const PROJECTS: Collection<Project> = { name: 'projects', unique: {}, indexes: { byId: ['id'] } }

export interface TraineeRecord extends Trainee {
  readonly name: string
}

export const TRAINEES: Collection<TraineeRecord> = {
  name: 'trainees',
  unique: {},
  indexes: { byClass: ['classId'] },
}
