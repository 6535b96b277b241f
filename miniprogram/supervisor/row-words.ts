import type { ClassDayRow } from '../../cloudfunctions/contract/app'
import { cameraState, classDayFlag, classDayStatus, stillOpen, type Words } from '../components/words'

/** A day whose recordings are in order, or decided, still waits while one of its trainees does. */
export function standingOf({ open, status, traineesFlagged, openAppeals }: ClassDayRow): Words {
  if (open) return stillOpen
  const inOrder = status !== 'flagged' && status !== 'rejected' && status !== 'waiting'
  if (openAppeals > 0 && status !== 'flagged') return { text: '有学员申诉', tone: 'wait' }
  return inOrder && traineesFlagged > 0
    ? { text: `${traineesFlagged} 人待核查`, tone: 'wait' }
    : classDayStatus[status]
}

/** Of a day in order or decided it no longer matters; while a day goes on, asking is not over for any camera. */
function silences({ silent, status, open }: ClassDayRow): string[] {
  if (status !== 'waiting' && status !== 'flagged' && !open) return []
  const kinds = silent.map(({ silence }) => silence).filter(silence => !open || silence !== 'not-asked')
  return [...new Set(kinds)].map(silence => cameraState[silence].text)
}

/** What is wanted of somebody, and what is wrong whatever still comes. */
const always = (row: ClassDayRow): string[] => [
  ...(row.openAppeals > 0 ? [`${row.openAppeals} 条学员申诉`] : []),
  ...(row.openQuestions > 0 ? [`${row.openQuestions} 条说明要求待答`] : []),
]

const deleted = ({ deletedSince }: ClassDayRow): string[] =>
  deletedSince.length > 0 ? [cameraState['deleted-since'].text] : []

const segments = ({ segmentCount }: ClassDayRow): string[] =>
  segmentCount > 0 ? [`${segmentCount} 段录像`] : []

/** While a day goes on nobody is absent, and no recording too short: they may still come, or wait for a witness. */
function soFar(row: ClassDayRow): string[] {
  const { traineesAbsent } = row
  return [
    ...always(row),
    ...silences(row),
    ...deleted(row),
    ...segments(row),
    traineesAbsent > 0 ? `${traineesAbsent} 人还没签到或等待见证` : '都已签到',
  ]
}

function inTheEnd(row: ClassDayRow): string[] {
  const { flags, traineesFlagged, traineesAbsent, status } = row
  const found = [...always(row), ...flags.map(flag => classDayFlag[flag]), ...silences(row), ...deleted(row)]
  if (found.length === 0) found.push(classDayStatus[status].text)
  found.push(...segments(row))
  if ((status === 'flagged' || status === 'waiting') && traineesFlagged > 0)
    found.push(`${traineesFlagged} 人待核查`)
  if (traineesAbsent > 0) found.push(`${traineesAbsent} 人缺勤`)
  return found
}

/** What there is to know of a day before it is opened. */
export const findingsInWords = (row: ClassDayRow): string =>
  (row.open ? soFar(row) : inTheEnd(row)).join(' · ')

export function hoursInWords({ confirmedHours, provisionalHours }: ClassDayRow): string {
  const waiting = provisionalHours - confirmedHours
  return `已确认 ${confirmedHours} 学时${waiting > 0 ? `，待确认 ${waiting} 学时` : ''}`
}
