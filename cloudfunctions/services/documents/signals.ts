import type { DateText } from '../../domain/model'
import type { MarkedCheck, MarkedDay } from '../../domain/signals/marked-day'
import type { Signal } from '../../domain/signals/signal'
import type { Collection, Stored } from '../../ports/store'

/**
 * Derived: what signs are looked for by, of one class-day: which phone tapped where, and hashes of frames. It is kept
 * for its term alone, follows from the evidence, and may be thrown away.
 */
export interface SignalMarks extends Stored, Omit<MarkedDay, 'checks'> {
  /** 1: the day's signs have not been looked for since. */
  readonly waiting: 0 | 1
  readonly checks: readonly PackedCheck[]
}

/** The frames in one text, see `services/signals/frames`: a class-day has a thousand of them. */
export interface PackedCheck extends Omit<MarkedCheck, 'frames'> {
  readonly frames: string
}

export const SIGNAL_MARKS: Collection<SignalMarks> = {
  name: 'signal-marks',
  unique: {},
  indexes: { byDate: ['date'], byWaiting: ['waiting', 'date'] },
}

/** Derived: the signs of one class-day, as they were found last. */
export interface DaySignals extends Stored {
  readonly classId: string
  readonly date: DateText
  /** The thresholds by which they were looked for. */
  readonly figures: string
  readonly signals: readonly Signal[]
}

export const DAY_SIGNALS: Collection<DaySignals> = {
  name: 'day-signals',
  unique: {},
  indexes: { byDate: ['date'] },
}

/**
 * How far one look at all days since the earliest that waits has come, for whoever goes on with it. There is none: no
 * look has been begun.
 */
export interface SignalLook extends Stored {
  readonly id: 'look'
  /** Class-days up to this one, those of one date by id, were looked at. An empty id: none of the date was. */
  readonly upTo: Pick<SignalMarks, 'date' | 'id'>
}

export const SIGNAL_LOOKS: Collection<SignalLook> = {
  name: 'signal-looks',
  unique: {},
  indexes: { byId: ['id'] },
}
