import type { DestructionReason } from '../../domain/evidence/face'
import type { Instant } from '../../domain/model'
import { insert, remove, replace, type Write } from '../../ports/store'
import type { Act, Note } from '../accounts/note'
import { commitNoted } from '../accounts/note'
import type { Seat } from '../accounts/seat'
import {
  emptyFaceConsents,
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceConsentStream,
} from '../documents/face-consents'
import type { Server } from '../server'
import { append, type EventOf } from '../streams/chain'

export type ConsentEvent = EventOf<FaceConsentStream>

/** What follows from how it stands: events, and what becomes of the template in the same commit. None: nothing to do. */
export interface Change {
  readonly events: readonly ConsentEvent[]
  readonly beside?: readonly Write[]
}

/** Who did it, where that is somebody else than the trainee. */
export interface Noted {
  readonly note: Note
  readonly act: Act
}

/**
 * Changes what stands between a trainee and the face, all of it in one commit. No template comes or goes but in
 * one commit with an event of this stream, here or in the purge, so that whoever has read the stream first knows of it
 * by the stream's version.
 * @param decide is asked again whenever somebody else was quicker
 * @returns the stream as it stands afterwards
 * @throws StoreError
 */
export async function changeConsents(
  { store }: Pick<Server, 'store'>,
  { traineeId, classId }: Seat,
  decide: (stream: FaceConsentStream) => Change | Promise<Change>,
  noted?: Noted,
): Promise<FaceConsentStream> {
  for (;;) {
    const found = await store.get(FACE_CONSENTS, traineeId)
    const stream = found?.document ?? emptyFaceConsents(traineeId, classId)
    const { events, beside = [] } = await decide(stream)
    if (events.length === 0) return stream
    const longer = withEvents(stream, events)
    const own = found ? replace(FACE_CONSENTS, longer, found.version) : insert(FACE_CONSENTS, longer)
    const writes = [own, ...beside]
    const commit = noted
      ? await commitNoted({ store }, writes, noted.note, noted.act)
      : await store.commit(writes)
    if (commit.committed) return longer
  }
}

/** What destroys the template if there is one. To be asked for once the stream has been read. */
export async function destruction(
  { store }: Pick<Server, 'store'>,
  { traineeId }: FaceConsentStream,
  because: DestructionReason,
  at: Instant,
): Promise<Required<Change>> {
  const kept = await store.get(FACE_TEMPLATES, traineeId)
  if (kept === null) return { events: [], beside: [] }
  return {
    events: [{ type: 'face-destroyed', because, at }],
    beside: [remove(FACE_TEMPLATES, traineeId, kept.version)],
  }
}

export function withEvents(stream: FaceConsentStream, events: readonly ConsentEvent[]): FaceConsentStream {
  return events.reduce((longer, event) => append(FACE_CONSENTS, longer, event), stream)
}
