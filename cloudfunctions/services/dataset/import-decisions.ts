import type { Decision, TrainingClass } from '../../domain/model'
import { insert, replace, type Versioned } from '../../ports/store'
import {
  CLASS_DAYS,
  type ClassDayStream,
  classDayId,
  type DecisionEvent,
  emptyClassDay,
} from '../documents/class-days'
import { deterministicId } from '../documents/ids'
import { decisionRowsOf } from '../evidence'
import { append, canonicalJson } from '../streams/chain'
import { type Importing, marksFor } from './import-context'
import { type Made, stepFor, versionedById } from './import-keeper'

/** Keeps the file's decisions in their class-days, in the file's order: of two at one instant the later stands (R9). */
export async function importDecisions(importing: Importing): Promise<void> {
  const { store, classes, dataset } = importing
  for (const [classId, decisions] of grouped(dataset.decisions, ({ classId }) => classId)) {
    const training = classes.get(classId)
    if (training === undefined) throw new RangeError(`class ${classId} is not in the dataset`)
    const kept = await versionedById(store, CLASS_DAYS, { index: 'byClassDay', equal: [classId] })
    const steps = [...grouped(decisions, ({ date }) => date)].map(([date, given]) => {
      const id = classDayId(classId, date)
      return stepFor(store, CLASS_DAYS, id, kept.get(id) ?? null, found =>
        made(importing, training, date, given, found),
      )
    })
    await importing.keep(steps)
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

function made(
  importing: Importing,
  training: TrainingClass,
  date: string,
  decisions: readonly Decision[],
  found: Versioned<ClassDayStream> | null,
): Made {
  const before = found?.document ?? emptyClassDay(training.id, date)
  // Nothing names a decision but what it says: the same one twice is two, and each has its own place.
  const kept = decisionRowsOf(before).map(canonicalJson)
  let stream = before
  for (const decision of decisions) {
    const place = kept.indexOf(canonicalJson(decision))
    if (place >= 0) kept.splice(place, 1)
    else stream = append(CLASS_DAYS, stream, eventOf(decision, String(stream.events.length)))
  }
  const added = stream.events.length - before.events.length
  const count = () => {
    importing.counter.added('decisions', added)
    importing.counter.known('decisions', decisions.length - added)
  }
  if (added === 0) return { writes: [], count }
  const write = found ? replace(CLASS_DAYS, stream, found.version) : insert(CLASS_DAYS, stream)
  return { writes: [write, ...marksFor(importing, training, [date])], count }
}

function eventOf(decision: Decision, place: string): DecisionEvent {
  const { classId, date, traineeId, verdict, hours, by, at, reason } = decision
  return {
    type: 'decision',
    decisionId: deterministicId('import', classId, date, place, canonicalJson(decision)),
    traineeId: traineeId ?? null,
    verdict,
    hours: hours ?? null,
    by,
    accountId: null,
    at,
    reason,
  }
}
