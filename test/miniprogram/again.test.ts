import type { CheckInView, TraineeToday } from '../../cloudfunctions/contract/app'
import {
  codeIsFor,
  codeNote,
  isSuperseded,
  mayEndAgain,
  startAgain,
} from '../../miniprogram/trainee/today/again'
import { at, checkIn, traineeToday, waitingCheckIn } from '../support/views'

const LATE = at('08:40')
const EARLY = at('14:20')

const day = (next: TraineeToday['next'], ...checkIns: CheckInView[]) => traineeToday({ next, checkIns })

describe('the code of the room', () => {
  it('begins the day that has not begun, and ends one whose start counts', () => {
    expect(codeIsFor(day('start'), at('08:00'))).toBe('start')
    expect(codeIsFor(day('end', checkIn('start', '08:21')), at('09:45'))).toBe('end')
  })

  it.each([
    [EARLY - 1, 'start'],
    [EARLY, 'end'],
  ] as const)('is for the start that waits while class goes on, and then for the end: at %i', (now, kind) => {
    expect(codeIsFor(day('end', waitingCheckIn('start', '08:21')), now)).toBe(kind)
  })

  it('is for the end once a start counts beside the one that waits', () => {
    const both = day('end', waitingCheckIn('start', '08:21'), checkIn('start', '08:24'))
    expect(codeIsFor(both, at('09:45'))).toBe('end')
  })

  it('is for an end that waits, as long as the window is open, and for none otherwise', () => {
    const start = checkIn('start', '08:21')
    expect(codeIsFor(day('done', start, waitingCheckIn('end', '14:31')), at('15:30'))).toBe('end')
    expect(codeIsFor(day('done', start, waitingCheckIn('end', '14:31')), at('15:30') + 1)).toBeNull()
    expect(codeIsFor(day('done', start, checkIn('end', '14:31')), at('14:40'))).toBeNull()
    expect(codeIsFor(day('not-yet'), at('07:00'))).toBeNull()
    expect(codeIsFor(day('closed'), at('16:00'))).toBeNull()
  })

  it.each([
    [LATE, '当场就算数，不用等教师'],
    [LATE + 1, '按现在的时间计。08:21 的那次还在等教师确认，确认后仍从 08:21 算起'],
  ])('R7 says what becomes of the start that waits, at %i', (now, said) => {
    expect(codeNote(day('end', waitingCheckIn('start', '08:21')), now)).toContain(said)
  })

  it('has nothing to say where no start waits', () => {
    expect(codeNote(day('start'), at('08:21'))).toBe('')
  })
})

describe('R7 a further start', () => {
  const plain = day('end', checkIn('start', '08:05'))
  const waits = day('end', waitingCheckIn('start', '08:21'))

  it.each([
    [LATE, true],
    [LATE + 1, false],
  ])('does good to one that counts only in time: at %i %p', (now, offered) => {
    expect(startAgain(plain, now, true) !== null).toBe(offered)
  })

  it('does good to one that waits all day long', () => {
    expect(startAgain(waits, at('12:00'), true)).toContain('等教师确认')
  })

  it('does none without a face, before the first one, or after an end', () => {
    expect(startAgain(plain, LATE, false)).toBeNull()
    expect(startAgain(day('start'), LATE, true)).toBeNull()
    expect(startAgain({ ...waits, next: 'done' }, at('12:00'), true)).toBeNull()
  })
})

describe('a further end', () => {
  it.each([
    [at('15:30'), true],
    [at('15:30') + 1, false],
  ])('may be made while the window is open: at %i %p', (now, may) => {
    for (const online of [true, false]) expect(mayEndAgain(day('done'), now, online)).toBe(may)
  })

  it('without a line and without the day’s lessons it is for the server to say', () => {
    expect(mayEndAgain({ ...day('done'), lessons: [], window: null }, at('23:00'), false)).toBe(true)
  })

  it('is none before the first', () => {
    expect(mayEndAgain(day('end'), at('12:00'), true)).toBe(false)
  })
})

describe('one that waits needs nobody any more', () => {
  it.each([
    ['08:40', true],
    ['08:41', false],
  ])('beside a start that counts from %s: %p', (time, superseded) => {
    const waits = waitingCheckIn('start', '08:21')
    expect(isSuperseded(day('end', waits, checkIn('start', time)), waits)).toBe(superseded)
  })

  it.each([
    ['14:20', true],
    ['14:19', false],
  ])('beside an end that counts at %s: %p', (time, superseded) => {
    const waits = waitingCheckIn('end', '14:31')
    expect(isSuperseded(day('done', checkIn('end', time), waits), waits)).toBe(superseded)
  })

  it('one that counts itself, or stands alone, is not put aside', () => {
    const counts = checkIn('start', '08:21')
    expect(isSuperseded(day('end', counts, checkIn('start', '08:22')), counts)).toBe(false)
    const alone = waitingCheckIn('start', '08:21')
    expect(isSuperseded(day('end', alone), alone)).toBe(false)
  })
})
