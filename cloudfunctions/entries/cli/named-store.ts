import type { CloudbaseAddress } from '../../adapters/cloudbase'
import { systemClock } from '../../adapters/system/clock'
import { SecretsError } from '../../ports/secrets'
import { type Store, StoreError, type StoreReader } from '../../ports/store'
import { COLLECTIONS } from '../../services/documents'
import { MIGRATIONS } from '../../services/documents/migrations'
import type { Settled } from '../../services/face/restored'
import { holdLayout, LayoutError, layoutTrouble } from '../../services/layout/hold'
import type { KeysPlace } from '../keys/open'
import { secretsSentence } from '../keys/sentences'
import { UsageError } from './usage-error'

/** The store that the person named: a data folder's, or that of WeChat's cloud. */
export type NamedStore =
  | { readonly in: 'folder'; readonly folder: string }
  | { readonly in: 'cloud'; readonly address: CloudbaseAddress & { readonly env: string } }

/** Of every command that uses a store. */
export const STORE_OPTIONS = { data: { type: 'string' }, cloud: { type: 'boolean' } } as const

interface StoreValues {
  readonly data?: string | undefined
  readonly cloud?: boolean | undefined
}

/**
 * The store by a command's arguments; the cloud's by the environment too.
 * @param needsKeys the command opens or seals ID numbers: in the cloud there is no key file beside the store
 * @throws UsageError
 */
