export interface StandInIndex {
  readonly Name: string
  readonly Unique: boolean
  readonly Keys: readonly { readonly Name: string; readonly Direction: string }[]
}

export interface StandInCollection {
  acl: string
  readonly indexes: StandInIndex[]
  /** Of fields that hold a value twice, so that no unique index on them can be made. */
  readonly duplicates: Set<string>
}

export interface StandInTrigger {
  readonly TriggerName: string
  readonly Type: string
  TriggerDesc: string
  Enable: number
}

export interface StandInFunction {
  readonly runtime: string
  status: string
  /** How often it is asked for until it is ready again. */
  busyFor: number
  timeout: number
  memory: number
  variables: Readonly<Record<string, string>>
  readonly triggers: StandInTrigger[]
}

/** What the stand-in's environment holds; a test may look into it and change it. */
export interface State {
  readonly collections: Map<string, StandInCollection>
  readonly functions: Map<string, StandInFunction>
}

export function newCollection(acl: string): StandInCollection {
  const byId = { Name: '_id_', Unique: true, Keys: [{ Name: '_id', Direction: '1' }] }
  return { acl, indexes: [byId], duplicates: new Set() }
}
