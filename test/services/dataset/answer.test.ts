import { read } from './reading'
import { asJson, asLines, checkIn, clip, type Fields, type Sample, sample } from './sample'

/** As the answer prints them: JSON.parse keeps the order of keys. */
type Answer = Readonly<Record<string, Fields[]>>

async function answerOf(data: Partial<Sample>): Promise<Answer> {
  const { answer, lines } = await read(asJson(data))
  expect(lines).toEqual([])
  return JSON.parse(answer!) as Answer
}

/** Lists of keys, in the order in which dataset.md shows them. */
const KEYS: Readonly<Record<string, string>> = {
  classDays: 'classId date policy scheduledHours pieces segmentCount recording status flags',
  traineeDays: 'traineeId date classId start end status flags provisionalHours confirmedHours',
  attendance: 'traineeId classId scheduledHours provisionalHours confirmedHours confirmedRate',
  settlements: 'projectId employment fundsDueOn trainees totalYuan',
  planProblems: 'classId rule clause detail',
  droppedRecordings: 'deviceSerial channelNo startTime endTime why',
}
const INNER: readonly (readonly [string, string, string])[] = [
  ['classDays', 'pieces', 'start end deviceSerial channelNo'],
  ['settlements', 'employment', 'employed demand planned met'],
  ['settlements', 'trainees', 'traineeId outcome reason onsiteHours onlineHours amountYuan trace'],
]

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/

function withDropped(): Sample {
  const data = sample()
  data.recordings.push(clip('09:00:00', '08:59:59'))
  return data
}

describe('the answer', () => {
  it('has its six lists, and in each row the keys of the format in their order', async () => {
    const answer = await answerOf(withDropped())
    expect(Object.keys(answer)).toEqual(Object.keys(KEYS))
    for (const [list, keys] of Object.entries(KEYS)) {
      expect(answer[list]!.length).toBeGreaterThan(0)
      for (const row of answer[list]!) expect(Object.keys(row).join(' ')).toBe(keys)
    }
    for (const [list, inner, keys] of INNER) {
      const found = answer[list]!.flatMap(row => row[inner]) as Fields[]
      expect(found.length).toBeGreaterThan(0)
      for (const row of found) expect(Object.keys(row).join(' ')).toBe(keys)
    }
  })

  it('prints instants with milliseconds and +08:00, and null for none', async () => {
    const { classDays, traineeDays } = await answerOf(sample())
    const pieces = classDays!.flatMap(day => day.pieces as Fields[])
    for (const piece of pieces)
      expect([piece.start, piece.end].every(at => INSTANT.test(String(at)))).toBe(true)
    expect(pieces[0]).toEqual({
      start: '2024-06-03T08:30:00.000+08:00',
      end: '2024-06-03T09:10:00.000+08:00',
      deviceSerial: 'C1',
      channelNo: 1,
    })
    expect(traineeDays!.map(day => [day.traineeId, day.date, day.start, day.end])).toEqual([
      ['T1', '2024-06-03', '2024-06-03T08:21:09.000+08:00', '2024-06-03T11:41:00.000+08:00'],
      ['T1', '2024-06-04', null, null],
      ['T2', '2024-06-03', '2024-06-03T08:25:00.120+08:00', null],
      ['T2', '2024-06-04', null, null],
    ])
  })

  it('tells the same instant alike, whatever offset it came with', async () => {
    const data = sample()
    data.checkIns[0]!.at = '2024-06-02T20:21:09.000-04:00'
    data.decisions[0]!.at = '2024-06-05T02:00:00Z'
    expect(await answerOf(data)).toEqual(await answerOf(sample()))
  })

  it('holds numbers as numbers, rates and yuan as texts', async () => {
    const { classDays, attendance, settlements } = await answerOf(sample())
    expect(classDays![0]).toMatchObject({ policy: 'changchun-2024', scheduledHours: 4, segmentCount: 4 })
    expect(attendance).toEqual([
      {
        traineeId: 'T1',
        classId: 'C1',
        scheduledHours: 6,
        provisionalHours: 4,
        confirmedHours: 4,
        confirmedRate: '0.6667',
      },
      {
        traineeId: 'T2',
        classId: 'C1',
        scheduledHours: 6,
        provisionalHours: 4,
        confirmedHours: 4,
        confirmedRate: '0.6667',
      },
    ])
    expect(settlements![0]).toMatchObject({ fundsDueOn: '2024-07-19', totalYuan: '0.00' })
  })

  it('is one JSON object with a row a line, ended by a line end', async () => {
    const { answer } = await read(asLines(sample()), 'ndjson')
    expect(answer!.endsWith(']}\n')).toBe(true)
    const days = answer!
      .split('\n')
      .filter(line => line.startsWith('{"traineeId"') && line.includes('"date"'))
    const rows = days.map(line => JSON.parse(line.replace(/\]?,$/, '')) as Fields)
    expect(rows).toEqual((await answerOf(sample())).traineeDays)
  })
})

