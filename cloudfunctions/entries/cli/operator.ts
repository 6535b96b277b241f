import { randomUUID } from 'node:crypto'
import { systemClock } from '../../adapters/system/clock'
import type { Store, Write } from '../../ports/store'
import { accessWrites, recordAccess } from '../../services/audit/access'
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
  return recordAccess({ store, clock: systemClock }, accessOf(type, operation, objects))
}

/** The writes that keep it, to stand in one commit with what is done. @throws StoreError */
export function writesOfOperator(
  store: Store,
  type: AccessEvent['type'],
  operation: string,
  objects: Readonly<Record<string, string>>,
): Promise<readonly Write[]> {
  return accessWrites({ store, clock: systemClock }, accessOf(type, operation, objects))
}

function accessOf(type: AccessEvent['type'], operation: string, objects: Readonly<Record<string, string>>) {
  return { type, accountId: OPERATOR_ID, operation, objects, requestId: randomUUID() }
}
