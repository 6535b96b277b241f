import type { Collection, Page, Range, Stored, Versioned } from '../../ports/store'
import { cursorOf, type Place } from '../../ports/store-range'
import { inAttempts } from './attempts'
import { isTooLarge, mayAskAgain } from './failures'
import { type Plan, planOf } from './range'
import { RowsAtOnce } from './rows'
import type { Session } from './session'
import { isWhole, versionedIn } from './stored'

const WANTED = { version: true, body: true }

/** Reads through the SDK; what fails in passing is asked again. */
export class CloudbaseReader {
  readonly #rowsAtOnce = new RowsAtOnce()

  constructor(private readonly session: Session) {}

  async get<D extends Stored>(collection: Collection<D>, id: string): Promise<Versioned<D> | null> {
    if (!isWhole(id)) return null
    const { database } = this.session
    const { data } = await this.#ask(() => database.collection(collection.name).doc(id).field(WANTED).get())
    return data === null ? null : versionedIn<D>(data)
  }

  async range<D extends Stored>(collection: Collection<D>, query: Range): Promise<Page<D>> {
    const plan = planOf(collection, query)
    if (plan.isEmpty) return { items: [], next: null }
    // One row more than asked tells whether there is a next page.
    const rows = await this.#rows<D>(collection.name, query, plan, query.limit + 1)
    const items = rows.slice(0, query.limit)
    const last = items.at(-1)
    const next =
      rows.length > query.limit && last !== undefined ? cursorOf(plan.placeOf(last.document)) : null
    return { items, next }
  }

  async #rows<D extends Stored>(
    name: string,
    query: Range,
    plan: Plan,
    most: number,
  ): Promise<Versioned<D>[]> {
    const rows: Versioned<D>[] = []
    let { after } = plan
    while (rows.length < most) {
      const asked = Math.min(most - rows.length, this.#rowsAtOnce.of(name))
      const got = await this.#some<D>(name, query, plan, after, asked)
      if (got === null) continue
      rows.push(...got)
      const last = got.at(-1)
      if (got.length < asked || last === undefined) break
      after = plan.placeOf(last.document)
    }
    return rows
  }

  /** Null: there is more in it than an answer can hold, and fewer will be asked for. */
  async #some<D extends Stored>(
    name: string,
    { descending }: Range,
    plan: Plan,
    after: Place | null,
    asked: number,
  ): Promise<Versioned<D>[] | null> {
    const { database } = this.session
    let query = database.collection(name).where(plan.condition(database.command, after)).field(WANTED)
    for (const path of plan.order) query = query.orderBy(path, descending === true ? 'desc' : 'asc')
    try {
      const { data } = await this.#ask(() => query.limit(asked).get())
      const bytes = Buffer.byteLength(JSON.stringify(data))
      this.#rowsAtOnce.learn(name, data.length, bytes)
      return data.map(row => versionedIn<D>(row))
    } catch (failure) {
      if (isTooLarge(failure) && this.#rowsAtOnce.shrink(name, asked)) return null
      throw failure
    }
  }

  #ask<T>(question: () => Promise<T>): Promise<T> {
    return inAttempts(question, mayAskAgain, this.session.pacing)
  }
}
