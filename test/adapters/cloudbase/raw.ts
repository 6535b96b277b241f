import * as wxServerSdk from 'wx-server-sdk'

export type Row = Readonly<Record<string, unknown>>
interface Changed {
  readonly stats: { readonly updated: number; readonly created?: number }
}
interface Removed {
  readonly stats: { readonly removed: number }
}

interface RawQuery {
  where(condition: object): RawQuery
  orderBy(field: string, order: string): RawQuery
  limit(most: number): RawQuery
  skip(rows: number): RawQuery
  field(projection: object): RawQuery
  get(): Promise<{ readonly data: Row[] }>
  count(): Promise<{ readonly total: number }>
  update(options: { readonly data: object; readonly multi?: boolean }): Promise<Changed>
  remove(options?: { readonly multi?: boolean }): Promise<Removed>
}

interface RawDocument {
  get(): Promise<{ readonly data: Row | null }>
  set(options: { readonly data: object }): Promise<Changed>
  update(options: { readonly data: object }): Promise<Changed>
  remove(): Promise<Removed>
}

interface RawPipeline {
  match(condition: object): RawPipeline
  sort(order: object): RawPipeline
  limit(most: number): RawPipeline
  group(by: object): RawPipeline
  geoNear(place: object): RawPipeline
  end(): Promise<{ readonly list: Row[] }>
}

interface RawCollection extends RawQuery {
  doc(id: string | number): RawDocument
  add(options: { readonly data: object }): Promise<{ readonly _id?: string; readonly _ids?: string[] }>
  aggregate(): RawPipeline
}

export interface RawTransaction {
  collection(name: string): RawCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

type Make = (...values: unknown[]) => object

export interface RawDatabase {
  readonly command: Readonly<
    Record<'and' | 'or' | 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'set' | 'inc' | 'push' | 'remove', Make>
  >
  serverDate(options?: { readonly offset: number }): object
  createCollection(name: string): Promise<unknown>
  collection(name: string): RawCollection
  startTransaction(): Promise<RawTransaction>
  runTransaction<T>(run: (transaction: RawTransaction) => Promise<T>, times?: number): Promise<T>
}

interface FileList {
  readonly fileList: readonly { readonly status: number; readonly tempFileURL?: string }[]
}

interface RawCloud {
  database(config?: { readonly throwOnNotFound: boolean }): RawDatabase
  callFunction(call: { readonly name: string; readonly data?: object }): Promise<{ readonly result: unknown }>
  uploadFile(file: { readonly cloudPath: string; readonly fileContent: Buffer }): Promise<{ fileID: string }>
  downloadFile(file: { readonly fileID: string }): Promise<{ readonly fileContent: Buffer }>
  getTempFileURL(files: { readonly fileList: readonly string[] }): Promise<FileList>
  deleteFile(files: { readonly fileList: readonly string[] }): Promise<FileList>
  readonly openapi: {
    readonly subscribeMessage: { send(message: object): Promise<Row> }
    readonly security: { msgSecCheck(message: object): Promise<Row> }
  }
}

/** The SDK as it comes, to show what it does when nobody takes care. @param config where its gateway is */
export function rawCloud(config: object): RawCloud {
  // Its types lack createNewInstance, and know no result for sure.
  return (wxServerSdk as unknown as { createNewInstance(config: object): RawCloud }).createNewInstance(config)
}

/** What a promise is rejected with. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<{ errCode?: number; errMsg?: string; code?: string }> {
  return promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (cause: { errCode?: number; errMsg?: string; code?: string }) => cause,
  )
}