export function namedStore({ data, cloud }: StoreValues, needsKeys = false): NamedStore {
  if (!cloud) return { in: 'folder', folder: data ?? 'data' }
  if (data !== undefined) throw new UsageError('--data 和 --cloud 只能写一个')
  const needed = ['CLOUD_ENV', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY']
  const missing = [...needed, ...(needsKeys ? ['JINENG_KEYS'] : [])].filter(name => !process.env[name])
  if (missing.length > 0) throw new UsageError(`用 --cloud 之前请先设置环境变量 ${missing.join('、')}`)
  return { in: 'cloud', address: addressIn(process.env) }
}

function addressIn(environment: typeof process.env) {
  const { CLOUD_ENV, CLOUD_URL, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = environment
  return {
    env: CLOUD_ENV ?? '',
    secretId: TENCENTCLOUD_SECRETID ?? '',
    secretKey: TENCENTCLOUD_SECRETKEY ?? '',
    ...(CLOUD_URL && { serviceUrl: CLOUD_URL }),
  }
}

/** As messages name it. */
export function nameOf(named: NamedStore): string {
  return named.in === 'folder' ? named.folder : `云环境 ${named.address.env}`
}

/** Where the keys of the store are. */
export function keysPlace(named: NamedStore): KeysPlace {
  const fromEnvironment = process.env.JINENG_KEYS || null
  return { dataFolder: named.in === 'folder' ? named.folder : '', fromEnvironment }
}

/** The data folder, for commands that the cloud's store has other means for. @throws UsageError with `instead` */
export function folderOf(values: StoreValues, instead: string): string {
  if (values.cloud) throw new UsageError(instead)
  return values.data ?? 'data'
}

/**
 * The store while `use` runs: of a folder, all to itself; of the cloud, beside its functions.
 * @throws UsageError also when a server has the folder
 */
export function withStore<T>(named: NamedStore, use: (store: Store) => Promise<T>): Promise<T> {
  return explained(named, async () => {
    if (named.in === 'cloud')
      return closing(await openCloud(named.address), async store => {
        await holdLayout(store)
        return use(store)
      })
    const { openSqliteStore } = await import('../../adapters/sqlite')
    return closing(await openSqliteStore(named.folder, COLLECTIONS, MIGRATIONS), async store => {
      await settle(store, named.folder)
      return use(store)
    })
  })
}

/** Whoever uses a store that a backup was put in the place of hears what became of the faces in it. */
async function settle(store: Store, folder: string): Promise<void> {
  const { settleAfterRestore } = await import('../restored')
  const settled = await settleAfterRestore(store, folder, systemClock)
  const isWorthSaying = settled !== null && Object.values(settled).some(count => count > 0)
  if (isWorthSaying) process.stderr.write(`${settledSentence(settled)}\n`)
}

function settledSentence({ kept, removed, enrolAnew, askedAnew }: Settled): string {
  return `数据是恢复来的，已核对人脸特征：留下 ${kept} 份，销毁 ${removed} 份（后来已撤回、已到期，或证明不了还可以保存）；${enrolAnew} 名学员须重新登记，${askedAnew} 名学员的同意证明不了还有效，会重新问本人`
}

/**
 * Has a folder's store to itself for one change that happens wholly or not at all, and then as {@link withStore} does.
 * @throws UsageError, and whatever `change` throws: nothing of it has happened then
 */
export function withStoreAfter<T, U>(
  named: Extract<NamedStore, { readonly in: 'folder' }>,
  change: (store: Store) => Promise<T>,
  use: (store: Store, made: T) => Promise<U>,
): Promise<U> {
  return explained(named, async () => {
    const { openSqliteStoreAfter } = await import('../../adapters/sqlite')
    const opening = { collections: COLLECTIONS, migrations: MIGRATIONS }
    const { store, made } = await openSqliteStoreAfter(named.folder, opening, change)
    return closing(store, async () => {
      await settle(store, named.folder)
      return use(store, made)
    })
  })
}

/**
 * Reads the store beside whoever writes to it: of a folder all as of one moment; of the cloud each document as it is
 * when it is read. @throws UsageError
 */
export function withReader<T>(named: NamedStore, use: (store: StoreReader) => Promise<T>): Promise<T> {
  return explained(named, async () => {
    if (named.in === 'cloud')
      return closing(await openCloud(named.address), async store => {
        const trouble = await layoutTrouble(store)
        if (trouble !== null) throw trouble
        return use(store)
      })
    const { openSqliteReader } = await import('../../adapters/sqlite')
    return closing(openSqliteReader(named.folder, MIGRATIONS), use)
  })
}

/** The cloud's store while `use` runs, whichever program its documents are laid out for. @throws UsageError */
export function withCloud<T>(
  named: Extract<NamedStore, { readonly in: 'cloud' }>,
  use: (store: Store) => Promise<T>,
): Promise<T> {
  return explained(named, async () => closing(await openCloud(named.address), use))
}

export async function openCloud(address: CloudbaseAddress): Promise<Store> {
  // The SDK warns on the console of requests that take long.
  process.env.SILENCE ??= 'true'
  // Before each request it looks for a cloud around it, which it needs to know only to choose a gateway.
  if (address.serviceUrl !== undefined) process.env.TENCENTCLOUD ??= 'true'
  const { openCloudbaseStore } = await import('../../adapters/cloudbase')
  return openCloudbaseStore(address)
}

async function closing<S extends StoreReader, T>(store: S, use: (store: S) => Promise<T>): Promise<T> {
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

async function explained<T>(named: NamedStore, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (cause) {
    if (cause instanceof LayoutError) throw new UsageError(LAYOUT_SENTENCES[cause.why], { cause })
    if (cause instanceof SecretsError) throw new UsageError(secretsSentence(cause), { cause })
    if (!(cause instanceof StoreError)) throw cause
    throw new UsageError(named.in === 'folder' ? folderSentence(named.folder, cause) : cloudSentence(cause), {
      cause,
    })
  }
}

/** What an environment says whose documents are laid out for another program. */
export const LAYOUT_SENTENCES: { readonly [W in LayoutError['why']]: string } = {
  older:
    '云数据库里的数据还是上一版程序的样子：请先运行 jineng migrate --cloud（先导出一份数据），做完再继续；在这之前云函数不读也不写',
  newer: '云数据库里的数据是更新的程序写的：请先更新这台电脑上的程序，再运行一次',
}

function folderSentence(folder: string, cause: StoreError): string {
  const inUse = 'why' in cause && cause.why === 'in-use'
  return inUse
    ? `数据目录 ${folder} 正在使用：请先停止服务（或正在运行的另一个命令），再运行一次`
    : `数据目录 ${folder} 打不开：${cause.message}`
}

function cloudSentence(cause: StoreError): string {
  const found = [...messagesOf(cause)].join('；')
  return `云数据库没有办成：请检查网络、CLOUD_ENV 和密钥，以及集合是否已经建好，再运行一次（${found}）`
}

function* messagesOf(error: unknown): Generator<string> {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null) {
    if ('message' in at) yield String(at.message)
    else if ('errMsg' in at) yield String(at.errMsg)
  }
}
