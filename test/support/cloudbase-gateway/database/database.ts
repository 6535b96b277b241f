import { type Doc, ejsonOf, isPlain, parseEjson } from '../ejson'
import { conflict, type DuplicateSpelling, duplicate, Failure, noTransaction } from '../failure'
import { type Change, touchedBy } from './change'
import { Documents, keysOf, type UniqueIndex } from './collection'
import { Transaction } from './transaction'
import { demandSize } from './values'

export interface DatabaseOptions {
  readonly now: () => number
  /** By collection. The SDK can't make indexes, so these are there from the beginning. */
  readonly unique: Readonly<Record<string, readonly UniqueIndex[]>>
  readonly spelling: DuplicateSpelling
  /** Where a transaction hears that a document has changed since it began. The real one does either. */
  readonly conflictsAt: 'operation' | 'commit'
  /** How long a plain write waits for a document that a transaction has locked. */
  readonly lockWaitMs: number
  /** How long a transaction may be open. */
  readonly transactionMs: number
}

/** By collection, its documents as texts of extended JSON. */
export type Contents = Readonly<Record<string, readonly string[]>>

/** What a read or a write sees: the latest, or what a transaction does. */
export interface View {
  find(documents: Documents, id: string): Doc | undefined
  /** Of the latest alone; a transaction's operations are for single documents. */
  all(documents: Documents): Doc[]
}

/** Documents with unique indexes, transactions in snapshot isolation, and locks on what they have written. */
export class Database {
  readonly #collections = new Map<string, Documents>()
  readonly #transactions = new Map<string, Transaction>()
  /** By what is locked, whose lock it is. */
  readonly #locks = new Map<string, Transaction>()
  readonly #changedAt = new Map<string, number>()
  #unlocked: (() => void)[] = []
  #moment = 0
  #begun = 0

  constructor(private readonly options: DatabaseOptions) {}

  addCollection(name: string): void {
    if (this.#collections.has(name)) {
      throw new Failure('DATABASE_COLLECTION_ALREADY_EXIST', `Table exist: ${name}`)
    }
    this.#collections.set(name, new Documents(name, this.options.unique[name] ?? []))
  }

