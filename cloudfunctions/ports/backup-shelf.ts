import type { DateText } from '../domain/model'

/** A backup as it lies on the shelf. */
export interface ShelvedBackup {
  /** Where it lies, as a person would look for it. */
  readonly path: string
  /** Of which day it holds all that was there. */
  readonly date: DateText
}

/** The backups that the program keeps beside its data: those that it made by itself, or without being told where. */
export interface BackupShelf {
  /** By their paths. */
  list(): Promise<readonly ShelvedBackup[]>
  /** One that is not there any more is no matter. */
  remove(backup: ShelvedBackup): Promise<void>
}
