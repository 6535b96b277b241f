import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingError } from '../../../cloudfunctions/entries/settings/setting-error'
import { type GatewayOptions, type RunningGateway, startGateway } from '../cloudbase-gateway'
import { DECLARED } from '../cloudbase-gateway/declared'

export interface KeptGateway {
  readonly gateway: RunningGateway
  /** Writes down what has been committed. */
  save(): void
}

/** The stand-in of the cloud's gateway with this system's collections, holding what was last saved in a folder. @param openApis WeChat's own */
export async function startKeptGateway(
  dataFolder: string,
  openApis: NonNullable<GatewayOptions['openApis']>,
): Promise<KeptGateway> {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, 'database.json')
  const contents = readContents(file)
  const gateway = await startGateway({ collections: DECLARED, openApis, ...(contents && { contents }) })
  const save = () => {
    // Whoever is stopped on the way has the old one or the new one.
    writeFileSync(`${file}.new`, JSON.stringify(gateway.contents()), { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  return { gateway, save }
}

/** Null: nothing was ever saved. @throws SettingError */
function readContents(file: string): NonNullable<GatewayOptions['contents']> | null {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as NonNullable<GatewayOptions['contents']>
  } catch {
    throw new SettingError(`无法读取 ${file}。如不需要其中的数据，请删除它后再启动。`)
  }
}
