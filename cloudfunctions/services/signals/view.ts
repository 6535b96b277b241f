import { placesOf, type SignalsView } from '../../contract/signals'
import type { DateText } from '../../domain/model'
import type { SeenAt } from '../../domain/signals/signal'
import type { StoreReader } from '../../ports/store'
import { classDayId } from '../documents/class-days'
import { CLASSES, TRAINEES } from '../documents/classes'
import { read } from '../documents/read'
import { DAY_SIGNALS } from '../documents/signals'
import { maskName } from '../id-numbers/mask'
import type { Server } from '../server'
import { marksKeptFrom } from './marks'

/** The signs of a class-day, for those who look into all classes: they name people of any of them. */
export async function signalsView(
  { store, clock }: Pick<Server, 'store' | 'clock'>,
  classId: string,
  date: DateText,
): Promise<SignalsView> {
  const found = await read(store, DAY_SIGNALS, classDayId(classId, date))
  const awaited = date >= marksKeptFrom({ clock })
  if (found === null) return { looked: false, awaited, signals: [], classes: [], others: [] }
  const elsewhere = found.signals.flatMap(placesOf).filter(seen => seen.classId !== classId)
  const [classes, others] = await Promise.all([titlesOf(store, elsewhere), namesOf(store, elsewhere)])
  return { looked: true, awaited, signals: found.signals, classes, others }
}

/** Without those that are there no more. */
async function titlesOf(store: StoreReader, seen: readonly SeenAt[]): Promise<SignalsView['classes']> {
  const ids = new Set(seen.map(({ classId }) => classId))
  const records = await Promise.all([...ids].map(id => read(store, CLASSES, id)))
  return records.flatMap(record => (record ? { classId: record.id, title: record.title } : []))
}

/** Each once; without those who are on the roster no more. */
async function namesOf(store: StoreReader, seen: readonly SeenAt[]): Promise<SignalsView['others']> {
  const ids = new Set(seen.map(({ traineeId }) => traineeId))
  const trainees = await Promise.all([...ids].map(id => read(store, TRAINEES, id)))
  return trainees.flatMap(trainee =>
    trainee ? { classId: trainee.classId, traineeId: trainee.id, maskedName: maskName(trainee.name) } : [],
  )
}