/** In code-point order; by UTF-16 units the last but one would come last. */
const IDS = ['A10', 'A9', 'a', '学', '\uFFEE', '\u{10000}', '😀']

/** Each id as project, class and trainee, with a camera and a check-in of its own, in another order. */
function shuffled(): Sample {
  const data = sample()
  const order = [3, 6, 0, 5, 2, 4, 1].map(i => IDS[i]!)
  const [project, training, trainee] = [data.projects[0]!, data.classes[0]!, data.trainees[0]!]
  return {
    ...data,
    decisions: [],
    projects: order.map(id => ({ ...project, id })),
    classes: order.map(id => ({
      ...training,
      id,
      projectId: id,
      cameras: [10, 9].map(channelNo => ({ deviceSerial: id, channelNo })),
    })),
    trainees: order.map(id => ({ ...trainee, id, classId: id })),
    checkIns: order.map(id => checkIn(id, id, 'start', '08:20:00')),
    recordings: order.flatMap(deviceSerial => [
      clip('09:00:00', '08:00:00', { deviceSerial, channelNo: 10 }),
      clip('09:00:00', '08:30:00', { deviceSerial, channelNo: 9 }),
      clip('09:00:00', '08:00:00', { deviceSerial, channelNo: 9 }),
      clip('08:40:00', '08:40:00', { deviceSerial, channelNo: 9 }),
    ]),
  }
}

describe('rows are sorted by their ids and dates, in code-point order', () => {
  it.each([
    ['classDays', 'classId'],
    ['traineeDays', 'traineeId'],
    ['attendance', 'traineeId'],
    ['settlements', 'projectId'],
    ['planProblems', 'classId'],
  ] as const)('%s by %s', async (list, key) => {
    const rows = (await answerOf(shuffled()))[list]!
    expect([...new Set(rows.map(row => row[key]))]).toEqual(IDS)
    const dates = rows.filter(row => row[key] === 'a' && 'date' in row).map(row => row.date)
    expect(dates).toEqual([...dates].sort())
    // Rows of one id stand together.
    expect(rows.filter((row, i) => row[key] !== rows[i - 1]?.[key])).toHaveLength(IDS.length)
  })

  it('settled trainees of a project by their ids', async () => {
    const data = shuffled()
    for (const row of data.classes) row.projectId = 'a'
    const { settlements } = await answerOf({
      ...data,
      projects: data.projects.filter(({ id }) => id === 'a'),
    })
    expect((settlements![0]!.trainees as Fields[]).map(row => row.traineeId)).toEqual(IDS)
  })

  it('dropped recordings by serial, channel, start and end, numbers as numbers', async () => {
    const { droppedRecordings } = await answerOf(shuffled())
    expect([...new Set(droppedRecordings!.map(row => row.deviceSerial))]).toEqual(IDS)
    const ofOne = droppedRecordings!.filter(row => row.deviceSerial === '学')
    const at = (clock: string) => Date.parse(`2024-06-03T${clock}:00+08:00`)
    expect(ofOne.map(row => [row.channelNo, row.startTime, row.endTime, row.why])).toEqual([
      [9, at('08:40'), at('08:40'), 'ends-before-it-starts'],
      [9, at('09:00'), at('08:00'), 'ends-before-it-starts'],
      [9, at('09:00'), at('08:30'), 'ends-before-it-starts'],
      [10, at('09:00'), at('08:00'), 'ends-before-it-starts'],
    ])
  })

  it('both forms of the file give the same bytes', async () => {
    expect(await read(asLines(shuffled()), 'ndjson')).toEqual(await read(asJson(shuffled())))
  })
})

describe('every trainee has a row for every evaluated day, and attendance in any case', () => {
  it('also who never came, and where no day was evaluated (R10)', async () => {
    const data = { ...sample(), checkIns: [], asOf: '2024-06-03T12:40:00+08:00' }
    expect((await answerOf(data)).traineeDays!.map(day => [day.traineeId, day.date])).toEqual([
      ['T1', '2024-06-03'],
      ['T2', '2024-06-03'],
    ])
    const { classDays, traineeDays, attendance } = await answerOf({
      ...data,
      asOf: '2024-06-03T12:39:59.999+08:00',
    })
    expect([classDays, traineeDays]).toEqual([[], []])
    expect(attendance!.map(row => [row.traineeId, row.scheduledHours, row.confirmedRate])).toEqual([
      ['T1', 0, '0.0000'],
      ['T2', 0, '0.0000'],
    ])
  })
})
