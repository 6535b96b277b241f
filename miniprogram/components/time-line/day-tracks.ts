import type {
  AttemptView,
  ClassDayDetail,
  ClassToday,
  LessonView,
  RollEntry,
} from '../../../cloudfunctions/contract/app'
import { appealWords } from '../../../cloudfunctions/contract/words'
import { cameraName, windowEndOf } from '../recording'
import { bothTimes, stretch } from '../time'
import { checkInKind, lessonWords, refusedBecause, verdicts } from '../words'
import { cameraTracks } from './camera-tracks'
import { clipOfMoment, clipOfSpan } from './clips'
import type { Moment, Track } from './track'

const lessonsTrack = (lessons: readonly LessonView[]): Track => ({
  kind: 'stretches',
  name: '课程',
  count: null,
  empty: '没有课',
  tall: true,
  stretches: lessons.map(lesson => ({
    start: lesson.start,
    end: lesson.end,
    look: 'plan',
    text: lesson.title,
    detail: `${lesson.title}，${lessonWords(lesson)}`,
  })),
})

type Findings = Pick<ClassDayDetail, 'sessions' | 'segments' | 'pieces' | 'cameras'>

const sessionsTrack = ({ sessions }: Findings): Track => ({
  kind: 'stretches',
  name: '上课时段',
  count: null,
  empty: '没有线下课',
  tall: false,
  stretches: sessions.map((session, index) => ({
    ...session,
    look: 'plan',
    text: `第 ${index + 1} 场`,
    detail: `第 ${index + 1} 场`,
  })),
})

const piecesTrack = ({ pieces, cameras }: Findings): Track => ({
  kind: 'stretches',
  name: '课内录像',
  count: null,
  empty: '上课时段内没有录像',
  tall: false,
  stretches: pieces.map(piece => ({
    start: piece.start,
    end: piece.end,
    look: 'inside',
    text: '',
    detail: `${cameraName(piece)}，${stretch(piece)}`,
    clip: clipOfSpan(cameras, piece, piece),
  })),
})

const segmentsTrack = ({ segments, cameras }: Findings): Track => ({
  kind: 'stretches',
  name: '计入的段',
  count: segments.length,
  empty: '没有满 20 分钟的录像',
  tall: false,
  stretches: segments.map((segment, index) => ({
    start: segment.start,
    end: segment.end,
    look: 'counted',
    text: String(index + 1),
    detail: `第 ${index + 1} 段，${cameraName(segment)}`,
    clip: clipOfSpan(cameras, segment, segment),
  })),
})

const tapsTrack = (name: string, taps: readonly Moment[], empty: string): Track => ({
  kind: 'taps',
  name,
  count: taps.length,
  taps,
  empty,
})

type Taps = Pick<ClassDayDetail, 'attempts' | 'trainees' | 'row' | 'cameras'>

/** Whose tap it was, and what is to know of it beside its time. */
function tapOf({ at, arrivedAt, refusal, witness, kind }: AttemptView, name: string, date: string): Moment {
  const parts = [
    name,
    refusal && `${checkInKind[kind]}未通过：${refusedBecause(refusal)}`,
    arrivedAt !== null && bothTimes({ at, arrivedAt }, date),
    witness && `${witness.by}见证`,
  ]
  return { at, sign: '', detail: parts.filter(Boolean).join('，') }
}

/** Check-ins, check-outs, and, where there are any, taps that were refused. */
function attemptTracks({ attempts, trainees, row, cameras }: Taps): Track[] {
  const names = new Map(trainees.map(({ traineeId, name }) => [traineeId, name]))
  const of = (chosen: (attempt: AttemptView) => boolean) =>
    attempts.filter(chosen).map(attempt => ({
      ...tapOf(attempt, names.get(attempt.traineeId) ?? attempt.traineeId, row.date),
      clip: clipOfMoment(cameras, attempt.at),
    }))
  const refused = of(({ refusal }) => refusal !== null)
  return [
    tapsTrack(
      '签到',
      of(({ kind, refusal }) => kind === 'start' && refusal === null),
      '没有人签到',
    ),
    tapsTrack(
      '签退',
      of(({ kind, refusal }) => kind === 'end' && refusal === null),
      '没有人签退',
    ),
    ...(refused.length > 0 ? [tapsTrack('未通过的打卡', refused, '')] : []),
  ]
}

/** What reviewers asked and decided, what was explained, and what trainees asked; no line where there was nothing. */
function reviewTracks({ questions, decisions, trainees }: ClassDayDetail): Track[] {
  const names = new Map(trainees.map(({ traineeId, name }) => [traineeId, name]))
  const whose = (traineeId: string | null) =>
    traineeId === null ? '全班' : (names.get(traineeId) ?? traineeId)
  const moments = [
    ...questions.map(({ at, by, traineeId }) => ({
      at,
      sign: '问',
      detail: `${by}要求说明：${whose(traineeId)}`,
    })),
    ...questions.flatMap(({ answers }) =>
      answers.map(({ at, by }) => ({ at, sign: '答', detail: `${by}作了说明` })),
    ),
    ...trainees.flatMap(({ name, appeals }) =>
      appeals.map(({ at, kind }) => ({ at, sign: '申', detail: `${name}提出${appealWords[kind]}` })),
    ),
    ...decisions.map(({ at, by, traineeId, verdict }) => ({
      at,
      sign: '核',
      detail: `${by}核定：${whose(traineeId)}${verdicts[verdict]}`,
    })),
  ]
  return moments.length > 0 ? [{ kind: 'moments', name: '核查过程', count: null, moments }] : []
}

/** From the plan down to what counts, who came, and what reviewers made of it. */
export const dayTracks = (detail: ClassDayDetail): Track[] => [
  lessonsTrack(detail.lessons),
  sessionsTrack(detail),
  ...cameraTracks(detail.cameras, {
    sessions: detail.sessions,
    now: detail.now,
    windowEnd: windowEndOf({ now: detail.now, window: { end: detail.decidableFrom } }),
  }),
  piecesTrack(detail),
  segmentsTrack(detail),
  ...attemptTracks(detail),
  ...reviewTracks(detail),
]

const standing = (roll: readonly RollEntry[], kind: 'start' | 'end'): Moment[] =>
  roll.flatMap(({ name, [kind]: tap }) => (tap ? [{ at: tap.at, sign: '', detail: name }] : []))

/** What an instructor needs of it while the day goes on. */
export const classroomTracks = (
  { lessons, cameras, now, roll }: ClassToday,
  windowEnd: number | null,
): Track[] => [
  lessonsTrack(lessons),
  ...cameraTracks(cameras, {
    sessions: lessons.filter(({ delivery }) => delivery === 'onsite'),
    now,
    windowEnd,
  }),
  tapsTrack('签到', standing(roll, 'start'), '还没有人签到'),
  tapsTrack('签退', standing(roll, 'end'), '还没有人签退'),
]
