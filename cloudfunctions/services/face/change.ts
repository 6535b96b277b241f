import { insert, replace, type Write } from '../../ports/store'
import type { Act, Note } from '../accounts/note'
import { commitNoted } from '../accounts/note'
import type { Seat } from '../accounts/seat'
import { emptyFaceConsents, FACE_CONSENTS, type FaceConsentStream } from '../documents/face-consents'
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
 * Changes what stands between a trainee and the face, all of it in one commit. No template is written or removed in any
 * other way, so that whoever has read the stream first knows of every change of the template by the stream's version.
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

export function withEvents(stream: FaceConsentStream, events: readonly ConsentEvent[]): FaceConsentStream {
  return events.reduce((longer, event) => append(FACE_CONSENTS, longer, event), stream)
}
