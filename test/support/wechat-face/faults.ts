/**
 * What comes in place of an answer. `lost`: the question is answered, and the answer never arrives; `cut`: the
 * connection breaks before anything is done; `silence`: it stays open and nothing comes; `endless`: an answer without
 * an end; `cut-short`: half of the answer.
 */
export type WechatFault =
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string }
  | { readonly kind: 'answer'; readonly text: string; readonly status?: number }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'cut' | 'lost' | 'silence' | 'endless' | 'cut-short' }

export interface FaultScope {
  /** Left out: every address. */
  readonly path?: string
  /** How often. Left out: for ever. */
  readonly times?: number
}

interface Standing {
  readonly fault: WechatFault
  readonly scope: FaultScope
  left: number
}

/** The faults asked for, the oldest first in effect. */
export class Faults {
  private standing: Standing[] = []

  /** @returns what lifts it */
  add(fault: WechatFault, scope: FaultScope = {}): () => void {
    const added = { fault, scope, left: scope.times ?? Number.POSITIVE_INFINITY }
    this.standing.push(added)
    return () => {
      this.standing = this.standing.filter(other => other !== added)
    }
  }

  /** Used up by one; null when none strikes. */
  take(path: string): WechatFault | null {
    const found = this.standing.find(({ scope, left }) => left > 0 && (scope.path ?? path) === path)
    if (!found) return null
    found.left -= 1
    return found.fault
  }
}
