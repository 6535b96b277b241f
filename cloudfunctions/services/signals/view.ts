import type { SignalsView } from '../../contract/signals'
import type { DateText } from '../../domain/model'
import type { Signal } from '../../domain/signals/signal'
import type { StoreReader } from '../../ports/store'
import type { Account } from '../documents/accounts'
import { classDayId } from '../documents/class-days'
import { CLASSES } from '../documents/classes'
import { read } from '../documents/read'
import { DAY_SIGNALS } from '../documents/signals'
import type { Server } from '../server'
import { marksKeptFrom } from './marks'

/**
 * The signs of a class-day, for those who look into other classes too: they name people of any of them.
 * @returns null for everybody else
 */
export async function signalsView(
  { store, clock }: Pick<Server, 'store' | 'clock'>,
  { role }: Pick<Account, 'role'>,
  classId: string,
  date: DateText,
): Promise<SignalsView | null> {
  if (role !== 'supervisor' && role !== 'auditor') return null
  const found = await read(store, DAY_SIGNALS, classDayId(classId, date))
  const awaited = date >= marksKeptFrom({ clock })
  if (found === null) return { looked: false, awaited, signals: [], classes: [] }
  return {
    looked: true,
    awaited,
    signals: found.signals,
    classes: await titlesOf(store, otherClasses(found.signals, classId)),
  }
}

function otherClasses(signals: readonly Signal[], classId: string): string[] {
  const named = signals.flatMap(signal => {
    if ('seen' in signal) return signal.seen.map(at => at.classId)
    if (signal.kind === 'same-picture') return signal.other.classId
    return signal.kind === 'impossible-speed' ? [signal.from.classId, signal.to.classId] : []
  })
  return [...new Set(named)].filter(id => id !== classId)
}

/** Without those that are there no more. */
async function titlesOf(store: StoreReader, ids: readonly string[]): Promise<SignalsView['classes']> {
  const records = await Promise.all(ids.map(id => read(store, CLASSES, id)))
  return records.flatMap(record => (record ? { classId: record.id, title: record.title } : []))
}
