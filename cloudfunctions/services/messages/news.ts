import { put, remove, type Write } from '../../ports/store'
import type { DecisionEvent } from '../documents/class-days'
import { DECISION_NEWS, type DecisionNews } from '../documents/messages'
import type { Server } from '../server'
import { Addressees } from './addressees'
import { DECISION_USEFUL_MS } from './moments'
import { writeDown } from './outbox'
import type { MessageServer, MessageSlice } from './slice'

const NEWS_PER_SLICE = 100

/** What goes into one commit with a decision, so that those whom it concerns are told; nothing where nobody can be. */
export function newsOf(
  { messenger }: Pick<Server, 'messenger'>,
  classId: string,
  date: string,
  { decisionId, traineeId, at }: Pick<DecisionEvent, 'decisionId' | 'traineeId' | 'at'>,
): Write[] {
  if (!messenger.templates.some(({ kind }) => kind === 'decision')) return []
  return [put(DECISION_NEWS, { id: decisionId, classId, date, traineeId, at })]
}

/**
 * Writes down a message to everybody whom a decision concerns: the class's instructors, and the trainee, or all of
 * them where it is on the class-day. However many trainees' days are decided on, their instructor is told once a day.
 * @returns whether it came to the end
 */
export async function spreadNews(server: MessageServer, slice: MessageSlice): Promise<boolean> {
  const { store } = server
  const page = await store.range(DECISION_NEWS, { index: 'byTime', equal: [], limit: NEWS_PER_SLICE })
  const addressees = new Addressees(server)
  for (const { document, version } of page.items) {
    if (!slice.goOn()) return false
    await spread(server, addressees, document)
    // Where it is gone already, another slice has done the same.
    await store.commit([remove(DECISION_NEWS, document.id, version)])
  }
  return page.next === null
}

async function spread(server: MessageServer, addressees: Addressees, news: DecisionNews): Promise<void> {
  const { id: decisionId, classId, date, traineeId, at } = news
  const kind = 'decision'
  const occasion = {
    kind,
    classId,
    date,
    dueAt: at,
    uselessFrom: at + DECISION_USEFUL_MS,
    decisionId,
  } as const
  const trainees = await addressees.trainees(kind, classId)
  const concerned = trainees.filter(one => traineeId === null || one.traineeId === traineeId)
  await writeDown(server, { ...occasion, apart: decisionId }, concerned)
  const apart = traineeId === null ? decisionId : null
  await writeDown(server, { ...occasion, apart }, await addressees.instructors(kind, classId))
}
