import { CLOUD_COLLECTIONS } from '../../../cloudfunctions/services/documents'
import { NEEDED } from '../../../tools/deploy/needed'
import { newCollection } from '../../support/cloud-manager/state'
import { type Bench, openBench } from './workbench'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const deployed = () => bench.run(['database'])
const kept = (name: string) => {
  const collection = bench.standIn.state.collections.get(name)
  if (!collection) throw new Error(`the stand-in has no ${name}`)
  return collection
}
const indexNames = (name: string) => kept(name).indexes.map(({ Name }) => Name)
const asked = (action: string) => bench.standIn.asked.filter(one => one === action).length
const WRITES = ['CreateTable', 'UpdateTable', 'ModifyDatabaseACL']
const written = () => bench.standIn.asked.filter(action => WRITES.includes(action))

test('every collection is made, with every unique key and index, closed to clients', async () => {
  expect(await deployed()).toBe(true)
  expect([...bench.standIn.state.collections.keys()]).toEqual(CLOUD_COLLECTIONS.map(({ name }) => name))
  for (const { name, unique, indexes } of CLOUD_COLLECTIONS) {
    expect(kept(name).acl).toBe('ADMINONLY')
    expect(indexNames(name)).toEqual(['_id_', ...Object.keys(unique), ...Object.keys(indexes)])
    expect(
      kept(name)
        .indexes.filter(({ Unique }) => Unique)
        .map(({ Name }) => Name),
    ).toEqual(['_id_', ...Object.keys(unique)])
  }
})

test('a second run changes nothing and says so', async () => {
  await deployed()
  const before = written().length
  bench.said.length = 0
  expect(await deployed()).toBe(true)
  expect(written()).toHaveLength(before)
  expect(bench.said.filter(line => line.endsWith('已经就绪'))).toHaveLength(NEEDED.length)
})

test('a run that was broken off goes on where it stopped', async () => {
  bench.standIn.faults.plan('CreateTable', { kind: 'refuse', code: 'UnauthorizedOperation' }, 1)
  bench.standIn.state.collections.set('accounts', newCollection('ADMINONLY'))
  expect(await deployed()).toBe(false)
  expect(bench.said.at(-1)).toContain('没有做这件事的权限')
  expect(await deployed()).toBe(true)
  expect(bench.standIn.state.collections.size).toBe(NEEDED.length)
})

test('a collection that clients may read is closed', async () => {
  bench.standIn.state.collections.set('trainees', newCollection('READONLY'))
  expect(await deployed()).toBe(true)
  expect(kept('trainees').acl).toBe('ADMINONLY')
  expect(bench.said).toContain('集合 trainees 已改为只许云函数读写')
})

test('an index that is there with other fields is named, with the remedy, and nothing is changed', async () => {
  const seals = newCollection('ADMINONLY')
  seals.indexes.push({ Name: 'bySequence', Unique: true, Keys: [{ Name: 'key.of', Direction: '1' }] })
  bench.standIn.state.collections.set('seals', seals)
  expect(await deployed()).toBe(false)
  expect(bench.said.at(-1)).toContain(
    '唯一索引 bySequence（key.of）占着唯一索引 bySequence（key.sequence）的位置',
  )
  expect(bench.said.at(-1)).toContain('删除占位置的索引')
  expect(written()).toEqual([])
})

test('an index of the same fields that is not unique is in the way of one that must be', async () => {
  const seals = newCollection('ADMINONLY')
  seals.indexes.push({ Name: 'other', Unique: false, Keys: [{ Name: 'key.sequence', Direction: '1' }] })
  bench.standIn.state.collections.set('seals', seals)
  expect(await deployed()).toBe(false)
  expect(written()).toEqual([])
})

test('an index of the same fields under another name does the same work', async () => {
  const seals = newCollection('ADMINONLY')
  seals.indexes.push({ Name: 'other', Unique: true, Keys: [{ Name: 'key.sequence', Direction: '1' }] })
  bench.standIn.state.collections.set('seals', seals)
  expect(await deployed()).toBe(true)
  expect(indexNames('seals')).toEqual(['_id_', 'other', 'bySubject'])
})

test('collections and indexes that are none of ours are left alone', async () => {
  const strange = newCollection('READONLY')
  bench.standIn.state.collections.set('somebody-elses', strange)
  const sessions = newCollection('ADMINONLY')
  sessions.indexes.push({ Name: 'mine', Unique: false, Keys: [{ Name: 'x', Direction: '-1' }] })
  bench.standIn.state.collections.set('sessions', sessions)
  expect(await deployed()).toBe(true)
  expect(strange.acl).toBe('READONLY')
  expect(indexNames('sessions')).toEqual(['_id_', 'mine', 'byEnd'])
})

test('a creation whose answer was lost is not taken for a failure', async () => {
  bench.standIn.faults.plan('CreateTable', { kind: 'cut' })
  bench.standIn.faults.plan('UpdateTable', { kind: 'cut' })
  expect(await deployed()).toBe(true)
  expect(asked('CreateTable')).toBe(NEEDED.length)
})

test('a collection that somebody else makes at the same moment is not taken for a failure', async () => {
  const names = bench.standIn.state.collections
  const listing = bench.run(['database'])
  // Between the listing and the making, as two deployments at once would have it.
  while (!bench.standIn.asked.includes('ListTables')) await new Promise(resolve => setImmediate(resolve))
  names.set('decision-news', newCollection('PRIVATE'))
  expect(await listing).toBe(true)
  expect(kept('decision-news').acl).toBe('ADMINONLY')
})

test('values that are there twice keep a unique index from being made, and are not touched', async () => {
  const seals = newCollection('ADMINONLY')
  seals.duplicates.add('key.sequence')
  bench.standIn.state.collections.set('seals', seals)
  expect(await deployed()).toBe(false)
  expect(bench.said.at(-1)).toContain('集合 seals 里已有重复的数据')
})

test.each([
  ['TENCENTCLOUD_SECRETKEY', 'wrong', '腾讯云不认这个 API 密钥'],
  ['CLOUD_ENV', 'another', '没有 CLOUD_ENV 写的环境'],
])('a wrong %s is told in words', async (name, value, words) => {
  expect(await bench.run(['database'], { [name]: value })).toBe(false)
  expect(bench.said.at(-1)).toContain(words)
  expect(written()).toEqual([])
})

test('throttling that lasts is told as something that passes', async () => {
  bench.standIn.faults.plan('ListTables', { kind: 'refuse', code: 'RequestLimitExceeded' }, 6)
  expect(await deployed()).toBe(false)
  expect(bench.said.at(-1)).toContain('会接着做没做完的')
})
