import { Refusal } from './refusal'

export type Parameters = Readonly<Record<string, unknown>>

/** Each action's parameters as documented; `!` those that must be there. One that isn't listed is refused. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  tcb: {
    DescribeEnvs: ['EnvId', 'IsVisible', 'Channels', 'Limit', 'Offset'],
    ListTables: ['MgoLimit!', 'MgoOffset', 'Tag', 'EnvId', 'MongoConnector'],
    DescribeTable: ['TableName!', 'Tag', 'EnvId', 'MongoConnector'],
    CreateTable: ['TableName!', 'Tag', 'PermissionInfo', 'EnvId', 'MongoConnector'],
    UpdateTable: ['TableName!', 'Tag', 'DropIndexes', 'CreateIndexes', 'EnvId', 'MongoConnector'],
    DescribeDatabaseACL: ['EnvId!', 'CollectionName!'],
    ModifyDatabaseACL: ['EnvId!', 'CollectionName!', 'AclTag!'],
  },
  scf: {
    GetFunction: ['FunctionName!', 'Qualifier', 'Namespace', 'ShowCode'],
    CreateFunction: [
      ...['FunctionName!', 'Code!', 'Handler', 'Description', 'MemorySize', 'Timeout', 'Environment'],
      ...['Runtime', 'Namespace', 'Role', 'Stamp', 'ClsLogsetId', 'ClsTopicId', 'InstallDependency'],
    ],
    UpdateFunctionConfiguration: [
      ...['FunctionName!', 'Description', 'MemorySize', 'Timeout', 'Environment', 'Namespace', 'Role'],
      ...['InstallDependency', 'ClsLogsetId', 'ClsTopicId'],
    ],
    CreateTrigger: [
      'FunctionName!',
      'TriggerName!',
      'Type!',
      'TriggerDesc',
      'Namespace',
      'Qualifier',
      'Enable',
    ],
    UpdateTrigger: [
      'FunctionName!',
      'TriggerName!',
      'Type!',
      'TriggerDesc',
      'Namespace',
      'Qualifier',
      'Enable',
    ],
  },
}
const VERSIONS: Readonly<Record<string, string>> = { tcb: '2018-06-08', scf: '2018-04-16' }

/** @throws Refusal for an action, a version or a parameter that the platform's pages don't have */
export function demandKnown(service: string, version: string, action: string, given: Parameters): void {
  if (VERSIONS[service] !== version)
    throw new Refusal('NoSuchVersion', `${service} has no version ${version}`)
  const known = KNOWN[service]?.[action]
  if (!known) throw new Refusal('InvalidAction', `${service} has no action ${action} here`)
  const stranger = Object.keys(given).find(name => !known.includes(name) && !known.includes(`${name}!`))
  if (stranger !== undefined) throw new Refusal('UnknownParameter', `${action} has no ${stranger}`)
  const missing = known.find(name => name.endsWith('!') && given[name.slice(0, -1)] === undefined)
  if (missing !== undefined) throw new Refusal('MissingParameter', `${action} needs ${missing.slice(0, -1)}`)
}
