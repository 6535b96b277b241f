import * as z from 'zod'
import type { Parameters } from './parameters'
import { Refusal } from './refusal'
import { newCollection, type StandInCollection, type State } from './state'

const createIndexes = z
  .array(
    z.object({
      IndexName: z.string().min(1),
      MgoKeySchema: z.object({
        MgoIsUnique: z.boolean(),
        MgoIndexKeys: z
          .array(z.object({ Name: z.string(), Direction: z.enum(['1', '-1', '2dsphere']) }))
          .min(1),
      }),
    }),
  )
  .default([])
type CreateIndex = z.infer<typeof createIndexes>[number]

const TAGS = ['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY']
const MOST_INDEXED_FIELDS = 31

/** The document database's actions. @throws Refusal */
export const TABLE_ACTIONS: Readonly<Record<string, (state: State, given: Parameters) => object>> = {
  ListTables(state, { MgoLimit, MgoOffset }) {
    const offset = Number(MgoOffset ?? 0)
    const names = [...state.collections.keys()].slice(offset, offset + Number(MgoLimit))
    const Tables = names.map(TableName => ({ TableName, Count: 0, Size: 0, IndexCount: 1, IndexSize: 4096 }))
    // As documented: null where there is nothing.
    return {
      Tables: Tables.length > 0 ? Tables : null,
      Pager: { Offset: offset, Total: state.collections.size },
    }
  },
  DescribeTable(state, { TableName }) {
    const { indexes } = found(state, TableName)
    return { Indexes: indexes.map(index => ({ ...index, Size: 4096 })), IndexNum: indexes.length }
  },
  CreateTable(state, { TableName, PermissionInfo }) {
    const name = String(TableName)
    if (!/^[A-Za-z0-9-][A-Za-z0-9_-]{0,95}$/.test(name)) {
      throw new Refusal('InvalidParameter', `${name} is not a name for a table`)
    }
    if (state.collections.has(name)) throw new Refusal('ResourceInUse', `table ${name} exists`)
    const { AclTag = 'PRIVATE' } = z.object({ AclTag: z.enum(TAGS).optional() }).parse(PermissionInfo ?? {})
    state.collections.set(name, newCollection(AclTag))
    return {}
  },
  UpdateTable(state, { TableName, CreateIndexes }) {
    const collection = found(state, TableName)
    const wanted = createIndexes.parse(CreateIndexes)
    for (const index of wanted) demandPossible(collection, index)
    for (const { IndexName: Name, MgoKeySchema } of wanted) {
      collection.indexes.push({ Name, Unique: MgoKeySchema.MgoIsUnique, Keys: MgoKeySchema.MgoIndexKeys })
    }
    return {}
  },
  DescribeDatabaseACL(state, { CollectionName }) {
    return { AclTag: found(state, CollectionName).acl }
  },
  ModifyDatabaseACL(state, { CollectionName, AclTag }) {
    if (!TAGS.includes(String(AclTag))) throw new Refusal('InvalidParameter', `no such tag ${AclTag}`)
    found(state, CollectionName).acl = String(AclTag)
    return {}
  },
}

function found(state: State, name: unknown): StandInCollection {
  const collection = state.collections.get(String(name))
  if (!collection) throw new Refusal('ResourceNotFound', `no table ${name}`)
  return collection
}

function demandPossible(
  { indexes, duplicates }: StandInCollection,
  { IndexName, MgoKeySchema }: CreateIndex,
): void {
  const { MgoIndexKeys: keys, MgoIsUnique } = MgoKeySchema
  if (indexes.some(({ Name }) => Name === IndexName))
    throw new Refusal('ResourceInUse', `index ${IndexName} exists`)
  if (keys.length > MOST_INDEXED_FIELDS) throw new Refusal('InvalidParameter', 'too many fields in an index')
  if (MgoIsUnique && keys.some(({ Name }) => duplicates.has(Name))) {
    throw new Refusal('FailedOperation', 'E11000 duplicate key error')
  }
}
