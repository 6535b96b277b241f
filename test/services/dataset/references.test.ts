import { read } from './reading'
import { expectRefused, expectTaken, type Mistake } from './refused'
import { asLines, clip, DAY, type Fields, type Sample, sample } from './sample'

const first = (array: Exclude<keyof Sample, 'asOf'>, fields: Fields) => (data: Sample) =>
  Object.assign(data[array][0]!, fields)
const again =
  (array: Exclude<keyof Sample, 'asOf'>, fields: Fields = {}) =>
  (data: Sample) =>
    data[array].push({ ...data[array][0]!, ...fields })
const decide = (fields: Fields) => first('decisions', fields)
const lessons = (change: (lessons: Fields[]) => unknown) => (data: Sample) =>
  change(data.classes[0]!.lessons as Fields[])

const USED_TWICE: Mistake[] = [
  ['a project', again('projects'), 'projects[1].id'],
  ['a class', again('classes'), 'classes[1].id'],
  ['a trainee', again('trainees'), 'trainees[2].id'],
  ['a check-in', again('checkIns'), 'checkIns[3].id'],
  ['a check-in that the fast lane leaves alone', again('checkIns', { deviceId: '手机' }), 'checkIns[3].id'],
  ['a lesson of a class', lessons(all => Object.assign(all[2]!, { id: 'C1-1' })), 'classes[0].lessons[2].id'],
  ['a check-in that is wrong besides', again('checkIns', { at: 'x' }), 'checkIns[3].at', 'checkIns[3].id'],
  [
    'a check-in after a wrong one',
    (data: Sample) => {
      data.checkIns.unshift({ ...data.checkIns[0]!, at: 'x' })
    },
    'checkIns[0].at',
    'checkIns[1].id',
  ],
  [
    'two wrong check-ins',
    (data: Sample) => {
      again('checkIns', { at: 'x', id: 'K9' })(data)
      again('checkIns', { at: 'x', id: 'K9' })(data)
    },
    'checkIns[3].at',
    'checkIns[4].at',
    'checkIns[4].id',
  ],
  [
    'a project, thrice',
    (data: Sample) => {
      again('projects')(data)
      again('projects')(data)
    },
    'projects[1].id',
    'projects[2].id',
  ],
]

const DANGLING: Mistake[] = [
  ['a class without its project', first('classes', { projectId: 'P9' }), 'classes[0].projectId'],
  [
    'a trainee without the class',
    (data: Sample) => data.trainees.push({ id: 'T9', classId: 'C9', population: 'other' }),
    'trainees[2].classId',
  ],
  ['a check-in without the trainee', first('checkIns', { traineeId: 'T9' }), 'checkIns[0].traineeId'],
  ['one beyond ASCII', first('checkIns', { traineeId: '😀' }), 'checkIns[0].traineeId'],
  [
    'one that is wrong besides',
    first('checkIns', { traineeId: 'T9', kind: 1 }),
    'checkIns[0].kind',
    'checkIns[0].traineeId',
  ],
  ['a decision without the class', decide({ classId: 'C9' }), 'decisions[0].classId'],
  ['a decision without the trainee', decide({ traineeId: 'T9' }), 'decisions[0].traineeId'],
  ['an id with a line break stays on its line', decide({ traineeId: 'a\nb' }), 'decisions[0].traineeId'],
]

const DECISIONS: Mistake[] = [
  ['on a day without lessons', decide({ date: '2024-06-05' }), 'decisions[0].date'],
  ['on a day that does not exist', decide({ date: '2024-06-31' }), 'decisions[0].date'],
  ['rejected, with hours', decide({ verdict: 'rejected', hours: 0 }), 'decisions[0].hours'],
  ['with an hour above the scheduled', decide({ hours: 5 }), 'decisions[0].hours'],
  ['of a class-day, with hours', decide({ traineeId: undefined, hours: 4 }), 'decisions[0].hours'],
  [
    'above the hours that impossible lessons leave',
    (data: Sample) => {
      lessons(all => Object.assign(all[1]!, { end: '10:10' }))(data)
      decide({ hours: 3 })(data)
    },
    'decisions[0].hours',
  ],
]

const CLASSES: Mistake[] = [
  ['an edition that does not exist', first('classes', { policy: 'changchun-1999' }), 'classes[0].policy'],
  [
    'no edition in force on the first date',
    lessons(all => {
      for (const lesson of all) lesson.date = '2025-01-01'
    }),
    'classes[0].policy',
    'decisions[0].date',
  ],
  ['an exception without category', first('classes', { occupationException: true }), 'classes[0].category'],
]

