import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import {
  digitTime,
  epochSeconds,
  fromEpochSeconds,
  readDigitTime,
  readSpacedTime,
  spacedTime,
} from '../../../cloudfunctions/adapters/ezviz/times'
import { DAY, MIDNIGHT } from './workbench'

const WRITTEN = [
  [MIDNIGHT - 1, 1717343999, '2024-06-02 23:59:59', '20240602235959'],
  [MIDNIGHT, 1717344000, '2024-06-03 00:00:00', '20240603000000'],
  [MIDNIGHT + DAY - 1, 1717430399, '2024-06-03 23:59:59', '20240603235959'],
  [MIDNIGHT + DAY, 1717430400, '2024-06-04 00:00:00', '20240604000000'],
] as const

test.each(WRITTEN)('the instant %i is written in three ways, in Beijing time', (instant, ...written) => {
  expect([epochSeconds(instant), spacedTime(instant), digitTime(instant)]).toEqual(written)
})

test.each([MIDNIGHT - 1_000, MIDNIGHT, MIDNIGHT + DAY - 1_000, Date.UTC(2024, 1, 29, 15, 59, 59)])(
  'what was written of %i is read as it',
  instant => {
    expect(fromEpochSeconds(epochSeconds(instant))).toBe(instant)
    expect(readSpacedTime(spacedTime(instant))).toBe(instant)
    expect(readSpacedTime(spacedTime(instant).replace(' ', 'T'))).toBe(instant)
    expect(readDigitTime(digitTime(instant))).toBe(instant)
  },
)

describe('the zone of the machine does not matter', () => {
  let program: string
  beforeAll(() => {
    const [built] = buildSync({
      entryPoints: [join(__dirname, '../../../cloudfunctions/adapters/ezviz/times.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'times',
    }).outputFiles
    program = built?.text ?? ''
  })

  test.each([
    ['UTC', 0],
    ['Asia/Shanghai', -480],
    ['America/Los_Angeles', 420],
  ])('in %s', (TZ, offset) => {
    const run = `${program};process.stdout.write(JSON.stringify([new Date(${MIDNIGHT}).getTimezoneOffset(),
      times.spacedTime(${MIDNIGHT}), times.digitTime(${MIDNIGHT - 1}),
      times.readSpacedTime('2024-06-03 00:00:00'), times.readDigitTime('20240603000000')]))`
    const told = execFileSync(process.execPath, ['-e', run], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    })
    const right = ['2024-06-03 00:00:00', '20240602235959', MIDNIGHT, MIDNIGHT]
    expect(JSON.parse(told)).toEqual([offset, ...right])
  })
})

test.each([
  '2024-02-30 00:00:00',
  '2024-06-03 24:00:00',
  '2024-06-03',
  '1717344000000',
  '',
  '2024-6-3 0:00:00',
])('the text %j is no time', text => {
  expect(readSpacedTime(text)).toBeNull()
})

test.each(['20240230000000', '20240603240000', '202406030000', '2024-06-03 00:00:00', '1717344000000'])(
  'the digits %j are no time',
  text => {
    expect(readDigitTime(text)).toBeNull()
  },
)
