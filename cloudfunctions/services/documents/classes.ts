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

/** A trainee as the rules know one, but for the ID number, which the store never holds readable. */
export interface TraineeRecord extends Omit<Trainee, 'idNumber' | 'name'> {
  readonly name: string
  readonly idNumber?: never
  /** Null: none was given. Opened by `services/id-numbers` alone. */
  readonly idNumberSealed: string | null
  /** Its fingerprint, by which it is found; empty: none was given. One person may be in several classes. */
  readonly idNumberIndex: string
}

export const TRAINEES: Collection<TraineeRecord> = {
  name: 'trainees',
  unique: {},
  indexes: { byClass: ['classId'], byIdNumber: ['idNumberIndex'] },
}
