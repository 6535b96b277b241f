import type { RowType } from '../../../cloudfunctions/contract/dataset'

/** A dataset file as plain JSON; tests spoil it on purpose, so its rows hold anything. */
export type Fields = Record<string, unknown>
export interface Sample {
  asOf?: unknown
  projects: Fields[]
  classes: Fields[]
  trainees: Fields[]
  checkIns: Fields[]
  recordings: Fields[]
  decisions: Fields[]
}

const TYPES: readonly (readonly [keyof Sample, RowType])[] = [
  ['projects', 'project'],
  ['classes', 'class'],
  ['trainees', 'trainee'],
  ['checkIns', 'checkIn'],
  ['recordings', 'recording'],
  ['decisions', 'decision'],
]

export const DAY = '2024-06-03'

const at = (clock: string, day = DAY) => `${day}T${clock}+08:00`

function lesson(id: string, start: string, end: string, day = DAY): Fields {
  return { id, date: day, start, end, hours: 2, kind: 'practice', delivery: 'onsite' }
}

export function checkIn(id: string, traineeId: string, kind: string, clock: string): Fields {
  return {
    id,
    traineeId,
    kind,
    at: at(clock),
    method: 'face',
    face: { matched: true, live: true },
    location: { latitude: 43.8869, longitude: 125.3243 },
    deviceId: `phone-${traineeId}`,
  }
}

export function clip(start: string, end: string, fields: Fields = {}): Fields {
  const times = { startTime: Date.parse(at(start)), endTime: Date.parse(at(end)) }
  return { deviceSerial: 'C1', channelNo: 1, ...times, recType: 1, ...fields }
}

/** One class of two lessons on two days; T1 came on the first day, T2 was witnessed. Fresh at each call. */
export function sample(): Sample {
  return {
    asOf: '2024-07-31T23:59:59+08:00',
    projects: [
      {
        id: 'P1',
        employer: '长客',
        provider: '培训机构',
        plannedTrainees: 30,
        employmentDemand: 30,
        contractsSignedOn: '2024-07-12',
      },
    ],
    classes: [
      {
        id: 'C1',
        projectId: 'P1',
        occupationCode: '6-31-07-03',
        approvedOn: '2024-05-28',
        site: { latitude: 43.8868, longitude: 125.3245, radiusMeters: 300 },
        cameras: [{ deviceSerial: 'C1', channelNo: 1 }],
        lessons: [
          lesson('C1-1', '08:30', '10:00'),
          lesson('C1-2', '10:10', '11:40'),
          lesson('C1-3', '08:30', '10:00', '2024-06-04'),
        ],
      },
    ],
    trainees: [
      { id: 'T1', classId: 'C1', population: 'registered-unemployed', name: '甲' },
      { id: 'T2', classId: 'C1', population: 'other', assessment: { passed: true, certificateNo: 'Z2' } },
    ],
    checkIns: [
      checkIn('K1', 'T1', 'start', '08:21:09'),
      checkIn('K2', 'T1', 'end', '11:41:00'),
      {
        id: 'K3',
        traineeId: 'T2',
        kind: 'start',
        at: at('08:25:00.120'),
        method: 'witnessed',
        witness: { by: '王老师', reason: '手机没电' },
      },
    ],
    recordings: [clip('08:30:00', '09:10:00'), clip('10:10:00', '11:00:00')],
    decisions: [
      {
        classId: 'C1',
        date: DAY,
        traineeId: 'T2',
        verdict: 'accepted',
        hours: 4,
        by: '李科长',
        at: at('10:00:00', '2024-06-05'),
        reason: '已核实',
      },
    ],
  }
}

export function asJson(dataset: Partial<Sample>): string {
  return JSON.stringify(dataset)
}

/** A row a line, in the order of the JSON form. */
export function asLines(dataset: Partial<Sample>): string {
  const lines: Fields[] = 'asOf' in dataset ? [{ type: 'asOf', asOf: dataset.asOf }] : []
  for (const [array, type] of TYPES) {
    for (const row of (dataset[array] ?? []) as readonly Fields[]) lines.push({ type, ...row })
  }
  return lines.map(line => `${JSON.stringify(line)}\n`).join('')
}
