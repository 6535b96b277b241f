import fc from 'fast-check'
import { insert, replace } from '../../../cloudfunctions/ports/store'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import { FileChanged, rowsAgain } from '../../../cloudfunctions/services/dataset/import-rows'
import { CAMERA_DAYS } from '../../../cloudfunctions/services/documents/camera-days'
import { CLASS_DAYS } from '../../../cloudfunctions/services/documents/class-days'
import { CLASSES, TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { JUDGED_DAYS } from '../../../cloudfunctions/services/documents/judged-days'
import { NIGHTS } from '../../../cloudfunctions/services/documents/nights'
import { read, readAll } from '../../../cloudfunctions/services/documents/read'
import { TRAINEE_DAYS } from '../../../cloudfunctions/services/documents/trainee-days'
import { openIdNumber } from '../../../cloudfunctions/services/id-numbers/seal'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { at, School } from '../school'
import { inPlace, Place } from './importing'
import { read as evaluated, inChunks } from './reading'
import { asJson, asLines, clip, DAY, type Fields, type Sample, sample } from './sample'

const ID_NUMBER = '11010519491231002x'

/** The sample, line 1 its asOf, with one thing changed. */
function changed(change: (dataset: Sample) => void): string {
  const dataset = sample()
  change(dataset)
  return asLines(dataset)
}

const answerOf = async (text: string) => (await evaluated(text, 'detect')).answer

async function everything(place: Place): Promise<string> {
  const kept = await Promise.all(
    [TRAINEE_DAYS, CLASS_DAYS, CAMERA_DAYS].map(collection =>
      place.store.range(collection as typeof CLASS_DAYS, {
        index: Object.keys(collection.indexes)[0] ?? '',
        equal: [],
        limit: 1_000,
      }),
    ),
  )
  return JSON.stringify(kept.map(({ items }) => items))
}

let place: Place
beforeEach(async () => {
  place = await Place.open()
})
afterEach(() => place.close())

describe('a dataset that is imported', () => {
  it('is kept as evidence in whole chains, its ID numbers sealed to the letter', async () => {
    const { counts, anythingNew } = await place.imported(
      changed(({ trainees }) => {
        trainees[0]!.idNumber = ID_NUMBER
      }),
    )
    expect(anythingNew).toBe(true)
    expect(Object.values(counts)).toEqual([1, 1, 2, 3, 2, 1].map(added => ({ added, known: 0 })))
    const trainee = (await read(place.store, TRAINEES, 'T1'))!
    expect(JSON.stringify(trainee)).not.toContain('1949')
    expect(openIdNumber(place.secrets, trainee)).toBe(ID_NUMBER)
    expect(await verifyAudit(place.store, null, () => {})).toMatchObject({ broken: null, streams: 5 })
  })

  it('gives attempts their method, and says that it was an import', async () => {
    await place.imported(asLines(sample()))
    expect((await read(place.store, TRAINEE_DAYS, `T2 ${DAY}`))?.events).toMatchObject([
      { type: 'attempt', attemptId: 'K3', at: at(DAY, '08:25') + 120, face: null, source: 'import' },
      { type: 'witnessing', attemptId: 'K3', by: '王老师', accountId: null, source: 'import' },
    ])
  })

  it('calls a class and its people by what is known of them', async () => {
    await place.imported(asLines(sample()))
    expect(await read(place.store, CLASSES, 'C1')).toMatchObject({
      title: '工业机器人系统操作员 C1',
      provider: '培训机构',
      room: null,
    })
    expect((await read(place.store, TRAINEES, 'T2'))?.name).toBe('T2')
    expect(await place.exported()).not.toContain('"name":"T2"')
  })

  it('is judged as it evaluates, though no camera was ever asked', async () => {
    const text = changed(dataset => {
      delete dataset.asOf
      dataset.recordings.pop()
    })
    await place.imported(text)
    await judgeDirtyDays(place.store, async () => true)
    const days = await readAll(place.store, JUDGED_DAYS, { index: 'byClass', equal: ['C1'] })
    const { classDays } = JSON.parse((await answerOf(text)) ?? '') as { classDays: Fields[] }
    expect(days.map(({ date, status, flags }) => ({ date, status, flags: [...flags] }))).toEqual(
      classDays.map(({ date, status, flags }) => ({ date, status, flags })),
    )
    expect(days.map(({ recording }) => recording)).toEqual(['compliant', 'flagged'])
  })

  it('says nothing of what comes after the moment for which it speaks', async () => {
    const text = changed(dataset => {
      dataset.asOf = `${DAY}T23:59:59+08:00`
    })
    await place.imported(text)
    await judgeDirtyDays(place.store, async () => true)
    const days = await readAll(place.store, JUDGED_DAYS, { index: 'byClass', equal: ['C1'] })
    expect(days.map(({ recording }) => recording)).toEqual(['compliant', 'unknown'])
    expect(await read(place.store, CAMERA_DAYS, 'C1 1 2024-06-04')).toBeNull()
  })

  it('tells which cameras no class names, and keeps nothing of them', async () => {
    const stray = (deviceSerial: string) => clip('08:30:00', '09:00:00', { deviceSerial })
    const text = changed(({ recordings }) => recordings.push(stray('X1'), stray('X2'), stray('X1')))
    const { ignored } = await place.imported(text)
    expect([...ignored]).toEqual([
      ['X1 1', 2],
      ['X2 1', 1],
    ])
    expect(await place.exported()).not.toContain('X1')
  })

  it('reads the same from either form, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.integer({ min: 1, max: 700 }), async (lines, size) => {
        const text = lines ? asLines(sample()) : asJson(sample())
        const rows: string[] = []
        const bytes = new TextEncoder().encode(text)
        for await (const some of rowsAgain(
          inChunks(bytes, () => size),
          'detect',
        )) {
          rows.push(...some.map(({ path }) => path))
        }
        expect(rows).toHaveLength(10)
        expect(rows.at(-1)).toBe(lines ? 'line 11' : 'decisions[0]')
      }),
      { numRuns: 40 },
    )
  })

  it('is not taken when the file has changed since it was found good', async () => {
    const bytes = new TextEncoder().encode('{"type":"class","id":3}\n')
    const again = async () => {
      for await (const _ of rowsAgain(inChunks(bytes), 'ndjson'));
    }
    await expect(again()).rejects.toThrow(FileChanged)
  })
})

