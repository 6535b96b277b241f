import type { AttemptView, ClassDayDetail, WitnessView } from '../../cloudfunctions/contract/app'
import { overridesInWords, rankOf, shareInWords, waysInWords } from '../../miniprogram/supervisor/way-words'
import { at, DAY } from '../support/timetable'

const word: WitnessView = {
  by: '周老师',
  at: at('08:30'),
  reason: '脸上有伤',
  seen: 'id-card',
  byRoomCode: false,
  overFace: 'not-same-person',
}
const attempt = (changed: Partial<AttemptView>): AttemptView => ({
  attemptId: 'a1',
  kind: 'start',
  at: at('08:21'),
  arrivedAt: null,
  state: 'recorded',
  method: 'witnessed',
  traineeId: 'T1',
  refusal: null,
  deviceId: null,
  witness: null,
  ...changed,
})
const said = (witness: WitnessView | null) =>
  overridesInWords({
    attempts: [attempt({ witness })],
    trainees: [{ traineeId: 'T1', name: '李明' }],
    row: { date: DAY },
  } as unknown as ClassDayDetail)

test('a word against a face is told plainly, with both names, what was seen and the reason', () => {
  expect(said(word)).toEqual([
    '周老师见证了李明 08:21 的签到；此前人脸核验没有通过（看着不像本人）。周老师看过身份证，理由：脸上有伤。',
  ])
  expect(said({ ...word, seen: null })[0]).toContain('周老师没有写明怎样确认是本人')
})

test('a code after a failed face is told with whoever showed it', () => {
  expect(said({ ...word, byRoomCode: true, seen: null })).toEqual([
    '李明 08:21 的签到用了周老师出示的课堂签到码；此前人脸核验没有通过（看着不像本人）。',
  ])
})

test('a word where no face had failed is no override', () => {
  expect(said({ ...word, overFace: null })).toEqual([])
  expect(said(null)).toEqual([])
})

test('first a word against a face, then what does not count yet, then a word alone, then faces', () => {
  const refusal = { kind: 'no-lesson-today', nextLessonDate: null } as const
  expect(
    [
      attempt({ witness: word }),
      attempt({ state: 'waiting' }),
      attempt({ refusal }),
      attempt({ witness: { ...word, overFace: null } }),
      attempt({ witness: { ...word, overFace: null, byRoomCode: true } }),
      attempt({ method: 'face' }),
    ].map(rankOf),
  ).toEqual([0, 1, 1, 2, 2, 3])
})

test('the share is told with its numbers, and of nothing nothing is told', () => {
  expect(waysInWords({ face: 50, witnessed: 8, roomCode: 2 })).toBe('人脸 50 次，教师见证 8 次，签到码 2 次')
  expect(shareInWords({ face: 50, witnessed: 8, roomCode: 2 })).toBe('60 次打卡里 10 次不用人脸，占 16.7%')
  expect(shareInWords({ face: 0, witnessed: 3, roomCode: 0 })).toBe('3 次打卡里 3 次不用人脸，占 100.0%')
  expect(waysInWords({ face: 0, witnessed: 3, roomCode: 0 })).toBe('教师见证 3 次')
  const none = { face: 0, witnessed: 0, roomCode: 0 }
  expect([waysInWords(none), shareInWords(none)]).toEqual([null, null])
})
