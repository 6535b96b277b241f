import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { worstFirst } from '../../miniprogram/supervisor/worst-first'

const row = (date: string, changed: Partial<ClassDayRow>): ClassDayRow => ({
  classId: 'C1',
  classTitle: '1 班',
  provider: '技校',
  date,
  open: false,
  status: 'compliant',
  flags: [],
  segmentCount: 2,
  trainees: 30,
  traineesFlagged: 0,
  traineesAbsent: 0,
  scheduledHours: 8,
  provisionalHours: 240,
  confirmedHours: 240,
  ...changed,
})

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