it('an import has the next night look at everything, but only where it brought something', async () => {
  const night = { id: 'night', of: DAY, from: DAY, sealed: null, done: true } as const
  const text = asLines(sample())
  await place.store.commit([insert(NIGHTS, night)])
  await place.imported(text)
  const anew = await place.store.get(NIGHTS, 'night')
  expect(anew?.document).toEqual({ ...night, from: '0000-01-01', done: false })
  await place.store.commit([replace(NIGHTS, night, anew!.version)])
  await place.imported(text)
  expect(await read(place.store, NIGHTS, 'night')).toEqual(night)
})

describe('imported twice', () => {
  it('a dataset is there once', async () => {
    const text = changed(({ recordings, decisions }) => {
      recordings.push(clip('11:00:00', '10:00:00'), clip('11:00:00', '10:00:00'), recordings[0]!)
      decisions.push(decisions[0]!)
    })
    await place.imported(text)
    const once = await everything(place)
    const { counts, anythingNew } = await place.imported(text)
    expect(anythingNew).toBe(false)
    expect(counts.checkIns).toEqual({ added: 0, known: 3 })
    expect(counts.decisions).toEqual({ added: 0, known: 2 })
    expect(await everything(place)).toBe(once)
  })

  it('only what is new in the second file is added, and judged', async () => {
    await place.imported(asLines(sample()))
    await judgeDirtyDays(place.store, async () => true)
    const more = changed(({ checkIns, recordings }) => {
      checkIns.push({ ...checkIns[0]!, id: 'K9', kind: 'end', at: '2024-06-04T10:05:00+08:00' })
      recordings.push(
        clip('08:30:00', '09:40:00', {
          startTime: at('2024-06-04', '08:30'),
          endTime: at('2024-06-04', '09:40'),
        }),
      )
    })
    const { counts } = await place.imported(more)
    expect(counts.checkIns).toEqual({ added: 1, known: 3 })
    expect(counts.recordings).toEqual({ added: 1, known: 2 })
    // A row may reach across midnight, so the day beside is looked at too.
    expect(await judgeDirtyDays(place.store, async () => true)).toBe(2)
    expect(await answerOf(await place.exported(Date.parse('2024-07-31T23:59:59+08:00')))).toBe(
      await answerOf(more),
    )
  })

  it('a file that leaves out names and ID numbers contradicts nobody', async () => {
    const named = changed(({ trainees }) => {
      trainees[0]!.idNumber = ID_NUMBER
    })
    await place.imported(named)
    const bare = changed(({ trainees }) => {
      delete trainees[0]!.name
    })
    expect((await place.imported(bare)).anythingNew).toBe(false)
  })
})

describe('a row that says otherwise than the store, under the same id', () => {
  beforeEach(() => place.imported(asLines(sample())))

  it.each([
    [
      'a project',
      ({ projects }: Sample) => (projects[0]!.employer = '另一家'),
      'line 2.id: 数据里已有项目“P1”，内容不同（employer）',
    ],
    [
      'a class',
      ({ classes }: Sample) => (classes[0]!.approvedOn = '2024-05-29'),
      'line 3.id: 数据里已有班级“C1”，内容不同（approvedOn）',
    ],
    [
      'a trainee',
      ({ trainees }: Sample) => (trainees[1]!.population = 'employment-hardship'),
      'line 5.id: 数据里已有学员“T2”，内容不同（population）',
    ],
    [
      'a check-in',
      ({ checkIns }: Sample) => (checkIns[1]!.at = `${DAY}T11:42:00+08:00`),
      'line 7.id: 数据里已有编号为“K2”的签到，内容不同',
    ],
    [
      'a check-in of another day',
      ({ checkIns }: Sample) => (checkIns[1]!.at = '2024-06-04T10:02:00+08:00'),
      'line 7.id: 数据里已有编号为“K2”的签到，内容不同',
    ],
    [
      'a check-in of another trainee',
      ({ checkIns }: Sample) => (checkIns[1]!.traineeId = 'T2'),
      'line 7.id: 数据里已有编号为“K2”的签到，内容不同',
    ],
    [
      'a witness',
      ({ checkIns }: Sample) => (checkIns[2]!.witness = { by: '王老师', reason: '另有原因' }),
      'line 8.id: 数据里已有编号为“K3”的签到，内容不同',
    ],
  ])('is refused: %s', async (_, change, said) => {
    const problems = await place.problems(changed(change))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(said)
  })

  it('is told with all the others, by the places of the JSON form too', async () => {
    const dataset = sample()
    dataset.projects[0]!.plannedTrainees = 31
    dataset.trainees[0]!.name = '乙'
    dataset.checkIns[0]!.deviceId = 'another'
    const outcome = await place.import(asJson(dataset))
    expect(outcome.done ? [] : outcome.problems.map(({ path }) => path)).toEqual([
      'projects[0].id',
      'trainees[0].id',
      'checkIns[0].id',
    ])
  })
})

