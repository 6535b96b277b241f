import { randomBytes } from 'node:crypto'
import { type Doc, ejsonOf, parseEjson } from '../ejson'
import { type DuplicateSpelling, duplicate, Failure, invalid } from '../failure'
import {
  booleanIn,
  demandFields,
  integerIn,
  listIn,
  objectOf,
  optionalTextIn,
  type Params,
  textIn,
} from '../fields'
import type { Change } from './change'
import type { Documents } from './collection'
import type { Database, View } from './database'
import { idIn, matcher } from './matching'
import { aggregated } from './pipeline'
import { projected } from './projecting'
import { updated } from './updating'
import { sorted } from './values'

type Answer = Doc
export type Action = (params: Params) => Answer | Promise<Answer>

const MOST_ROWS = 1_000
const ANSWER_BYTES = 1 << 20

/** The actions of the SDK's wire that concern the database. */
export class DatabaseActions {
  constructor(
    private readonly database: Database,
    private readonly now: () => number,
    private readonly spelling: DuplicateSpelling,
  ) {}

  readonly table: Readonly<Record<string, Action>> = {
    'database.addCollection': params => this.#addCollection(params),
    'database.insertDocument': params => this.#insert(params),
    'database.getDocument': params => this.#get(params),
    'database.calculateDocument': params => this.#count(params),
    'database.modifyDocument': params => this.#modify(params),
    'database.removeDocument': params => this.#remove(params),
    'database.aggregateDocuments': params => this.#aggregate(params),
    'database.startTransaction': params => this.#begin(params),
    'database.commitTransaction': params => this.#end(params, id => this.database.commit(id)),
    'database.abortTransaction': params => this.#end(params, id => this.database.abort(id)),
  }

