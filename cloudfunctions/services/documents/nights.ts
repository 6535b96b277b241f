import type { DateText } from '../../domain/model'
import type { Collection } from '../../ports/store'

/** How far a night's work has come, for whoever goes on with it after the one that began was stopped. */
export interface Night {
  readonly id: 'night'
  /** The date whose night's work it is. */
  readonly of: DateText
  /** The first date that is looked at. */
  readonly from: DateText
  /** The class-day that was sealed last; null: none yet. */
  readonly sealed: { readonly date: DateText; readonly classId: string } | null
  /** How far what is sealed by dates alone has come; null: to its end. Left out in what was written before this was. */
  readonly dated?: DatedSeals | null
  readonly done: boolean
}

/** What is sealed a date at a time, since no class-day has it: who read what, and what was removed after its term. */
export const DATED = ['access', 'purge'] as const
export type Dated = (typeof DATED)[number]

/** No import and no late evidence brings anything of dates that are over, so nothing sends these back to the beginning. */
export interface DatedSeals {
  /** The first date that is looked at. */
  readonly from: DateText
  /** The last date that was sealed of each; left out: none yet. */
  readonly sealed: { readonly [D in Dated]?: DateText }
}

export const NIGHTS: Collection<Night> = { name: 'nights', unique: {}, indexes: { byId: ['id'] } }
