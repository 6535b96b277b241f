import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A picture of a set, as its manifest names it. */
export interface SetPicture {
  readonly file: string
  /** The group that it is counted in. */
  readonly group: string
  /** Who is on it; empty: not said. */
  readonly identity: string
  /** Pictures of one session are of one sitting; empty: each stands for itself. */
  readonly session: string
  readonly kind: string
}

const COLUMNS = ['file', 'set', 'identity', 'session', 'kind'] as const

/** @throws when the folder has no `manifest.csv`, or one without these columns */
export function manifestOf(folder: string): readonly SetPicture[] {
  const [head = '', ...lines] = readFileSync(join(folder, 'manifest.csv'), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  const [file, group, identity, session, kind] = COLUMNS.map(column => names.indexOf(column))
  if (file! < 0 || group! < 0 || identity! < 0) {
    throw new Error(`manifest.csv 要有 ${COLUMNS.slice(0, 3).join('、')} 这些列。`)
  }
  return lines.map(line => {
    const cells = line.split(',')
    const at = (column: number | undefined) => cells[column ?? -1] ?? ''
    return {
      file: join(folder, at(file)),
      group: at(group),
      identity: at(identity),
      session: at(session),
      kind: at(kind) || 'photo',
    }
  })
}

/** A picture that may be compared: a person who is named, before the camera in person. */
export function isComparable({ identity, kind }: SetPicture): boolean {
  return identity !== '' && (kind === 'photo' || kind === 'live')
}
