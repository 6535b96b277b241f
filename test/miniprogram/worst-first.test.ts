import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { questionsFirst, worstFirst } from '../../miniprogram/supervisor/worst-first'
import { classDayRow } from '../support/views'

const row = (date: string, changed: Partial<ClassDayRow>) => classDayRow({ date, ...changed })

const order = (...rows: ClassDayRow[]) => worstFirst(rows).map(({ date }) => date)

test('no recording is worse than too little, too little worse than nothing but flagged trainees', () => {
  expect(
    order(
      row('2026-05-11', { traineesFlagged: 9 }),
      row('2026-05-12', { status: 'flagged', flags: ['too-few-segments'] }),
      row('2026-05-13', { status: 'flagged', flags: ['no-recording'] }),
      row('2026-05-14', { status: 'flagged', flags: ['segment-too-short', 'too-few-segments'] }),
    ),
  ).toEqual(['2026-05-13', '2026-05-14', '2026-05-12', '2026-05-11'])
})

test('what is decided, or still open, no longer stands on top', () => {
  expect(
    order(
      row('2026-05-11', { status: 'accepted', flags: ['no-recording'] }),
      row('2026-05-12', { status: 'flagged', flags: ['no-recording'], open: true }),
      row('2026-05-10', { status: 'flagged', flags: ['segment-too-short', 'too-few-segments'] }),
    ),
  ).toEqual(['2026-05-10', '2026-05-12', '2026-05-11'])
})

test('equals by flagged trainees, then the newest', () => {
  expect(
    order(row('2026-05-11', {}), row('2026-05-12', {}), row('2026-05-10', { traineesFlagged: 1 })),
  ).toEqual(['2026-05-10', '2026-05-12', '2026-05-11'])
})

const CAMERA = { deviceSerial: 'D1', channelNo: 1 }

test('rows that were deleted since weigh as much as too few and too short together', () => {
  const few = { status: 'flagged', flags: ['too-few-segments'] } as const
  expect(
    order(
      row('2026-05-11', few),
      row('2026-05-12', { ...few, deletedSince: [CAMERA] }),
      row('2026-05-13', { status: 'flagged', flags: ['no-recording'] }),
    ),
  ).toEqual(['2026-05-12', '2026-05-13', '2026-05-11'])
})

test('a day that waits for recordings comes after those that wait for a person, before those in order', () => {
  expect(
    order(
      row('2026-05-11', {}),
      row('2026-05-12', { status: 'waiting', silent: [{ ...CAMERA, silence: 'camera-offline' }] }),
      row('2026-05-10', { status: 'flagged', flags: [] }),
    ),
  ).toEqual(['2026-05-10', '2026-05-12', '2026-05-11'])
})

test('whoever has to explain sees open questions first, and the rest in the usual order', () => {
  const rows = [
    row('2026-05-11', { status: 'flagged', flags: ['no-recording'] }),
    row('2026-05-12', { openQuestions: 1 }),
    row('2026-05-13', { openQuestions: 2 }),
  ]
  expect(questionsFirst(rows).map(({ date }) => date)).toEqual(['2026-05-13', '2026-05-12', '2026-05-11'])
})

test('a day on which a trainee waits for an answer comes before those in order and those that wait for recordings', () => {
  expect(
    order(
      row('2026-05-11', {}),
      row('2026-05-12', { status: 'waiting', silent: [{ ...CAMERA, silence: 'camera-offline' }] }),
      row('2026-05-10', { status: 'accepted', openAppeals: 1 }),
      row('2026-05-09', { status: 'flagged', flags: [] }),
    ),
  ).toEqual(['2026-05-09', '2026-05-10', '2026-05-12', '2026-05-11'])
})
