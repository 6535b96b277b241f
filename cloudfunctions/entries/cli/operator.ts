import { randomUUID } from 'node:crypto'
import { systemClock } from '../../adapters/system/clock'
import type { Store } from '../../ports/store'
import { recordAccess } from '../../services/audit/access'
import type { AccessEvent } from '../../services/documents/access-days'

/** Whoever has the machine: in the audit their acts stand under this name. */
const OPERATOR_ID = 'operator'

/** Keeps what the machine's operator did, beside what everybody else did. @throws StoreError */
export function noteOfOperator(
  store: Store,
  type: AccessEvent['type'],
  operation: string,
  objects: Readonly<Record<string, string>>,
): Promise<void> {
  const access = { type, accountId: OPERATOR_ID, operation, objects, requestId: randomUUID() }
  return recordAccess({ store, clock: systemClock }, access)
}