const FOLLOW_UPS: Mistake[] = [
  ['a class with a bad site is still a class', first('classes', { site: 5 }), 'classes[0].site'],
  [
    'a class with a bad lesson still has that day',
    lessons(all => {
      for (const lesson of all) lesson.hours = 'two'
    }),
    'classes[0].lessons[0].hours',
    'classes[0].lessons[1].hours',
    'classes[0].lessons[2].hours',
  ],
  [
    'a class whose lessons are no array may have had the day',
    first('classes', { lessons: 5 }),
    'classes[0].lessons',
  ],
  [
    'a trainee with a bad population is still one',
    first('trainees', { population: 5 }),
    'trainees[0].population',
  ],
  [
    'a project with a bad plan is still one',
    first('projects', { plannedTrainees: -1 }),
    'projects[0].plannedTrainees',
  ],
  [
    'an exception that is no truth value may be one',
    first('classes', { occupationException: 'yes', category: 'A' }),
    'classes[0].occupationException',
  ],
  ['hours of a badly named trainee may be right', decide({ traineeId: 5 }), 'decisions[0].traineeId'],
  ['hours of a bad verdict may be right', decide({ verdict: 'x' }), 'decisions[0].verdict'],
  ['a bad edition leaves the timetable as it is', first('classes', { policy: 5 }), 'classes[0].policy'],
]

describe('an id used twice is refused where it comes again', () => {
  it.each(USED_TWICE)('%s', (_, spoil, ...paths) => expectRefused(spoil, paths))

  it('lessons of two classes may share theirs', () => expectTaken(again('classes', { id: 'C2' })))
})

describe('what the file does not hold may not be named', () => {
  it.each(DANGLING)('%s', (_, spoil, ...paths) => expectRefused(spoil, paths))
})

describe('a decision fits its day (R9)', () => {
  it.each(DECISIONS)('not one %s', (_, spoil, ...paths) => expectRefused(spoil, paths))

  it('with all the scheduled hours, or none', async () => {
    await expectTaken(decide({ hours: 4 }))
    await expectTaken(decide({ hours: 0 }))
    await expectTaken(decide({ hours: undefined, verdict: 'rejected' }))
    await expectTaken(decide({ hours: undefined, traineeId: undefined }))
  })

  it('not on a trainee of another class', async () => {
    const spoil = (data: Sample) => {
      again('classes', { id: 'C2' })(data)
      decide({ classId: 'C2' })(data)
    }
    await expectRefused(spoil, ['decisions[0].traineeId'])
  })
})

describe('a class says by what it is judged', () => {
  it.each(CLASSES)('not by %s', (_, spoil, ...paths) => expectRefused(spoil, paths))

  it('and may name an edition for days outside of it', () =>
    expectTaken(data => {
      lessons(all => {
        for (const lesson of all) lesson.date = '2025-01-02'
      })(data)
      first('classes', { policy: 'changchun-2024' })(data)
      decide({ date: '2025-01-02' })(data)
    }))
})

describe('one mistake is told once, and nothing that only follows from it', () => {
  it.each(FOLLOW_UPS)('%s', (_, spoil, ...paths) => expectRefused(spoil, paths))
})

describe('the order of rows does not matter', () => {
  it('a reference may come before what it names, wherever that is', async () => {
    const lines = asLines(sample()).trimEnd().split('\n')
    const whole = await read(lines.join('\n'), 'ndjson')
    expect(await read([...lines].reverse().join('\n'), 'ndjson')).toEqual(whole)
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(sample()).reverse()))
    expect(await read(reversed)).toEqual(whole)
  })
})

describe('what is ignored', () => {
  it('a recording of a camera that no class has', async () => {
    const whole = await read(asLines(sample()), 'ndjson')
    const others = [
      clip('08:30:00', '11:40:00', { deviceSerial: 'X' }),
      clip('09:00:00', '08:00:00', { channelNo: 2 }),
    ]
    const more = { ...sample(), recordings: [...others, ...sample().recordings] }
    expect(await read(asLines(more), 'ndjson')).toEqual(whole)
    expect(whole.answer).toContain(DAY)
  })

  it('every missing array, which is empty', async () => {
    const empty = await read('{}')
    expect(JSON.parse(empty.answer!)).toEqual({
      classDays: [],
      traineeDays: [],
      attendance: [],
      settlements: [],
      planProblems: [],
      droppedRecordings: [],
    })
    expect(
      await read('{"projects":[],"classes":[],"trainees":[],"checkIns":[],"recordings":[],"decisions":[]}'),
    ).toEqual(empty)
    expect(
      (
        await read(
          '{"classes":[{"id":"C1","projectId":"P1","occupationCode":"6-31-07-03"}],"projects":[{"id":"P1","employer":"","provider":"","plannedTrainees":1,"employmentDemand":1}]}',
        )
      ).lines,
    ).toEqual([])
  })
})
