import { indexesOf } from '../../../cloudfunctions/adapters/cloudbase'
import type { CollectionShape } from '../../../cloudfunctions/ports/store'
import { CLOUD_COLLECTIONS } from '../../../cloudfunctions/services/documents'
import type { GatewayOptions } from './gateway'

type Declared = NonNullable<GatewayOptions['collections']>

/** What the console of the cloud has been told to make for these collections: of indexes, those that keep a promise. */
export function declared(collections: readonly CollectionShape[]): Declared {
  const entries = collections.map(
    shape => [shape.name, indexesOf(shape).filter(({ unique }) => unique)] as const,
  )
  return Object.fromEntries(entries)
}

/** For all that the program keeps in the cloud. */
export const DECLARED: Declared = declared(CLOUD_COLLECTIONS)
