import { parseArgs } from 'node:util'
import { createSecrets } from '../../adapters/node-crypto'
import { keyFileIn, replaceKeyFile } from '../../adapters/node-crypto/key-file'
import { currentKey, type KeyRing, withNewKey, withOthersRetired } from '../../adapters/node-crypto/key-ring'
import { dateOf } from '../../domain/time'
import type { Secrets } from '../../ports/secrets'
import type { Store } from '../../ports/store'
import { adoptKeys, forgetOldKeys, verifyKeys } from '../../services/keys/check'
import { SEALINGS, type SealedKind } from '../../services/keys/sealed'
import { type KeysPlace, readKeys } from '../keys/open'
import { keysPlace, type NamedStore, namedStore, STORE_OPTIONS, withReader, withStore } from './named-store'
import { showProgress } from './progress'
import { UsageError } from './usage-error'

/**
 * `jineng keys status|rotate [--data FOLDER | --cloud]`: which keys there are and what each has sealed; or a new key, with which
 * everything is sealed anew. A rotation that was stopped is ended by the next one.
 */
export async function keysCommand([what, ...args]: readonly string[]): Promise<number> {
  const named = storeIn(args)
  const place = keysPlace(named)
  if (what === 'status') await withReader(named, async store => tell(await statusOf(store, place)))
  else if (what === 'rotate') return withStore(named, store => rotate(store, place))
  else throw new UsageError('请写明 keys status 或 keys rotate')
  return 0
}

function storeIn(args: readonly string[]): NamedStore {
  try {
    return namedStore(parseArgs({ args: [...args], options: STORE_OPTIONS }).values, true)
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function tell(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function statusOf(store: Parameters<typeof readKeys>[0], place: KeysPlace): Promise<string[]> {
  const ring = await requireKeys(store, place)
  const secrets = createSecrets(ring)
  await verifyKeys(store, secrets)
  const sealed = await sealedByKey(store, secrets)
  const missing = [...sealed.keys()].filter(id => !ring.keys.some(key => key.id === id))
  return [
    `密钥来自${placeName(place)}`,
    ...ring.keys.map(({ id, retiredOn }) => {
      const state = id === secrets.currentKeyId ? '使用中' : retiredOn ? `${retiredOn} 停用` : '待停用'
      return [id, state, `加密着 ${words(sealed.get(id) ?? NOTHING)}`].join('\t')
    }),
    ...missing.map(id => [id, '缺少', `加密着 ${words(sealed.get(id) ?? NOTHING)}`].join('\t')),
  ]
}

/** How many of each kind. */
type Sealed = { readonly [K in SealedKind]: number }

const NOTHING: Sealed = { idNumbers: 0, templates: 0, openIds: 0 }

function words({ idNumbers, templates, openIds }: Sealed): string {
  return `${idNumbers} 个身份证号、${templates} 份人脸特征、${openIds} 个微信 OPENID`
}

async function sealedByKey(
  store: Parameters<typeof readKeys>[0],
  secrets: Secrets,
): Promise<ReadonlyMap<string, Sealed>> {
  const byKey = new Map<string, Sealed>()
  for (const kind of KINDS) {
    for (const [id, count] of await SEALINGS[kind].countByKey(store, secrets)) {
      byKey.set(id, { ...(byKey.get(id) ?? NOTHING), [kind]: count })
    }
  }
  return byKey
}

const KINDS = Object.keys(SEALINGS) as readonly SealedKind[]

async function requireKeys(store: Parameters<typeof readKeys>[0], place: KeysPlace): Promise<KeyRing> {
  const ring = await readKeys(store, place)
  if (ring === null) throw new UsageError(`${place.dataFolder} 里还没有密钥，服务第一次启动时会生成`)
  return ring
}

function placeName({ dataFolder, fromEnvironment }: KeysPlace): string {
  return fromEnvironment === null ? ` ${keyFileIn(dataFolder)}` : '环境变量 JINENG_KEYS'
}

async function rotate(store: Store, place: KeysPlace): Promise<number> {
  const ring = await requireKeys(store, place)
  // With the keys as they are, before any of them is changed.
  await adoptKeys(store, createSecrets(ring))
  const file = place.fromEnvironment === null ? keyFileIn(place.dataFolder) : null
  const renewed = file === null ? ring : withKeyToRotateTo(file, ring)
  const secrets = createSecrets(renewed)
  await adoptKeys(store, secrets)
  const resealed = await resealAll(store, secrets)
  const needed = await forgetOldKeys(store, secrets)
  if (needed.length > 0) {
    tell([
      `已用密钥 ${secrets.currentKeyId} 重新加密 ${words(resealed)}。${needed.join('、')} 刚刚又加密了新的数据：请确认正在运行的服务都用上了新的密钥，再运行一次。`,
    ])
    return UNFINISHED
  }
  if (file === null) tell(endedByEnvironment(renewed, resealed))
  else {
    replaceKeyFile(file, withOthersRetired(renewed, dateOf(Date.now())))
    tell([
      `已用密钥 ${secrets.currentKeyId} 重新加密 ${words(resealed)}，其余密钥已停用。请把新的 keys.json 另行备份。`,
    ])
  }
  return 0
}

/** An exit status. */
const UNFINISHED = 1

/** The ring on the disk, with a key to go over to: a new one, unless a rotation was stopped after making one. */
function withKeyToRotateTo(file: string, ring: KeyRing): KeyRing {
  const inUse = ring.keys.filter(({ retiredOn }) => retiredOn === null)
  if (inUse.length > 1) {
    process.stderr.write('上次更换密钥没有做完，现在接着做\n')
    return ring
  }
  const renewed = withNewKey(ring)
  replaceKeyFile(file, renewed)
  return renewed
}

async function resealAll(store: Store, secrets: Secrets): Promise<Sealed> {
  const progress = showProgress(undefined)
  const { idNumbers, templates, openIds } = SEALINGS
  const numbers = await idNumbers.reseal(store, secrets, looked => progress.note(`已检查 ${looked} 名学员`))
  const bindings = await openIds.reseal(store, secrets, looked => progress.note(`已检查 ${looked} 个账号`))
  progress.done()
  return { idNumbers: numbers, templates: await templates.reseal(store, secrets), openIds: bindings }
}

function endedByEnvironment(ring: KeyRing, resealed: Sealed): string[] {
  const current = currentKey(ring)?.id
  const others = ring.keys.map(({ id }) => id).filter(id => id !== current)
  const done = `已用 JINENG_KEYS 的最后一把密钥 ${current} 重新加密 ${words(resealed)}。`
  if (others.length > 0)
    return [`${done}${others.join('、')} 已没有数据使用，只有打开更换以前的备份才用得到，请另存着。`]
  return [
    done,
    '要换成新的密钥：先在 JINENG_KEYS 末尾加上 ,k2= 和 `openssl rand -base64 32` 的输出（原有各项不动），再运行一次。',
  ]
}
