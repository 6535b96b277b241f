import * as z from 'zod'
import type { DateText, Instant } from '../../domain/model'
import { isDate } from '../../domain/time'
import type { StoreReader } from '../../ports/store'
import { ACCESS_DAYS } from '../documents/access-days'
import { FACE_CONSENTS } from '../documents/face-consents'
import type { StreamHead } from '../documents/seals'
import { auditRecords } from './verify'
import { AuditWalk, type Verified } from './walk'

/** The dates of the streams that a file holds, both included; null: without a bound. Its seals are all that there are. */
export interface AuditSpan {
  readonly from: DateText | null
  readonly to: DateText | null
}

/**
 * A store's history as lines of JSON: what it spans, all seals, the streams of those dates, and an end that counts
 * them. Whoever has the file can verify it without the store. ID numbers are in no stream.
 */
export async function* auditLines(
  store: StoreReader,
  span: AuditSpan,
  now: Instant,
  onStream: (walked: number) => void,
): AsyncGenerator<string> {
  yield line({ type: 'audit', version: VERSION, ...span, at: now })
  const counts = { seals: 0, streams: 0, events: 0 }
  let walked = 0
  for await (const record of auditRecords(store)) {
    if (record.kind === 'seal') {
      counts.seals += 1
      yield line({ type: 'seal', seal: record.seal })
      continue
    }
    walked += 1
    onStream(walked)
    const { collection, stream } = record
    if (!isWithin(span, collection, stream.id)) continue
    counts.streams += 1
    counts.events += stream.events.length
    yield line({ type: 'stream', collection, stream })
  }
  yield line({ type: 'end', ...counts })
}

const VERSION = 1

function line(said: object): string {
  return `${JSON.stringify(said)}\n`
}

/** Each stream's id names its date: those of accesses first, all others last. A person's consents are of all dates. */
function isWithin({ from, to }: AuditSpan, collection: string, id: string): boolean {
  if (collection === FACE_CONSENTS.name) return true
  const date = collection === ACCESS_DAYS.name ? id.slice(0, DATE_LENGTH) : id.slice(-DATE_LENGTH)
  return (from ?? date) <= date && date <= (to ?? date)
}

const DATE_LENGTH = '2024-06-03'.length

/** Why a file can't be verified: it is none, or not all of one. `line` counts from 1. */
export class AuditFileError extends Error {
  override readonly name = 'AuditFileError'

  constructor(
    readonly why: 'not-an-audit-file' | 'newer' | 'unreadable' | 'twice' | 'out-of-order' | 'cut-off',
    readonly line: number,
  ) {
    super(`${why} at line ${line}`)
  }
}

export interface VerifiedFile extends Verified {
  readonly span: AuditSpan
}

/**
 * The same walk over a file's lines.
 * @throws AuditFileError
 */
export async function verifyLines(
  lines: AsyncIterable<string>,
  witness: string | null,
  onStream: (walked: number) => void,
): Promise<VerifiedFile> {
  const walk = new AuditWalk(witness)
  const file = new FileReading()
  for await (const text of lines) {
    const said = file.read(text)
    if (said.type === 'seal') walk.take({ kind: 'seal', seal: said.seal })
    if (said.type === 'stream') {
      walk.take({ kind: 'stream', collection: said.collection, stream: said.stream })
      onStream(walk.streams)
    }
    if (!walk.goesOn) return { ...walk.end(), span: file.span }
  }
  file.end()
  const { span } = file
  return { ...walk.end(({ collection, id }: StreamHead) => isWithin(span, collection, id)), span }
}

const date = z.string().refine(isDate).nullable()
const count = z.int().min(0)
const said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('audit'), version: z.int(), from: date, to: date, at: z.int() }),
  z.object({
    type: z.literal('seal'),
    seal: z.object({
      id: z.string(),
      sequence: z.int(),
      at: z.int(),
      of: z.string(),
      date: z.string(),
      heads: z.array(z.object({ collection: z.string(), id: z.string(), count, hash: z.string() })),
      previous: z.string().nullable(),
      hash: z.string(),
    }),
  }),
  z.object({
    type: z.literal('stream'),
    collection: z.string(),
    stream: z.looseObject({
      id: z.string(),
      events: z.array(z.looseObject({ type: z.string(), at: z.number(), hash: z.string() })),
    }),
  }),
  z.object({ type: z.literal('end'), seals: count, streams: count, events: count }),
])
type Said = z.output<typeof said>

/** A file's lines in their order: what it spans, seals, streams, the end. */
class FileReading {
  span: AuditSpan = { from: null, to: null }
  #line = 0
  #stage: Said['type'] | null = null
  readonly #counts = { seals: 0, streams: 0, events: 0 }
  readonly #streams = new Set<string>()

  read(text: string): Said {
    this.#line += 1
    const found = this.#parsed(text)
    if (!FOLLOWS[found.type].includes(this.#stage)) throw this.#error('out-of-order')
    this.#stage = found.type
    if (found.type === 'audit') this.#begin(found)
    else if (found.type === 'seal') this.#counts.seals += 1
    else if (found.type === 'stream') this.#countStream(found)
    else this.#compare(found)
    return found
  }

  end(): void {
    if (this.#stage !== 'end') throw this.#error(this.#stage === null ? 'not-an-audit-file' : 'cut-off')
  }

  #parsed(text: string): Said {
    const found = said.safeParse(parsedJson(text))
    if (found.success) return found.data
    throw this.#error(this.#stage === null ? 'not-an-audit-file' : 'unreadable')
  }

  #begin({ version, from, to }: Extract<Said, { type: 'audit' }>): void {
    if (version > VERSION) throw this.#error('newer')
    this.span = { from, to }
  }

  #countStream({ collection, stream }: Extract<Said, { type: 'stream' }>): void {
    const name = `${collection} ${stream.id}`
    if (this.#streams.has(name)) throw this.#error('twice')
    this.#streams.add(name)
    this.#counts.streams += 1
    this.#counts.events += stream.events.length
  }

  #compare({ seals, streams, events }: Extract<Said, { type: 'end' }>): void {
    const counted = this.#counts
    if (seals !== counted.seals || streams !== counted.streams || events !== counted.events) {
      throw this.#error('cut-off')
    }
  }

  #error(why: AuditFileError['why']): AuditFileError {
    return new AuditFileError(why, this.#line)
  }
}

const FOLLOWS: Readonly<Record<Said['type'], readonly (Said['type'] | null)[]>> = {
  audit: [null],
  seal: ['audit', 'seal'],
  stream: ['audit', 'seal', 'stream'],
  end: ['audit', 'seal', 'stream'],
}

/** Undefined, which is nothing that JSON says, for a text that is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
