import * as z from 'zod'
import {
  type ManagerAddress,
  ManagerError,
  openCloudManager,
} from '../../../cloudfunctions/adapters/cloudbase-manager'
import { createCaller } from '../../../cloudfunctions/adapters/cloudbase-manager/call'
import { authorization } from '../../../cloudfunctions/adapters/cloudbase-manager/signature'
import { type CloudManagerStandIn, startCloudManager } from '../../support/cloud-manager'

const ACCOUNT = { secretId: 'stand-in-id', secretKey: 'stand-in-key' }
const ENV = 'jineng-1a2b'
const PACING = { now: Date.now, delay: (ms: number) => Promise.resolve(void pauses.push(ms)) }

let standIn: CloudManagerStandIn
let pauses: number[]

beforeEach(async () => {
  standIn = await startCloudManager({ env: ENV, ...ACCOUNT })
  pauses = []
})
afterEach(() => standIn.close())

function open(address: Partial<ManagerAddress> = {}) {
  const settings = {
    env: ENV,
    credentials: ACCOUNT,
    region: 'ap-shanghai',
    endpoint: standIn.url,
    ...address,
  }
  return openCloudManager(settings, PACING)
}

function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  )
}

test('a question is signed as the platform shows in its own example', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
  const host = 'cvm.tencentcloudapi.com'
  const request = { service: 'cvm', host, action: 'DescribeInstances', body, at: 1_551_113_065 }
  const stars = '*'.repeat(32)
  expect(authorization(request, { secretId: `AKID${stars}`, secretKey: stars })).toBe(
    `TC3-HMAC-SHA256 Credential=AKID${stars}/2019-02-25/cvm/tc3_request, ` +
      'SignedHeaders=content-type;host;x-tc-action, ' +
      'Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  )
})

test('an environment says where its database and its logs are', async () => {
  expect((await open()).environment).toEqual({
    id: ENV,
    status: 'NORMAL',
    source: 'miniapp',
    plan: '个人版',
    region: 'ap-shanghai',
    database: 'tnt-standin',
    log: { set: 'set-1', topic: 'topic-1' },
  })
})

test('an environment of somebody else is told as one that is not there', async () => {
  expect(await rejection(open({ env: 'another' }))).toMatchObject({
    failure: 'refused',
    code: 'NO_ENVIRONMENT',
  })
})

test.each([
  ['a key that nobody has', { secretId: 'wrong' }, 'AuthFailure.SecretIdNotFound'],
  ['a key with the wrong secret', { secretKey: 'wrong' }, 'AuthFailure.SignatureFailure'],
])('%s is told as wrong credentials, at once', async (_, wrong, code) => {
  const failed = await rejection(open({ credentials: { ...ACCOUNT, ...wrong } }))
  expect(failed).toBeInstanceOf(ManagerError)
  expect(failed).toMatchObject({ failure: 'credentials', code, action: 'DescribeEnvs' })
  expect(pauses).toEqual([])
})

test('a collection is closed to clients from its first moment', async () => {
  const { collections } = await open()
  await collections.create('seals')
  expect(standIn.state.collections.get('seals')?.acl).toBe('ADMINONLY')
  expect(await collections.access('seals')).toBe('ADMINONLY')
})

test('a collection that is open is closed', async () => {
  const { collections } = await open()
  await collections.create('seals')
  const kept = standIn.state.collections.get('seals')
  if (kept) kept.acl = 'READONLY'
  expect(await collections.access('seals')).toBe('READONLY')
  await collections.close('seals')
  expect(kept?.acl).toBe('ADMINONLY')
})

test('indexes are made in the order of their fields and told back as they were made', async () => {
  const { collections } = await open()
  await collections.create('accounts')
  const wanted = [
    { name: 'byName', unique: true, fields: ['key.name'] },
    { name: 'byRole', unique: false, fields: ['key.role', 'key.id', '_id'] },
  ]
  await collections.createIndexes('accounts', wanted)
  const [byId, ...made] = await collections.indexes('accounts')
  expect(byId).toEqual({ name: '_id_', unique: true, fields: ['_id'] })
  expect(made).toEqual(wanted)
})

test('a descending index is not taken for an ascending one', async () => {
  const { collections } = await open()
  await collections.create('accounts')
  const descending = { Name: 'byName', Unique: true, Keys: [{ Name: 'key.name', Direction: '-1' }] }
  standIn.state.collections.get('accounts')?.indexes.push(descending)
  expect((await collections.indexes('accounts'))[1]?.fields).toEqual(['key.name:-1'])
})