  #addCollection(params: Params): Answer {
    demandFields(params, ['collectionName'])
    this.database.addCollection(textIn(params, 'collectionName'))
    return {}
  }

  async #insert(params: Params): Promise<Answer> {
    demandFields(params, ['collectionName', 'data', 'transactionId'])
    const { documents, transactionId } = this.#target(params)
    const texts = listIn(params, 'data')
    if (transactionId !== null && texts.length > 1)
      throw invalid('a transaction takes one document at a time')
    const docs = texts.map(text => withId(this.#parsed(text, transactionId)))
    const changes = await this.database.write(transactionId, view =>
      docs.map(doc => this.#newcomer(view, documents, doc)),
    )
    return { data: { insertedIds: changes.map(({ id }) => id) } }
  }

  #newcomer(view: View, documents: Documents, doc: Doc & { readonly _id: string }): Change {
    if (view.find(documents, doc._id) !== undefined)
      throw duplicate(this.spelling, documents.name, `_id_ dup key: ${doc._id}`)
    return { documents, id: doc._id, before: undefined, after: doc }
  }

  #get(params: Params): Answer {
    demandFields(params, [...QUERY_FIELDS, 'multi', 'limit', 'offset', 'order', 'projection'])
    const { documents, transactionId } = this.#target(params)
    const query = this.#query(params)
    const limit = params.queryType === 'DOC' ? 1 : integerIn(params, 'limit', 0)
    const offset = integerIn(params, 'offset', 0)
    if (limit < 1 || limit > MOST_ROWS) throw invalid(`limit must be 1 to ${MOST_ROWS}`)
    const found = matching(this.database.view(transactionId), documents, query)
    const order = params.order === undefined ? {} : this.#order(params.order)
    const page = sorted(found, order).slice(offset, offset + limit)
    const projection = params.projection === undefined ? null : this.#parsed(params.projection, null)
    const list = page.map(doc => ejsonOf(projection === null ? doc : projected(doc, projection)))
    return { data: { list: demandAnswerSize(list), offset, limit, total: found.length } }
  }

  #count(params: Params): Answer {
    demandFields(params, QUERY_FIELDS)
    const { documents, transactionId } = this.#target(params)
    const found = matching(this.database.view(transactionId), documents, this.#query(params))
    return { data: { total: found.length } }
  }

  async #modify(params: Params): Promise<Answer> {
    demandFields(params, [...QUERY_FIELDS, 'data', 'multi', 'merge', 'upsert'])
    const { documents, transactionId } = this.#target(params)
    const query = this.#query(params)
    const data = this.#parsed(params.data, transactionId)
    if ('_id' in data) throw invalid('an id never changes')
    const isMerge = booleanIn(params, 'merge')
    const next = (doc: Doc): Doc => (isMerge ? updated(doc, data) : { _id: doc._id, ...data })
    if (booleanIn(params, 'upsert')) return this.#set(transactionId, documents, query, next)
    const isMulti = booleanIn(params, 'multi')
    const changes = await this.database.write(transactionId, view =>
      matching(view, documents, query)
        .slice(0, isMulti ? undefined : 1)
        .map(doc => ({ documents, id: String(doc._id), before: doc, after: next(doc) })),
    )
    const changed = changes.filter(({ before, after }) => ejsonOf(before) !== ejsonOf(after))
    return { data: { updated: changed.length, upsert_id: null } }
  }

  async #set(
    transactionId: string | null,
    documents: Documents,
    query: Doc,
    next: (doc: Doc) => Doc,
  ): Promise<Answer> {
    const id = idIn(query)
    if (id === null) throw invalid('a document is set by its id')
    const [change] = await this.database.write(transactionId, view => {
      const before = view.find(documents, id)
      return [{ documents, id, before, after: next({ _id: id }) }]
    })
    const isNew = change?.before === undefined
    return { data: { updated: isNew ? 0 : 1, upsert_id: isNew ? id : null } }
  }

  async #remove(params: Params): Promise<Answer> {
    demandFields(params, [...QUERY_FIELDS, 'multi'])
    const { documents, transactionId } = this.#target(params)
    const query = this.#query(params)
    const most = booleanIn(params, 'multi') ? undefined : 1
    const changes = await this.database.write(transactionId, view =>
      matching(view, documents, query)
        .slice(0, most)
        .map(doc => ({ documents, id: String(doc._id), before: doc, after: null })),
    )
    return { data: { deleted: changes.length } }
  }

  #aggregate(params: Params): Answer {
    demandFields(params, ['collectionName', 'stages'])
    const { documents } = this.#target(params)
    const view = this.database.view(null)
    const pipeline = listIn(params, 'stages').map(stage => {
      const { stageKey, stageValue } = objectOf(stage, 'a stage')
      return { [String(stageKey)]: parseEjson(String(stageValue), this.now) }
    })
    const all = (name: string) => view.all(this.database.documents(name))
    return { data: { list: demandAnswerSize(aggregated(view.all(documents), pipeline, all).map(ejsonOf)) } }
  }

  #begin(params: Params): Answer {
    demandFields(params, [])
    return { transactionId: this.database.begin() }
  }

  #end(params: Params, end: (id: string) => void): Answer {
    demandFields(params, ['transactionId'])
    end(textIn(params, 'transactionId'))
    return {}
  }

  #target(params: Params): { documents: Documents; transactionId: string | null } {
    const transactionId = optionalTextIn(params, 'transactionId')
    if (transactionId !== null && params.queryType === 'WHERE') {
      throw invalid('a transaction takes operations on single documents alone')
    }
    return { documents: this.database.documents(textIn(params, 'collectionName')), transactionId }
  }

  #query(params: Params): Doc {
    if (params.queryType !== 'DOC' && params.queryType !== 'WHERE') throw invalid('queryType is DOC or WHERE')
    const query = params.query === undefined ? {} : this.#parsed(params.query, null)
    if (params.queryType === 'DOC' && idIn(query) === null) throw invalid('a document is asked for by its id')
    return query
  }

  #order(text: unknown): Readonly<Record<string, number>> {
    const entries = Object.entries(this.#parsed(text, null)).map(([path, sign]) => {
      if (sign === 1 || sign === -1) return [path, sign] as const
      throw invalid('an order is 1 or -1')
    })
    return Object.fromEntries(entries)
  }

  #parsed(text: unknown, transactionId: string | null): Doc {
    if (typeof text !== 'string') throw invalid('extended JSON comes as a text')
    const parsed = parseEjson(text, this.now, transactionId === null ? 'known' : 'refused')
    return objectOf(parsed, 'extended JSON')
  }
}

const QUERY_FIELDS = ['collectionName', 'queryType', 'query', 'transactionId']

function matching(view: View, documents: Documents, query: Doc): Doc[] {
  const matches = matcher(query)
  const id = idIn(query)
  const candidates = id === null ? view.all(documents) : [view.find(documents, id)]
  return candidates.flatMap(doc => (doc !== undefined && matches(doc) ? [doc] : []))
}

function withId(doc: Doc): Doc & { readonly _id: string } {
  const { _id: id = randomBytes(16).toString('hex') } = doc
  if (typeof id !== 'string' || id === '') throw invalid('the stand-in knows ids that are texts')
  return { ...doc, _id: id }
}

/** As they stand in the answer. The documents don't say what is counted; nothing else would be more. */
function demandAnswerSize(list: string[]): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(list))
  if (bytes <= ANSWER_BYTES) return list
  throw new Failure('EXCEED_MAX_RESPONSE_SIZE', '[EXCEED_MAX_RESPONSE_SIZE] an answer has 1 MB at most')
}
