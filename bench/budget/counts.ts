import type { RunningGateway } from '../../test/support/cloudbase-gateway'

/** What was asked of the cloud's database. */
export interface Requests {
  readonly reads: number
  readonly writes: number
  /** To begin, commit or abort a transaction; what happens in it is counted as reads and writes. */
  readonly transactions: number
}

const KINDS: Readonly<Record<string, keyof Requests>> = {
  'database.getDocument': 'reads',
  'database.calculateDocument': 'reads',
  'database.aggregateDocuments': 'reads',
  'database.insertDocument': 'writes',
  'database.modifyDocument': 'writes',
  'database.removeDocument': 'writes',
  'database.startTransaction': 'transactions',
  'database.commitTransaction': 'transactions',
  'database.abortTransaction': 'transactions',
}

/** Counts what comes to a gateway over the wire. */
export class Counter {
  /** What came since the last look, e.g. `reads accounts`. */
  readonly #seen: string[] = []

  constructor(gateway: RunningGateway) {
    gateway.onRequest = ({ action, params }) => {
      if (!action.startsWith('database.')) return
      const kind = KINDS[action]
      if (kind === undefined) throw new Error(`nobody has said what ${action} counts as`)
      this.#seen.push(`${kind} ${String(params.collectionName ?? '')}`.trim())
    }
  }

  /** All since the last time, in their order. */
  take(): readonly string[] {
    return this.#seen.splice(0)
  }
}

export function requestsIn(seen: readonly string[]): Requests {
  const of = (kind: keyof Requests) => seen.filter(one => one.split(' ')[0] === kind).length
  return { reads: of('reads'), writes: of('writes'), transactions: of('transactions') }
}
