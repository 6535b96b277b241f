import {
  DAY,
  dateText,
  dayNumber,
  formatInstant,
  instantOf,
  MINUTE,
} from '../../../cloudfunctions/domain/time'

const FIRST = '2024-06-03'
const DATES = [0, 1, 2].map(day => dateText(dayNumber(FIRST) + day))
const CLASSES = ['C1', 'C2', 'C3']
const SEATS = 4
const SPOT = { latitude: 43.8869, longitude: 125.3243 }

/**
 * A dataset with all that a file can say: several classes of two projects, some with two cameras and one camera of two
 * classes, people who came early, late and not at all, faces and witnesses, recordings with gaps, over midnight and
 * ending before they start, decisions on days and on people. The same for the same seed.
 */
export function everyKind(seed: number): string {
  const random = lots(seed)
  const rows = [
    ...['P1', 'P2'].map(projectRow),
    ...CLASSES.flatMap(classId => [
      classRow(classId),
      ...seatsOf(classId).map((id, seat) => traineeRow(id, classId, seat, random)),
      ...DATES.flatMap(date => seatsOf(classId).flatMap(id => checkInRows(id, date, random))),
      ...decisionRows(classId, random),
    ]),
    ...['CAM1', 'CAM2', 'CAM3'].flatMap(serial => recordingRows(serial, random)),
  ]
  return rows.map(row => `${JSON.stringify(row)}\n`).join('')
}

type Random = () => number

function lots(seed: number): Random {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}

function seatsOf(classId: string): string[] {
  return Array.from({ length: SEATS }, (_, seat) => `${classId}-T${seat + 1}`)
}

function projectRow(id: string): object {
  const planned = { plannedTrainees: 4, employmentDemand: 4, contractsSignedOn: '2024-09-20' }
  return { type: 'project', id, employer: `企业${id}`, provider: `学校${id}`, ...planned }
}

const CAMERAS: Readonly<Record<string, readonly string[]>> = {
  C1: ['CAM1', 'CAM2'],
  C2: ['CAM2'],
  C3: ['CAM3'],
}

function classRow(id: string): object {
  const lesson = (date: string, n: number, start: string, end: string) => {
    const how = { hours: 2, kind: 'practice', delivery: 'onsite' }
    return { id: `${id}-${date}-${n}`, date, start, end, ...how }
  }
  return {
    type: 'class',
    id,
    projectId: id === 'C3' ? 'P2' : 'P1',
    occupationCode: '6-31-07-03',
    approvedOn: FIRST,
    site: { ...SPOT, radiusMeters: 300 },
    cameras: CAMERAS[id]?.map(deviceSerial => ({ deviceSerial, channelNo: 1 })),
    lessons: DATES.flatMap(date => [lesson(date, 1, '08:30', '10:00'), lesson(date, 2, '10:10', '11:40')]),
  }
}

function traineeRow(id: string, classId: string, seat: number, random: Random): object {
  const population = random() < 0.7 ? 'registered-unemployed' : 'other'
  const idNumber = seat === 0 ? { idNumber: `11010519491231${String(seat).padStart(3, '0')}X` } : {}
  const employment = {
    contract: true,
    socialInsurance: true,
    monthlyWageYuan: '2300.00',
    startedOn: '2024-09-20',
  }
  const passed = { assessment: { passed: random() < 0.95, certificateNo: `Z-${id}` } }
  const told = { ...passed, ...(random() < 0.9 && { employment }), ...idNumber }
  return { type: 'trainee', id, classId, population, name: `学员${id}`, ...told }
}

function checkInRows(traineeId: string, date: string, random: Random): object[] {
  const came = random()
  if (came < 0.1) return []
  const start = instantOf(date, '08:10') + Math.floor(random() * 40) * MINUTE
  const end = instantOf(date, '11:30') + Math.floor(random() * 40) * MINUTE
  const tap = (kind: 'start' | 'end', at: number) => ({
    type: 'checkIn',
    id: `${traineeId}-${date}-${kind}`,
    traineeId,
    kind,
    at: formatInstant(at),
    ...(random() < 0.8 && { location: SPOT }),
    deviceId: `phone-${traineeId}`,
    ...vouched(random),
  })
  return came < 0.2 ? [tap('start', start)] : [tap('start', start), tap('end', end)]
}

function vouched(random: Random): object {
  return random() < 0.5
    ? { method: 'face', face: { matched: true, live: random() < 0.9 } }
    : { method: 'witnessed', witness: { by: '王老师', reason: '摄像头坏了' } }
}

function recordingRows(deviceSerial: string, random: Random): object[] {
  const row = (startTime: number, endTime: number, recType = 1) => {
    return { type: 'recording', deviceSerial, channelNo: 1, startTime, endTime, recType }
  }
  const slices = DATES.flatMap(date =>
    Array.from({ length: 7 }, (_, i) => instantOf(date, '08:30') + i * 30 * MINUTE)
      .filter(() => random() < 0.85)
      .map(start => row(start, start + 30 * MINUTE, random() < 0.5 ? 1 : 2)),
  )
  const night = instantOf(FIRST, '23:00')
  const backward = instantOf(FIRST, '09:00')
  return [...slices, row(night, night + DAY / 6), row(backward, backward - MINUTE)]
}

function decisionRows(classId: string, random: Random): object[] {
  const decision = (date: string, more: object) => ({
    type: 'decision',
    classId,
    date,
    by: '李科长',
    at: `${dateText(dayNumber(date) + 3)}T10:00:00+08:00`,
    reason: '已核实',
    ...more,
  })
  const [first, second] = DATES as [string, string, string]
  return [
    decision(first, { verdict: random() < 0.5 ? 'accepted' : 'rejected' }),
    decision(second, { traineeId: `${classId}-T1`, verdict: 'accepted', hours: 3 }),
  ]
}
