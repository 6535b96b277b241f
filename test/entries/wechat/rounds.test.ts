import { createSecrets } from '../../../cloudfunctions/adapters/node-crypto'
import { keyRingOf } from '../../../cloudfunctions/adapters/node-crypto/key-text'
import type { runSlice } from '../../../cloudfunctions/entries/wechat/wire/rounds'
import { DIRTY_DAYS, JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { NIGHTS } from '../../../cloudfunctions/services/documents/nights'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { makeRush } from '../../support/rush'
import { type FunctionEnvironment, openFunctionEnvironment } from './function-environment'

let world: FunctionEnvironment
let slice: typeof runSlice
beforeEach(async () => {
  world = await openFunctionEnvironment()
  jest.resetModules()
  slice = (await import('../../../cloudfunctions/entries/wechat/wire/rounds')).runSlice
  await makeRush(world.store, createSecrets(keyRingOf(world.keys)), { classes: 3, traineesPerClass: 2 })
})
afterEach(() => world.close())

const judged = async () => readAll(world.store, JUDGED_DAYS, { index: 'byDate', equal: [] })
const marks = async () => readAll(world.store, DIRTY_DAYS, { index: 'byId', equal: [] })

describe('a slice of the timer’s work', () => {
  it('judges what is marked, seals what is closed, and leaves nothing', async () => {
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
    expect(await marks()).toEqual([])
    expect(await world.store.get(NIGHTS, 'night')).toMatchObject({ document: { done: true } })
  })

  it('that is cut off anywhere is gone on with by the next one', async () => {
    const times = [0, 5_100, 7_100, 9_100, 11_100]
    jest.spyOn(performance, 'now').mockImplementation(() => times.shift() ?? 60_000)
    expect(await slice()).toMatchObject({ left: true })
    jest.spyOn(performance, 'now').mockRestore()
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
  })

  it('does the night’s work before it waits for anybody outside, who may let it wait all night', async () => {
    const times = [0]
    jest.spyOn(performance, 'now').mockImplementation(() => times.shift() ?? 60_000)
    await slice()
    jest.spyOn(performance, 'now').mockRestore()
    const { left } = JSON.parse(world.lines.find(line => line.includes('"slice"')) ?? '{}')
    expect(left).toEqual(['judge', 'watch', 'night', 'heard', 'ask', 'messages'])
  })

  it('in which some work fails does the rest, says which, and the next one makes it up', async () => {
    world.cloud.gateway.faults.add({ how: 'unavailable', times: 30, skip: 10 })
    const { left, failed } = await slice()
    expect([left, failed[0]]).toEqual([true, 'judge'])
    expect(world.lines.some(line => line.includes('the next tick tries again'))).toBe(true)
    world.cloud.gateway.faults.clear()
    expect(await slice()).toEqual({ left: false, failed: [] })
    expect(await judged()).toHaveLength(6)
  })

  it('begins with keys that are not this store’s, and stops there', async () => {
    await slice()
    const others = world.keys.replace(/root=\S{8}/, 'root=AAAAAAAA')
    Object.assign(process.env, { JINENG_KEYS: others })
    jest.resetModules()
    const other = (await import('../../../cloudfunctions/entries/wechat/wire/rounds')).runSlice
    await expect(other()).rejects.toThrow('these are not the keys of this data')
  })
})