test.each([99, 100, 101, 250])('all of %i collections are listed', async count => {
  const { collections } = await open()
  const names = Array.from({ length: count }, (_, at) => `c${at}`)
  for (const name of names)
    standIn.state.collections.set(name, { acl: 'PRIVATE', indexes: [], duplicates: new Set() })
  expect(await collections.names()).toEqual(names)
})

test('an environment without collections has none', async () => {
  const { collections } = await open()
  expect(await collections.names()).toEqual([])
})

test('a function that is not there is null, and one that is says how it is set', async () => {
  const { functions } = await open()
  expect(await functions.find('rounds')).toBeNull()
  const settings = { timeoutSeconds: 60, memoryMegabytes: 256, variables: { JINENG_KEYS: 'k' } }
  await functions.create('rounds', 'Nodejs20.19', settings)
  expect(await functions.find('rounds')).toMatchObject({
    status: 'Creating',
    runtime: 'Nodejs20.19',
    ...settings,
  })
})

test('a timer is told back as it was set', async () => {
  const { functions } = await open()
  const settings = { timeoutSeconds: 60, memoryMegabytes: 256, variables: {} }
  await functions.create('rounds', 'Nodejs20.19', settings)
  while ((await functions.find('rounds'))?.status !== 'Active');
  const timer = { name: 'every-minute', cron: '0 * * * * * *' }
  await functions.addTimer('rounds', timer)
  expect((await functions.find('rounds'))?.timers).toEqual([{ ...timer, open: true }])
  await functions.changeTimer('rounds', { ...timer, cron: '30 * * * * * *' })
  expect((await functions.find('rounds'))?.timers).toEqual([{ ...timer, cron: '30 * * * * * *', open: true }])
})

test('asked too often, it asks again after doubling pauses', async () => {
  const { collections } = await open()
  standIn.faults.plan('CreateTable', { kind: 'refuse', code: 'RequestLimitExceeded' }, 3)
  await collections.create('seals')
  expect(pauses).toEqual([500, 1_000, 2_000])
})

test('asked too often six times, it gives up', async () => {
  const { collections } = await open()
  standIn.faults.plan('ListTables', { kind: 'refuse', code: 'RequestLimitExceeded' }, 6)
  expect(await rejection(collections.names())).toMatchObject({ failure: 'throttled' })
  expect(pauses).toHaveLength(5)
})

test.each([{ kind: 'cut' }, { kind: 'garbage' }] as const)(
  'a reading question is asked again after a %j',
  async fault => {
    const { collections } = await open()
    await collections.create('seals')
    standIn.faults.plan('ListTables', fault)
    expect(await collections.names()).toEqual(['seals'])
  },
)

test('a writing question that may have been heard is not sent twice', async () => {
  const { collections } = await open()
  standIn.faults.plan('CreateTable', { kind: 'cut' })
  expect(await rejection(collections.create('seals'))).toMatchObject({ failure: 'unreachable', code: '' })
  expect(standIn.asked.filter(action => action === 'CreateTable')).toHaveLength(1)
})

test('what a key may not do is told apart from a wrong key', async () => {
  const { collections } = await open()
  standIn.faults.plan('CreateTable', { kind: 'refuse', code: 'UnauthorizedOperation.CamNoAuth' })
  expect(await rejection(collections.create('seals'))).toMatchObject({ failure: 'permission' })
})

test('an answer of another shape is not believed', async () => {
  const { collections } = await open()
  await collections.create('seals')
  const broken = { Name: 'x', Unique: 'yes' } as unknown as { Name: string; Unique: boolean; Keys: [] }
  standIn.state.collections.get('seals')?.indexes.push(broken)
  expect(await rejection(collections.indexes('seals'))).toMatchObject({ failure: 'unreachable' })
})

test('the stand-in refuses what the platform does not document', async () => {
  const call = createCaller({ credentials: ACCOUNT, region: 'ap-shanghai', endpoint: standIn.url, ...PACING })
  const ask = (action: string, parameters: object) =>
    rejection(call({ service: 'tcb', action, parameters: { ...parameters } }, z.object({})))
  expect(await ask('DeleteTable', { EnvId: ENV, TableName: 'seals' })).toMatchObject({
    code: 'InvalidAction',
  })
  expect(await ask('ListTables', { EnvId: ENV, MgoLimit: 1, All: true })).toMatchObject({
    code: 'UnknownParameter',
  })
  expect(await ask('ListTables', { EnvId: ENV })).toMatchObject({ code: 'MissingParameter' })
})
