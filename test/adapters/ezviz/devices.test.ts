import { camera, failureOf, openBench } from './workbench'

const DEVICES = '/api/lapp/device/list'
const room = (index: number) => ({
  ...camera([], index % 2 === 0),
  deviceSerial: `EX${String(index).padStart(7, '0')}`,
  deviceName: `实训室${index}`,
})

test.each([
  [0, 1],
  [50, 1],
  [51, 2],
  [120, 3],
])('%i devices are listed in %i calls', async (count, calls) => {
  const bench = await openBench(Array.from({ length: count }, (_, index) => room(index)))
  const devices = await bench.source.devices('r')
  expect(devices).toHaveLength(count)
  expect(bench.callsTo(DEVICES)).toHaveLength(calls)
})

test('a device is its serial, its name and whether it is online, once for all its channels', async () => {
  const bench = await openBench([room(1), { ...room(1), channelNo: 2 }, room(2)])
  expect(await bench.source.devices('r')).toEqual([
    { deviceSerial: 'EX0000001', deviceName: '实训室1', online: false },
    { deviceSerial: 'EX0000002', deviceName: '实训室2', online: true },
  ])
})

test('a page that fails fails the list: a part of the devices is not told as all', async () => {
  const bench = await openBench(Array.from({ length: 60 }, (_, index) => room(index)))
  const lift = bench.standIn.fault({ kind: 'code', code: '20008' }, { path: DEVICES })
  expect((await failureOf(bench.source.devices('r'))).fault).toBe('busy')
  lift()
  expect(await bench.source.devices('r')).toHaveLength(60)
})
