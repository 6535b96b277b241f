import { insert, remove, replace, StoreError, type StoreReader, type Write } from '../../ports/store'
import {
  emptyFaceConsents,
  FACE_CONSENTS,
  FACE_TEMPLATES,
  type FaceConsentStream,
} from '../documents/face-consents'
import { readAll } from '../documents/read'
import type { Server } from '../server'
import { firstBrokenLink } from '../streams/chain'
import { type ConsentEvent, withEvents } from './change'
import { choicesOf } from './readiness'

/**
 * What came back with a backup, held to what is known of the time since. Nothing of a face stays, and no consent holds,
 * but where the trainee's chain of events goes on from the one that came back: then what was said since is known.
 */

/** So many trainees are settled in one commit. */
const TOGETHER = 100

/** What a store knows of the time since a backup, a line for each trainee. @throws StoreError */
export async function proofLines(store: StoreReader): Promise<readonly string[]> {
  return (await readAll(store, FACE_CONSENTS, { index: 'byClass', equal: [] })).map(proofLine)
}

export function proofLine(stream: FaceConsentStream): string {
  return JSON.stringify({ consents: stream })
}

/** Numbers of trainees. */
export interface Settled {
  /** Whose template may be kept. */
  readonly kept: number
  /** Whose template is gone. */
  readonly removed: number
  /** Who were enrolled and must be again: nothing proves theirs, or it was lost with the time since. */
  readonly enrolAnew: number
  /** Whose consent nothing proves any more: they are asked anew. */
  readonly askedAnew: number
}

/**
 * Settles each trainee by the lines of proof. Cut off anywhere and begun again it does what is left, and done again it
 * changes nothing. Nobody else may be writing.
 * @throws StoreError also for lines that were not written by {@link proofLine}
 */
export async function settleRestored(
  server: Pick<Server, 'store' | 'clock'>,
  lines: readonly string[],
): Promise<Settled> {
  const { store } = server
  const proofs = proofsIn(lines)
  const streams = await readAll(store, FACE_CONSENTS, { index: 'byClass', equal: [] })
  const templates = await readAll(store, FACE_TEMPLATES, { index: 'byTerm', equal: [] })
  const ids = [...new Set([...streams, ...templates, ...[...proofs.values()].flat()].map(({ id }) => id))]
  const outcomes: Outcome[] = []
  for (let at = 0; at < ids.length; at += TOGETHER) {
    const some = await Promise.all(
      ids.slice(at, at + TOGETHER).map(id => outcomeOf(server, id, proofs.get(id) ?? [])),
    )
    const { committed } = await store.commit(some.flatMap(({ writes }) => writes))
    if (!committed) throw new StoreError('somebody else writes to the store that was restored')
    outcomes.push(...some)
  }
  const count = (is: (outcome: Outcome) => boolean) => outcomes.filter(is).length
  return {
    kept: count(({ isKept }) => isKept),
    removed: count(({ isRemoved }) => isRemoved),
    enrolAnew: count(({ events }) => events.some(({ type }) => type === 'face-destroyed')),
    askedAnew: count(({ events }) => events.some(({ type }) => type === 'consent-lapsed')),
  }
}

interface Outcome {
  readonly isKept: boolean
  readonly isRemoved: boolean
  /** Told of the restoring itself. */
  readonly events: readonly ConsentEvent[]
  readonly writes: readonly Write[]
}

async function outcomeOf(
  { store, clock }: Pick<Server, 'store' | 'clock'>,
  id: string,
  proofs: readonly FaceConsentStream[],
): Promise<Outcome> {
  const [kept, template] = await Promise.all([store.get(FACE_CONSENTS, id), store.get(FACE_TEMPLATES, id)])
  const restored =
    kept?.document ?? emptyFaceConsents(id, template?.document.classId ?? proofs[0]?.classId ?? '')
  const proof = proofOf(restored, proofs)
  const stream = proof ?? restored
  const choices = choicesOf(stream)
  const isSettled = proof === null && isSettledBy(restored, proofs)
  const same = choices.enrolled?.hash === choicesOf(restored).enrolled?.hash
  const isKept = template !== null && proof !== null && choices.enrolled !== null && same
  const at = clock.now()
  const events: ConsentEvent[] = []
  if (!isKept && (choices.enrolled !== null || (template !== null && proof === null))) {
    events.push({ type: 'face-destroyed', because: 'restored', at })
  }
  if (proof === null && choices.consent !== null && !isSettled) {
    events.push({ type: 'consent-lapsed', because: 'restored', at })
  }
  const settled = withEvents(stream, events)
  return {
    isKept,
    isRemoved: template !== null && !isKept,
    events,
    writes: [
      ...(settled.events.length > restored.events.length
        ? [streamWrite(settled, kept?.version ?? null)]
        : []),
      ...(template && !isKept ? [remove(FACE_TEMPLATES, id, template.version)] : []),
    ],
  }
}

function streamWrite(stream: FaceConsentStream, version: number | null): Write {
  return version === null ? insert(FACE_CONSENTS, stream) : replace(FACE_CONSENTS, stream, version)
}

/** What was said until the end, as far as anybody knows; null: nobody does, or two stories are told. */
function proofOf(
  restored: FaceConsentStream,
  proofs: readonly FaceConsentStream[],
): FaceConsentStream | null {
  const longest = longestOf(proofs)
  if (longest === null || !goesOnFrom(longest, restored)) return null
  return proofs.every(proof => goesOnFrom(longest, proof)) ? longest : null
}

/** It was settled by them before, and cut off afterwards: nothing but that came since. */
function isSettledBy(restored: FaceConsentStream, proofs: readonly FaceConsentStream[]): boolean {
  const longest = longestOf(proofs)
  if (longest === null || !goesOnFrom(restored, longest)) return false
  return restored.events
    .slice(longest.events.length)
    .every(event => 'because' in event && event.because === 'restored')
}

function longestOf(proofs: readonly FaceConsentStream[]): FaceConsentStream | null {
  return proofs.reduce<FaceConsentStream | null>(
    (longest, proof) => (longest && longest.events.length >= proof.events.length ? longest : proof),
    null,
  )
}

/** Hashes bind an event to all before it, and the first to its trainee and class. */
function goesOnFrom(longer: FaceConsentStream, { events }: FaceConsentStream): boolean {
  const last = events.at(-1)
  return last === undefined || longer.events[events.length - 1]?.hash === last.hash
}

function proofsIn(lines: readonly string[]): ReadonlyMap<string, readonly FaceConsentStream[]> {
  const proofs = new Map<string, FaceConsentStream[]>()
  for (const line of lines) {
    const stream = proofIn(line)
    proofs.set(stream.id, [...(proofs.get(stream.id) ?? []), stream])
  }
  return proofs
}

function proofIn(line: string): FaceConsentStream {
  try {
    const { consents } = JSON.parse(line) as { readonly consents: FaceConsentStream }
    if (firstBrokenLink(FACE_CONSENTS, consents) === null) return consents
  } catch (cause) {
    throw new StoreError('what was left of the store before a restoring cannot be read', { cause })
  }
  throw new StoreError('what was left of the store before a restoring was changed')
}
