import type { Migration } from '../../ports/migration'
import { StoreError } from '../../ports/store'
import type { Connection } from './connection'

/** The layout that a program with these migrations reads and writes. */
export function layoutOf(migrations: readonly Migration[]): number {
  for (const [i, { to }] of migrations.entries()) {
    if (to !== i + 2) throw new RangeError(`migration ${i + 1} must lead to layout ${i + 2}, not ${to}`)
  }
  return migrations.length + 1
}

/** 0: nobody has written to the file yet. */
export function readLayout(connection: Connection): number {
  // The pragma answers one row with this one column.
  const row = connection.row('PRAGMA user_version') as { user_version: number }
  return row.user_version
}

/** To be called in a transaction, with which it is undone. */
export function writeLayout(connection: Connection, layout: number): void {
  connection.exec(`PRAGMA user_version = ${layout}`)
}

/** @throws StoreError */
export function refuseNewer(layout: number, known: number): void {
  if (layout <= known) return
  throw new StoreError(
    `the store was written by a newer version (layout ${layout}, this one knows ${known}): update first`,
  )
}
