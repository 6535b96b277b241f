import type { FaultScope, StandInFault } from './fault-options'
import type { Fields } from './wire/fields'

interface Standing {
  readonly fault: StandInFault
  readonly scope: FaultScope
  left: number
}

function hits(scope: FaultScope, path: string, fields: Fields): boolean {
  return (
    (scope.path ?? path) === path &&
    (scope.deviceSerial ?? fields.deviceSerial) === fields.deviceSerial &&
    (scope.recType === undefined || String(scope.recType) === fields.recType)
  )
}

/** The faults asked for, the oldest first in effect. */
export class Faults {
  private standing: Standing[] = []

  add(fault: StandInFault, scope: FaultScope): () => void {
    const entry = { fault, scope, left: scope.times ?? Number.POSITIVE_INFINITY }
    this.standing.push(entry)
    return () => {
      this.standing = this.standing.filter(other => other !== entry)
    }
  }

  /** The fault that hits this call, used up by one; null when none does. */
  take(path: string, fields: Fields): StandInFault | null {
    const entry = this.standing.find(({ scope, left }) => left > 0 && hits(scope, path, fields))
    if (!entry) return null
    entry.left -= 1
    return entry.fault
  }
}
