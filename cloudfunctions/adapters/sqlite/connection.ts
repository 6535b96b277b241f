import type Database from 'libsql'

type Value = string | number

/** A connection to a database with the statements that it has prepared. Every call is synchronous. */
export class Connection {
  readonly #statements = new Map<string, Database.Statement>()

  constructor(private readonly database: Database.Database) {}

  /** False also after a failure that took the transaction with it, as a full disk does. */
  get inTransaction(): boolean {
    return this.database.inTransaction
  }

  exec(sql: string): void {
    this.database.exec(sql)
  }

  /** How many rows it changed. */
  run(sql: string, ...values: Value[]): number {
    return this.#prepared(sql).run(...values).changes
  }

  /** The first row, undefined when there is none. */
  row(sql: string, ...values: Value[]): unknown {
    return this.#prepared(sql).get(...values)
  }

  rows(sql: string, ...values: Value[]): unknown[] {
    return this.#prepared(sql).all(...values)
  }

  /** Commits what the action does, or undoes it when it throws. */
  transaction<T>(action: () => T): T {
    this.exec('BEGIN IMMEDIATE')
    try {
      const result = action()
      this.exec('COMMIT')
      return result
    } catch (cause) {
      this.undo()
      throw cause
    }
  }

  /** Rolls back, unless the failure that is being handled has done so already. */
  undo(): void {
    if (this.inTransaction) this.exec('ROLLBACK')
  }

  close(): void {
    // The engine keeps a closed connection until its statements were collected, a transaction included.
    this.undo()
    this.#statements.clear()
    this.database.close()
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}