it('a text that an engine would cut off at U+0000 is refused with its place', async () => {
  const text = changed(({ classes }) => {
    classes[0]!.cameras = [{ deviceSerial: 'C1\0', channelNo: 1 }]
  })
  expect(await place.problems(text)).toEqual([
    'line 3.cameras[0].deviceSerial: 含有空字符（U+0000），无法存下，请删去',
  ])
})

describe('what is hard to carry', () => {
  const decision = (verdict: string, fields: Fields = {}): Fields => ({
    classId: 'C1',
    date: DAY,
    verdict,
    by: '李科长',
    at: '2024-06-05T10:00:00+08:00',
    reason: '已核实',
    ...fields,
  })
  const startOf = (date: string) => at(date, '00:00')

  it.each<[string, (dataset: Sample) => void]>([
    [
      'of two decisions at one instant the later',
      ({ decisions }) => decisions.push(decision('accepted'), decision('rejected')),
    ],
    [
      'one given again at that instant',
      ({ decisions }) => decisions.push(decision('accepted'), decision('rejected'), decision('accepted')),
    ],
    [
      'rows that end before they start, equal ones too',
      ({ recordings }) =>
        recordings.push(
          clip('11:00:00', '10:00:00'),
          clip('11:00:00', '10:00:00'),
          clip('11:00:00', '11:30:00'),
        ),
    ],
    [
      'such a row on a date without lessons',
      ({ recordings }) =>
        recordings.push({
          ...clip('08:00:00', '08:00:00'),
          startTime: startOf('2023-01-01'),
          endTime: startOf('2022-12-31'),
        }),
    ],
    [
      'a row of a week',
      ({ recordings }) =>
        recordings.splice(0, 2, {
          ...clip('08:00:00', '08:00:00'),
          startTime: startOf('2024-05-30'),
          endTime: startOf('2024-06-09'),
        }),
    ],
    [
      'a row of all time',
      ({ recordings }) =>
        recordings.splice(0, 2, {
          ...clip('08:00:00', '08:00:00'),
          startTime: 0,
          endTime: 253_402_271_999_999,
        }),
    ],
    [
      'a face that was not recognised',
      ({ checkIns }) => (checkIns[0]!.face = { matched: false, live: true }),
    ],
    [
      'a check-in on a date without lessons',
      ({ checkIns }) => (checkIns[0]!.at = '2024-01-01T08:00:00+08:00'),
    ],
    ['an ID number typed wrong', ({ trainees }) => (trainees[0]!.idNumber = ' 1101051949123100２x')],
    ['a project without classes', ({ projects }) => projects.push({ ...projects[0]!, id: 'P0' })],
    [
      'ids with blanks',
      ({ classes }) =>
        (classes[0]!.cameras = [
          { deviceSerial: 'C1', channelNo: 1 },
          { deviceSerial: 'C1 1', channelNo: 1 },
        ]),
    ],
  ])('comes through: %s', async (_, change) => {
    const text = changed(change)
    const asOf = Date.parse('2024-07-31T23:59:59+08:00')
    await place.imported(text)
    const exported = await place.exported(asOf)
    expect(await answerOf(exported)).toBe(await answerOf(text))
    await inPlace(async elsewhere => {
      await elsewhere.imported(exported)
      expect(await elsewhere.exported(asOf)).toBe(exported)
    })
    expect((await place.imported(exported)).anythingNew).toBe(false)
  })
})

describe('a store that has lived', () => {
  it('takes its own export for what it holds, and knows no camera better for it', async () => {
    const school = await School.open()
    await school.ordinaryDay(DAY, 60)
    await school.tap('t2', 'start', at('2024-06-04', '08:20'), 'waits for its witness')
    const lived = Object.assign(Object.create(Place.prototype) as Place, {
      store: school.store,
      secrets: school.secrets,
    })
    const before = await everything(lived)
    const text = await lived.exported()
    expect((await lived.imported(text)).anythingNew).toBe(false)
    expect(await everything(lived)).toBe(before)
    await school.close()
  })
})
