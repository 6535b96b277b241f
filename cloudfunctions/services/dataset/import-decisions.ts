import type { Decision } from '../../domain/model'
import { insert, replace, type Write } from '../../ports/store'
import { CLASS_DAYS, classDayId, type DecisionEvent, emptyClassDay } from '../documents/class-days'
import { deterministicId } from '../documents/ids'
import { decisionRowsOf } from '../evidence'
import { append, canonicalJson } from '../streams/chain'
import { type Importing, write } from './import-context'

/** Keeps the file's decisions in their class-days, in the file's order: of two at one instant the later stands (R9). */
export async function importDecisions(importing: Importing): Promise<void> {
  for (const decisions of byClassDay(importing.dataset.decisions)) {
    await write(importing.store, await importDay(importing, decisions))
  }
}

function byClassDay(decisions: readonly Decision[]): Iterable<[Decision, ...Decision[]]> {
  const days = new Map<string, [Decision, ...Decision[]]>()
  for (const decision of decisions) {
    const id = classDayId(decision.classId, decision.date)
    const day = days.get(id)
    if (day) day.push(decision)
    else days.set(id, [decision])
  }
  return days.values()
}

async function importDay(
  { store, classes, counter, touched }: Importing,
  decisions: readonly [Decision, ...Decision[]],
): Promise<Write[]> {
  const { classId, date } = decisions[0]
  const empty = emptyClassDay(classId, date)
  const found = await store.get(CLASS_DAYS, empty.id)
  const before = found?.document ?? empty
  // Nothing names a decision but what it says: the same one twice is two, and each has its own place.
  const kept = decisionRowsOf(before).map(canonicalJson)
  let stream = before
  for (const decision of decisions) {
    const place = kept.indexOf(canonicalJson(decision))
    if (place >= 0) kept.splice(place, 1)
    else stream = append(CLASS_DAYS, stream, eventOf(decision, String(stream.events.length)))
  }
  counter.added('decisions', stream.events.length - before.events.length)
  counter.known('decisions', decisions.length - (stream.events.length - before.events.length))
  if (stream === before) return []
  const training = classes.get(classId)
  if (training) touched.touch(training, [date])
  return [found ? replace(CLASS_DAYS, stream, found.version) : insert(CLASS_DAYS, stream)]
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