  /** All that is committed at this moment. */
  contents(): Contents {
    const texts = [...this.#collections].map(
      ([name, documents]) => [name, documents.all(this.#moment).map(ejsonOf)] as const,
    )
    return Object.fromEntries(texts)
  }

  /** Into an empty database: what {@link contents} once gave. */
  fill(contents: Contents): void {
    for (const [name, texts] of Object.entries(contents)) {
      if (!this.#collections.has(name)) this.addCollection(name)
      for (const text of texts) {
        const doc = parseEjson(text, this.options.now)
        if (!isPlain(doc)) throw new Error(`no document of ${name}: ${text}`)
        this.documents(name).write(String(doc._id), doc, this.#moment)
      }
      this.documents(name).forgetOlder()
    }
  }

  documents(name: string): Documents {
    const documents = this.#collections.get(name)
    if (documents !== undefined) return documents
    throw new Failure('DATABASE_COLLECTION_NOT_EXIST', `Db or Table not exist: ${name}`)
  }

  view(transactionId: string | null): View {
    const latest = (documents: Documents) => documents.all(this.#moment)
    if (transactionId === null)
      return { find: (documents, id) => documents.find(id, this.#moment), all: latest }
    const transaction = this.#open(transactionId)
    return { find: (documents, id) => transaction.find(documents, id), all: latest }
  }

  /** Plans and carries out a write; planned anew as often as it had to wait for a lock. */
  async write(transactionId: string | null, plan: (view: View) => Change[]): Promise<Change[]> {
    if (transactionId !== null) return this.#writeWithin(transactionId, plan)
    const until = this.options.now() + this.options.lockWaitMs
    for (;;) {
      const changes = plan(this.view(null))
      const isLocked = changes.flatMap(touchedBy).some(name => this.#locks.has(name))
      if (!isLocked) return this.#writeNow(changes)
      if (this.options.now() >= until) throw new Failure('DATABASE_TIMEOUT', 'waited too long for a lock')
      await this.#unlock()
    }
  }

  begin(): string {
    this.#begun += 1
    const id = `transaction-${this.#begun}`
    const endsAt = this.options.now() + this.options.transactionMs
    this.#transactions.set(id, new Transaction(id, this.#moment, endsAt))
    return id
  }

  commit(transactionId: string): void {
    const transaction = this.#open(transactionId)
    this.#end(transaction)
    const isLate = [...transaction.locked].some(name => this.#hasChanged(name, transaction))
    if (isLate) throw conflict()
    this.#moment += 1
    for (const { documents, id, after } of transaction.writes()) documents.write(id, after, this.#moment)
    this.#remember(transaction.locked)
  }

  abort(transactionId: string): void {
    this.#end(this.#open(transactionId))
  }

  /** Ends what is open for too long; done before each request. */
  expire(): void {
    for (const transaction of this.#transactions.values()) {
      if (transaction.endsAt <= this.options.now()) this.#end(transaction)
    }
  }

  #writeNow(changes: Change[]): Change[] {
    this.#moment += 1
    for (const change of changes) {
      // One by one: of several, those before the one that fails are done, as in Mongo.
      this.#demandPlace(change, key => change.documents.ownerOf(key))
      change.documents.write(change.id, change.after, this.#moment)
      this.#remember(touchedBy(change))
    }
    return changes
  }

  #writeWithin(transactionId: string, plan: (view: View) => Change[]): Change[] {
    const transaction = this.#open(transactionId)
    try {
      const changes = plan(this.view(transactionId))
      for (const change of changes) {
        const touched = touchedBy(change)
        if (touched.some(name => this.#isTaken(name, transaction))) throw conflict()
        this.#demandPlace(change, key => transaction.ownerOf(change.documents, key))
        for (const name of touched) this.#lock(name, transaction)
        transaction.write(change)
      }
      return changes
    } catch (failure) {
      // As in Mongo, a write that fails ends its transaction.
      this.#end(transaction)
      throw failure
    }
  }

  #isTaken(name: string, transaction: Transaction): boolean {
    const holder = this.#locks.get(name)
    if (holder !== undefined && holder !== transaction) return true
    return this.options.conflictsAt === 'operation' && this.#hasChanged(name, transaction)
  }

  #hasChanged(name: string, { moment }: Transaction): boolean {
    return (this.#changedAt.get(name) ?? 0) > moment
  }

  #demandPlace({ documents, id, after }: Change, ownerOf: (key: string) => string | undefined): void {
    if (after === null) return
    demandSize(after)
    for (const key of keysOf(documents.unique, after)) {
      const owner = ownerOf(key)
      if (owner !== undefined && owner !== id) throw duplicate(this.options.spelling, documents.name, key)
    }
  }

  #lock(name: string, transaction: Transaction): void {
    this.#locks.set(name, transaction)
    transaction.locked.add(name)
  }

  #open(id: string): Transaction {
    const transaction = this.#transactions.get(id)
    if (transaction === undefined) throw noTransaction()
    return transaction
  }

  #end(transaction: Transaction): void {
    this.#transactions.delete(transaction.id)
    for (const name of transaction.locked) this.#locks.delete(name)
    const waiting = this.#unlocked
    this.#unlocked = []
    for (const wake of waiting) wake()
  }

  #remember(names: Iterable<string>): void {
    for (const name of names) this.#changedAt.set(name, this.#moment)
    if (this.#transactions.size > 0) return
    this.#changedAt.clear()
    for (const documents of this.#collections.values()) documents.forgetOlder()
  }

  /** When some lock was given up, or it is time to say that one was waited for too long. */
  async #unlock(): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>(resolve => {
      this.#unlocked.push(resolve)
      timer = setTimeout(resolve, this.options.lockWaitMs)
    })
    clearTimeout(timer)
  }
}
