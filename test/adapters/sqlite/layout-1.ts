import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

type OldDocument = { readonly id: string } & Readonly<Record<string, unknown>>

/** Documents by collection, as a store of layout 1 held them. */
export type OldDocuments = Readonly<Record<string, readonly OldDocument[]>>

const INDEXES: Readonly<Record<string, readonly (readonly [string, string, readonly string[]])[]>> = {
  accounts: [['UNIQUE INDEX', 'byName', ['name']]],
  sessions: [['INDEX', 'byEnd', ['endsAt']]],
  'sign-in-tries': [['INDEX', 'byLatest', ['latestAt']]],
  'refused-access': [['INDEX', 'byTime', ['at']]],
  projects: [['INDEX', 'byId', ['id']]],
  classes: [['INDEX', 'byId', ['id']]],
  trainees: [['INDEX', 'byClass', ['classId']]],
  'check-in-attempts': [['INDEX', 'byClassDay', ['classId', 'date', 'at']]],
  witnessings: [['INDEX', 'byClassDay', ['classId', 'date', 'at']]],
  'trainee-day-rolls': [],
  recordings: [['INDEX', 'byCamera', ['deviceSerial', 'channelNo', 'startTime']]],
  'camera-answers': [['INDEX', 'byClassDay', ['classId', 'date', 'askedAt']]],
  'camera-days': [['INDEX', 'byClassDay', ['classId', 'date']]],
  decisions: [['UNIQUE INDEX', 'inOrder', ['classId', 'date', 'sequence']]],
}

/** Makes a store by the very statements of the versions that wrote layout 1. */
export function makeLayout1(folder: string, documents: OldDocuments): void {
  mkdirSync(folder, { recursive: true })
  const database = new Database(join(folder, 'store.db'))
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('BEGIN IMMEDIATE')
  for (const [name, indexes] of Object.entries(INDEXES)) {
    database.exec(
      `CREATE TABLE IF NOT EXISTS "${name}" (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    )
    for (const [what, key, fields] of indexes) {
      const columns = fields.map(field => `json_extract(body, '$.${field}')`).join(', ')
      const tie = what === 'INDEX' ? ', id' : ''
      database.exec(`CREATE ${what} IF NOT EXISTS "${name}.${key}" ON "${name}" (${columns}${tie})`)
    }
    const insert = database.prepare(`INSERT INTO "${name}" (id, version, body) VALUES (?, 1, ?)`)
    for (const document of documents[name] ?? []) insert.run(document.id, JSON.stringify(document))
  }
  database.exec('PRAGMA user_version = 1')
  database.exec('COMMIT')
  database.close()
}
