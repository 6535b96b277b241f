import type { RollEntry } from '../../cloudfunctions/contract/app'
import type { FaceTries } from '../../cloudfunctions/contract/face'
import { triesInWords } from '../../miniprogram/components/face-looks'
import { missing, waitingOf } from '../../miniprogram/instructor/today/waits'
import { at, checkIn, waitingCheckIn } from '../support/views'

const tries = (lastAt: string): FaceTries => ({
  failed: 2,
  lastOutcome: 'not-same-person',
  lastAt: at(lastAt),
})
const entry = (changed: Partial<RollEntry>): RollEntry => ({
  traineeId: 'T1',
  name: '李明',
  start: null,
  end: null,
  faceTries: null,
  ...changed,
})

test('beside a waiting tap stands how often the face failed before, when last, and how', () => {
  const [waiting] = waitingOf([entry({ start: waitingCheckIn('start', '08:21'), faceTries: tries('08:20') })])
  expect(waiting?.tries && triesInWords(waiting.tries)).toBe(
    '人脸核验 2 次没有通过，最近 08:20：看着不像本人',
  )
})

test('what failed in the morning is not held against the evening', () => {
  const start = checkIn('start', '08:21')
  const end = waitingCheckIn('end', '16:30')
  expect(waitingOf([entry({ start, end, faceTries: tries('08:20') })])).toMatchObject([{ tries: null }])
  expect(waitingOf([entry({ start, end, faceTries: tries('16:29') })])).toMatchObject([
    { tries: { failed: 2 } },
  ])
})

test('who has been recorded waits for nobody, and those who wait stand in the order in which they came', () => {
  const late = entry({ name: '王芳', start: waitingCheckIn('start', '08:25') })
  const early = entry({ start: waitingCheckIn('start', '08:21') })
  const done = entry({ start: checkIn('start', '08:10') })
  expect(waitingOf([late, done, early]).map(({ name }) => name)).toEqual(['李明', '王芳'])
})

test('a reason is wanted, and over a failed face also by what the person was known', () => {
  expect(missing({ reason: ' ', seen: 'known' }, false)).toBe('请先写明见证理由。')
  expect(missing({ reason: '当面核对', seen: null }, false)).toBeNull()
  expect(missing({ reason: '当面核对', seen: null }, true)).toContain('请先选“看过身份证”或“本人我认识”')
  expect(missing({ reason: ' ', seen: 'id-card' }, true)).toBe('请先写明见证理由。')
  expect(missing({ reason: '当面核对', seen: 'id-card' }, true)).toBeNull()
})
