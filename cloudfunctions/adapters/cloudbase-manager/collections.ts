import * as z from 'zod'
import type { Call } from './call'
import type { CloudEnvironment } from './environment'

/** An index of a collection; its fields in their order, all ascending. */
export interface Index {
  readonly name: string
  readonly unique: boolean
  readonly fields: readonly string[]
}

/** What a collection's index is, also where it is none of ours: a descending field is written `field:-1`. */
const indexRow = z
  .object({
    Name: z.string(),
    Unique: z.boolean(),
    Keys: z.array(z.object({ Name: z.string(), Direction: z.string() })),
  })
  .transform(
    ({ Name, Unique, Keys }): Index => ({
      name: Name,
      unique: Unique,
      fields: Keys.map(key => (key.Direction === '1' ? key.Name : `${key.Name}:${key.Direction}`)),
    }),
  )
const described = z.object({ Indexes: z.array(indexRow).nullish() })
const listed = z.object({ Tables: z.array(z.object({ TableName: z.string() })).nullish() })
const access = z.object({ AclTag: z.string() })
const done = z.object({})

/** Only the functions and the console may read and write. */
export const CLOSED = 'ADMINONLY'
const PAGE = 100

export interface Collections {
  names(): Promise<readonly string[]>
  /** Closed to clients from its first moment. */
  create(name: string): Promise<void>
  indexes(name: string): Promise<readonly Index[]>
  /** Takes as long as the documents that are there already need. */
  createIndexes(name: string, indexes: readonly Index[]): Promise<void>
  /** Who may read and write without a function: {@link CLOSED} or another tag of the platform's. */
  access(name: string): Promise<string>
  close(name: string): Promise<void>
}

/** The document database of an environment. Every call throws ManagerError. */
export function createCollections(call: Call, environment: CloudEnvironment): Collections {
  const { id: EnvId, database } = environment
  const connector = { EnvId, MongoConnector: { InstanceId: 'flexdb', DatabaseName: database } }
  const ask = <T>(action: string, parameters: Readonly<Record<string, unknown>>, answer: z.ZodType<T>) =>
    call({ service: 'tcb', action, parameters }, answer)

  const page = async (offset: number): Promise<string[]> => {
    const parameters = { ...connector, MgoLimit: PAGE, MgoOffset: offset }
    const rows = (await ask('ListTables', parameters, listed)).Tables ?? []
    const names = rows.map(({ TableName }) => TableName)
    return rows.length < PAGE ? names : [...names, ...(await page(offset + PAGE))]
  }

  return {
    names: () => page(0),
    async create(name) {
      await ask(
        'CreateTable',
        { ...connector, TableName: name, PermissionInfo: { EnvId, AclTag: CLOSED } },
        done,
      )
    },
    async indexes(name) {
      return (await ask('DescribeTable', { ...connector, TableName: name }, described)).Indexes ?? []
    },
    async createIndexes(name, indexes) {
      await ask('UpdateTable', { ...connector, TableName: name, CreateIndexes: indexes.map(asked) }, done)
    },
    async access(name) {
      return (await ask('DescribeDatabaseACL', { EnvId, CollectionName: name }, access)).AclTag
    },
    async close(name) {
      await ask('ModifyDatabaseACL', { EnvId, CollectionName: name, AclTag: CLOSED }, done)
    },
  }
}

function asked({ name, unique, fields }: Index): object {
  const MgoIndexKeys = fields.map(field => ({ Name: field, Direction: '1' }))
  return { IndexName: name, MgoKeySchema: { MgoIndexKeys, MgoIsUnique: unique } }
}
