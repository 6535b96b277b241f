import type { CloudManager, FunctionSettings } from '../../cloudfunctions/adapters/cloudbase-manager'
import type { LayoutError } from '../../cloudfunctions/services/layout/hold'
import type { Environment } from './settings'
import type { Uploader } from './uploader'

/** One function of the cloud, as `tools/functions.cjs` knows it. */
export interface Product {
  readonly triggers: readonly { readonly name: string; readonly type: string; readonly config: string }[]
  readonly limits: Pick<FunctionSettings, 'timeoutSeconds' | 'memoryMegabytes'>
}

/** What the steps are given. What costs something to have is made when it is first asked for. */
export interface Site {
  readonly environment: Environment
  /** A line for the person at the terminal. */
  say(line: string): void
  manager(): Promise<CloudManager>
  uploader(): Uploader
  /** Why the functions will touch no document; null: they will. @throws StoreError */
  layoutTrouble(): Promise<LayoutError['why'] | null>
  readonly products: Readonly<Record<string, Product>>
  /** The folder of the built app; of the built functions. */
  builtApp(): string
  builtFunctions(): string
  revision(): { readonly version: string; readonly description: string }
  delay(ms: number): Promise<void>
}
