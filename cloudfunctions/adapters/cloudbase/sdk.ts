import * as wxServerSdk from 'wx-server-sdk'
import { StoreError } from '../../ports/store'

/** Where the database is. A cloud function needs none of it: the cloud tells the SDK by environment variables. */
export interface CloudbaseAddress {
  /** Absent: the environment that the function itself runs in. */
  readonly env?: string
  /** The gateway's address in place of the cloud's own. */
  readonly serviceUrl?: string
  readonly secretId?: string
  readonly secretKey?: string
  /** For one request. */
  readonly timeoutMs?: number
}

/** What this adapter uses of the SDK, whose own types promise less than it keeps. Every call may reject. */
export interface Database {
  readonly command: Command
  collection(name: string): Documents
  startTransaction(): Promise<Transaction>
}

/** Conditions and changes are opaque: only the SDK can read them. */
export interface Command {
  and(conditions: readonly object[]): object
  or(conditions: readonly object[]): object
  eq(value: string | number): object
  gt(value: string | number): object
  gte(value: string | number): object
  lt(value: string | number): object
  lte(value: string | number): object
  /** Replaces an object; bare, it would be merged into the one that is there. */
  set(value: object): object
  inc(by: number): object
}

export interface Documents {
  doc(id: string): OneDocument
  add(options: { readonly data: object }): Promise<{ readonly _id: string }>
  where(condition: object): Query
}

interface OneDocument {
  field(projection: object): OneDocument
  /** Null: there is no such document. */
  get(): Promise<{ readonly data: unknown }>
  update(options: { readonly data: object }): Promise<{ readonly stats: { readonly updated: number } }>
  remove(): Promise<{ readonly stats: { readonly removed: number } }>
}

interface Query {
  field(projection: object): Query
  orderBy(field: string, order: 'asc' | 'desc'): Query
  limit(most: number): Query
  get(): Promise<{ readonly data: readonly unknown[] }>
  update(options: { readonly data: object; readonly multi: false }): Promise<{
    readonly stats: { readonly updated: number }
  }>
  remove(options: { readonly multi: false }): Promise<{ readonly stats: { readonly removed: number } }>
}

/**
 * Of single documents alone: a `where()` that writes or counts leaves the transaction without a word (the SDK sends no
 * transaction's id with it), so its type has none.
 */
export interface Transaction {
  collection(name: string): Pick<Documents, 'doc' | 'add'>
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

interface Sdk {
  readonly DYNAMIC_CURRENT_ENV: string
  createNewInstance(config: object): { database(config: { readonly throwOnNotFound: boolean }): Database }
}

/** How long one request may take. The SDK's own 15 s would leave a cloud function no time for anything after it. */
const TIMEOUT_MS = 5_000

export function connect(address: CloudbaseAddress): Database {
  // Its types lack createNewInstance and give results that may be void; what is used here is tested on the wire.
  const sdk = wxServerSdk as unknown as Sdk
  const { env, serviceUrl, secretId, secretKey, timeoutMs } = address
  const instance = sdk.createNewInstance({
    env: env ?? sdk.DYNAMIC_CURRENT_ENV,
    timeout: timeoutMs ?? TIMEOUT_MS,
    ...(serviceUrl !== undefined && { serviceUrl }),
    ...(secretId !== undefined && secretKey !== undefined && { secretId, secretKey }),
  })
  return instance.database({ throwOnNotFound: false })
}

/**
 * Without credentials the SDK rejects a promise that nobody awaits, and the process dies of it. Asked before every
 * request, as the SDK does: a function's environment may get them after its code was loaded.
 * @throws StoreError
 */
export function requireCredentials({ secretId, secretKey }: CloudbaseAddress): void {
  if (secretId && secretKey) return
  if (process.env.TENCENTCLOUD_SECRETID && process.env.TENCENTCLOUD_SECRETKEY) return
  throw new StoreError('there are no credentials for the cloud: it gives them to its functions')
}
