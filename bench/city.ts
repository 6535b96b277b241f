import { CATALOGUE_2024 } from '../cloudfunctions/domain/catalogue/changchun-2024'
import { dateText, dayNumber, formatInstant, instantOf, MINUTE, SECOND } from '../cloudfunctions/domain/time'

export interface CitySize {
  /** City-years: 1 is 3,000 trainees in 100 classes of 30 days, 180,000 check-ins, 60,000 recording slices. */
  readonly times: number
  readonly seed: number
}

const CLASSES = 100
const SEATS = 30
const DAYS = 30
/** A day's recording comes as twenty files: ten of the card, cut each half hour, and the cloud's copies of them. */
const SLICES = 10

const TIMETABLE = [
  ['08:30', '10:00', 2, 'theory'],
  ['10:10', '11:40', 2, 'practice'],
  ['13:00', '14:30', 2, 'practice'],
  ['14:40', '16:10', 2, 'practice'],
] as const

/** Lines of a dataset the size of a city's year, the same for the same seed. */
export function* cityLines({ times, seed }: CitySize): Generator<string> {
  const random = mulberry32(seed)
  for (let c = 1; c <= CLASSES * times; c++) {
    const start = dayNumber('2024-04-01') + Math.floor(random() * 200)
    yield* classLines(c, start, random)
  }
}

function* classLines(c: number, start: number, random: () => number): Generator<string> {
  const [, , , , , occupationCode] = CATALOGUE_2024[c % CATALOGUE_2024.length]!
  const deviceSerial = `C${String(c).padStart(8, '0')}`
  const latitude = 43.8 + Math.floor(random() * 2000) / 10_000
  const longitude = 125.2 + Math.floor(random() * 2000) / 10_000
  const dates = Array.from({ length: DAYS }, (_, day) => dateText(start + day))
  yield line('project', {
    id: `P${c}`,
    employer: `企业${c}`,
    provider: `学校${c}`,
    plannedTrainees: SEATS,
    employmentDemand: SEATS,
    contractsSignedOn: '2024-11-15',
  })
  yield line('class', {
    id: `C${c}`,
    projectId: `P${c}`,
    occupationCode,
    policy: 'changchun-2024',
    approvedOn: dates[0],
    site: { latitude, longitude, radiusMeters: 300 },
    cameras: [{ deviceSerial, channelNo: 1 }],
    lessons: dates.flatMap(date =>
      TIMETABLE.map(([from, to, hours, kind], i) => ({
        id: `${date}-${i}`,
        date,
        start: from,
        end: to,
        hours,
        kind,
        delivery: 'onsite',
      })),
    ),
  })
  for (let seat = 1; seat <= SEATS; seat++) yield traineeLine(c, seat, random)
  for (const [day, date] of dates.entries()) {
    const first = ((c - 1) * DAYS + day) * SEATS * 2
    yield* checkInLines(c, first, date, latitude, longitude, random)
    yield* recordingLines(deviceSerial, date, random)
  }
  if (random() < 0.5) yield decisionLine(c, dates[Math.floor(random() * DAYS)]!)
}

function traineeLine(c: number, seat: number, random: () => number): string {
  const employed = random() < 0.8
  return line('trainee', {
    id: `T${c}-${seat}`,
    classId: `C${c}`,
    name: `学员${c}-${seat}`,
    population: random() < 0.98 ? 'registered-unemployed' : 'other',
    assessment: { passed: random() < 0.95, certificateNo: `Z${c}-${seat}` },
    ...(employed && {
      employment: {
        contract: true,
        socialInsurance: true,
        monthlyWageYuan: '2300.00',
        startedOn: '2024-11-15',
      },
    }),
  })
}

function* checkInLines(
  c: number,
  first: number,
  date: string,
  latitude: number,
  longitude: number,
  random: () => number,
): Generator<string> {
  for (let seat = 1; seat <= SEATS; seat++) {
    const late = random() < 0.05 ? 30 : 0
    const base = {
      traineeId: `T${c}-${seat}`,
      method: 'face',
      face: { matched: true, live: true },
      location: {
        latitude: round(latitude + (random() - 0.5) / 500),
        longitude: round(longitude + (random() - 0.5) / 500),
      },
      deviceId: `D${c}-${random() < 0.999 ? seat : 1}`,
    }
    const start =
      instantOf(date, '08:00') +
      Math.floor(random() * 35 + late) * MINUTE +
      Math.floor(random() * 60) * SECOND
    const end =
      instantOf(date, '16:05') + Math.floor(random() * 40) * MINUTE + Math.floor(random() * 60) * SECOND
    yield line('checkIn', { id: `K${first + seat * 2 - 1}`, kind: 'start', at: clock(start), ...base })
    yield line('checkIn', { id: `K${first + seat * 2}`, kind: 'end', at: clock(end), ...base })
  }
}

function* recordingLines(deviceSerial: string, date: string, random: () => number) {
  for (const recType of [2, 1]) {
    let at = instantOf(date, '08:25') + Math.floor(random() * 10) * MINUTE
    for (let slice = 0; slice < SLICES; slice++) {
      const startTime = at
      at += 30 * MINUTE
      yield line('recording', { deviceSerial, channelNo: 1, startTime, endTime: at, recType })
      if (random() < 0.1) at += 5 * MINUTE
    }
  }
}

function decisionLine(c: number, date: string): string {
  return line('decision', {
    classId: `C${c}`,
    date,
    verdict: 'rejected',
    by: '监管员',
    at: '2024-12-01T10:00:00+08:00',
    reason: '录像内容与课程不符',
  })
}

function line(type: string, row: object): string {
  return `${JSON.stringify({ type, ...row })}\n`
}

function clock(instant: number): string {
  return formatInstant(instant).replace('.000+', '+')
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain): the same city on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}
