import { dateOf, HOUR } from '../../../../domain/time'
import { type CollectionShape, insert, type StoreReader, type Write } from '../../../../ports/store'
import { append, type Event, type EventOf, type Stream } from '../../../streams/chain'
import {
  ACCESS_DAYS,
  type AccessHour,
  type Attempt,
  CLASS_DAYS,
  type ClassDay,
  TRAINEE_DAYS,
  type TraineeDay,
  type Witnessing,
} from './new'
import {
  OLD_ATTEMPTS,
  OLD_DECISIONS,
  OLD_REFUSED_ACCESS,
  OLD_WITNESSINGS,
  type OldAttempt,
  type OldWitnessing,
} from './old'
import { documents, grouped, walk } from './walk'

type WriteDown = (writes: readonly Write[]) => Promise<void>

/** Class-day by class-day, of which a few hundred documents are in memory. */
export async function moveAttempts(old: StoreReader, write: WriteDown): Promise<void> {
  const attempts = documents(walk(old, OLD_ATTEMPTS, { index: 'byClassDay', equal: [] }))
  for await (const ofDay of grouped(attempts, ({ classId, date }) => `${classId} ${date}`)) {
    const { classId, date } = ofDay[0]
    const witnessings: OldWitnessing[] = []
    const range = { index: 'byClassDay', equal: [classId, date] }
    for await (const one of documents(walk(old, OLD_WITNESSINGS, range))) witnessings.push(one)
    const trainees = new Set(ofDay.map(({ traineeId }) => traineeId))
    await write(
      [...trainees].map(traineeId => insert(TRAINEE_DAYS, traineeDay(traineeId, ofDay, witnessings))),
    )
  }
}

function traineeDay(
  traineeId: string,
  attempts: readonly [OldAttempt, ...OldAttempt[]],
  witnessings: readonly OldWitnessing[],
): TraineeDay {
  const { classId, date } = attempts[0]
  const events = [
    ...attempts.filter(attempt => attempt.traineeId === traineeId).map(attemptOf),
    ...witnessings.filter(witnessing => witnessing.traineeId === traineeId).map(witnessingOf),
  ]
  const empty: TraineeDay = { id: `${traineeId} ${date}`, traineeId, classId, date, events: [] }
  // Sorting keeps an attempt before the one who vouched for it, should both have one time.
  return chained(
    TRAINEE_DAYS,
    empty,
    events.sort((a, b) => a.at - b.at),
  )
}

function attemptOf({ id, traineeId: _, classId: __, date: ___, ...said }: OldAttempt): Attempt {
  return { type: 'attempt', attemptId: id, tappedAt: null, ...said }
}

function witnessingOf({ id, traineeId: _, classId: __, date: ___, ...said }: OldWitnessing): Witnessing {
  return { type: 'witnessing', attemptId: id, ...said }
}

export async function moveDecisions(old: StoreReader, write: WriteDown): Promise<void> {
  const decisions = documents(walk(old, OLD_DECISIONS, { index: 'inOrder', equal: [] }))
  for await (const ofDay of grouped(decisions, ({ classId, date }) => `${classId} ${date}`)) {
    const { classId, date } = ofDay[0]
    const empty: ClassDay = { id: `${classId} ${date}`, classId, date, events: [] }
    const events = ofDay.map(({ id, classId: _, date: __, sequence: ___, ...said }) => ({
      type: 'decision' as const,
      decisionId: id,
      ...said,
    }))
    await write([insert(CLASS_DAYS, chained(CLASS_DAYS, empty, events))])
  }
}

export async function moveRefusals(old: StoreReader, write: WriteDown): Promise<void> {
  const refusals = documents(walk(old, OLD_REFUSED_ACCESS, { index: 'byTime', equal: [] }))
  for await (const ofHour of grouped(refusals, ({ at }) => String(Math.floor(at / HOUR)))) {
    const accounts = new Set(ofHour.map(({ accountId }) => accountId))
    for (const accountId of accounts) {
      const { at } = ofHour[0]
      const date = dateOf(at)
      const id = `${date} ${Math.floor(at / HOUR)} ${accountId}`
      const empty: AccessHour = { id, accountId, date, events: [] }
      const events = ofHour
        .filter(refusal => refusal.accountId === accountId)
        .map(({ id: _, accountId: __, ...said }) => ({ type: 'refused' as const, ...said }))
      await write([insert(ACCESS_DAYS, chained(ACCESS_DAYS, empty, events))])
    }
  }
}

export function chained<S extends Stream<Event>>(
  collection: CollectionShape,
  empty: S,
  events: readonly (EventOf<S> & Event)[],
): S {
  return events.reduce((stream, event) => append(collection, stream, event), empty)
}
