import { expectRefused, expectTaken, type Mistake } from './refused'
import type { Fields, Sample } from './sample'

const project = (fields: Fields) => (data: Sample) => Object.assign(data.projects[0]!, fields)
const training = (fields: Fields) => (data: Sample) => Object.assign(data.classes[0]!, fields)
const lesson = (fields: Fields) => (data: Sample) =>
  Object.assign((data.classes[0]!.lessons as Fields[])[2]!, fields)
const trainee = (fields: Fields) => (data: Sample) => Object.assign(data.trainees[0]!, fields)
const checkIn = (fields: Fields) => (data: Sample) => Object.assign(data.checkIns[0]!, fields)
const witnessed = (fields: Fields) => (data: Sample) => Object.assign(data.checkIns[2]!, fields)
const recording = (fields: Fields) => (data: Sample) => Object.assign(data.recordings[0]!, fields)
const decision = (fields: Fields) => (data: Sample) => Object.assign(data.decisions[0]!, fields)
const again = (id: string) => (data: Sample) => {
  data.trainees.push({ ...data.trainees[0]!, id })
  data.checkIns.push({ ...data.checkIns[0]!, id, traineeId: id, deviceId: id })
}
const employment = {
  contract: true,
  socialInsurance: true,
  monthlyWageYuan: '2300.00',
  startedOn: '2024-07-10',
}
const face = { matched: true, live: true }

const UNKNOWN_KEYS: Mistake[] = [
  ['of a project', project({ owner: 1 }), 'projects[0].owner'],
  ['of a class', training({ teacher: 1 }), 'classes[0].teacher'],
  [
    'of a site',
    training({ site: { latitude: 1, longitude: 1, radiusMeters: 1, name: '' } }),
    'classes[0].site.name',
  ],
  [
    'of a camera',
    training({ cameras: [{ deviceSerial: 'C1', channelNo: 1, a: 1 }] }),
    'classes[0].cameras[0].a',
  ],
  ['of a lesson', lesson({ room: '201' }), 'classes[0].lessons[2].room'],
  ['of a trainee', trainee({ age: 30 }), 'trainees[0].age'],
  ['of an assessment', trainee({ assessment: { passed: true, on: '' } }), 'trainees[0].assessment.on'],
  ['of an employment', trainee({ employment: { ...employment, to: '' } }), 'trainees[0].employment.to'],
  ['of a check-in', checkIn({ photo: 'x' }), 'checkIns[0].photo'],
  ['of a face', checkIn({ face: { ...face, score: 1 } }), 'checkIns[0].face.score'],
  [
    'of a location',
    checkIn({ location: { latitude: 1, longitude: 1, accuracy: 5 } }),
    'checkIns[0].location.accuracy',
  ],
  ['of a witness', witnessed({ witness: { by: 'a', reason: 'b', at: 1 } }), 'checkIns[2].witness.at'],
  ['of the other method', witnessed({ face }), 'checkIns[2].face'],
  ['of a recording', recording({ fileName: '' }), 'recordings[0].fileName'],
  ['of a decision', decision({ note: '' }), 'decisions[0].note'],
  [
    'of any name',
    project({ constructor: 1, toString: 1 }),
    'projects[0].constructor',
    'projects[0].toString',
  ],
  ['with a line break', project({ 'a\nb': 1 }), 'projects[0]["a\\nb"]'],
]

const OUT_OF_RANGE: Mistake[] = [
  ['no planned trainee', project({ plannedTrainees: 0 }), 'projects[0].plannedTrainees'],
  ['half a planned trainee', project({ plannedTrainees: 1.5 }), 'projects[0].plannedTrainees'],
  ['no demand', project({ employmentDemand: 0 }), 'projects[0].employmentDemand'],
  ['no id', project({ id: '' }), 'projects[0].id', 'classes[0].projectId'],
  [
    'an id of 1025 characters',
    trainee({ id: 'T'.repeat(1025) }),
    'trainees[0].id',
    'checkIns[0].traineeId',
    'checkIns[1].traineeId',
  ],
  ['a text for a number', project({ plannedTrainees: '30' }), 'projects[0].plannedTrainees'],
  ['null for an optional key', training({ approvedOn: null }), 'classes[0].approvedOn'],
  [
    'a signing on a day that does not exist',
    project({ contractsSignedOn: '2023-02-29' }),
    'projects[0].contractsSignedOn',
  ],
  ['an approval on no day', training({ approvedOn: '2024-6-3' }), 'classes[0].approvedOn'],
  [
    'a latitude beyond the pole',
    training({ site: { latitude: 90.01, longitude: 1, radiusMeters: 1 } }),
    'classes[0].site.latitude',
  ],
  [
    'a site without size',
    training({ site: { latitude: 1, longitude: 1, radiusMeters: 0 } }),
    'classes[0].site.radiusMeters',
  ],
  [
    'a camera channel 0',
    training({ cameras: [{ deviceSerial: 'C1', channelNo: 0 }] }),
    'classes[0].cameras[0].channelNo',
  ],
  ['an unknown category', training({ occupationException: true, category: 'D' }), 'classes[0].category'],
  ['a lesson at 24:00', lesson({ end: '24:00' }), 'classes[0].lessons[2].end'],
  ['a lesson without minutes', lesson({ start: '8:30' }), 'classes[0].lessons[2].start'],
  ['a lesson of no hours', lesson({ hours: 0 }), 'classes[0].lessons[2].hours'],
  ['a lesson on 30 February', lesson({ date: '2024-02-30' }), 'classes[0].lessons[2].date'],
  ['a lesson of another kind', lesson({ kind: 'exam' }), 'classes[0].lessons[2].kind'],
  ['another delivery', lesson({ delivery: 'mail' }), 'classes[0].lessons[2].delivery'],
  ['an unknown population', trainee({ population: 'farmer' }), 'trainees[0].population'],
  [
    'a wage with three decimals',
    trainee({ employment: { ...employment, monthlyWageYuan: '1.005' } }),
    'trainees[0].employment.monthlyWageYuan',
  ],
  [
    'a wage as a number',
    trainee({ employment: { ...employment, monthlyWageYuan: 2300 } }),
    'trainees[0].employment.monthlyWageYuan',
  ],
  [
    'a negative wage',
    trainee({ employment: { ...employment, monthlyWageYuan: '-1' } }),
    'trainees[0].employment.monthlyWageYuan',
  ],
  [
    'work begun on no day',
    trainee({ employment: { ...employment, startedOn: '2024-04-31' } }),
    'trainees[0].employment.startedOn',
  ],
  ['a check-in of another kind', checkIn({ kind: 'pause' }), 'checkIns[0].kind'],
  ['face as a word', checkIn({ face: { matched: 'yes', live: true } }), 'checkIns[0].face.matched'],
  ['a face check-in without face', checkIn({ face: undefined }), 'checkIns[0].face'],
  [
    'a witness without a reason',
    witnessed({ witness: { by: 'a', reason: ' ' } }),
    'checkIns[2].witness.reason',
  ],
  [
    'a method of its own, and all else',
    checkIn({ method: 'card', at: 'x', k: 1 }),
    'checkIns[0].method',
    'checkIns[0].at',
    'checkIns[0].k',
  ],
  [
    'a longitude beyond 180',
    checkIn({ location: { latitude: 1, longitude: -180.5 } }),
    'checkIns[0].location.longitude',
  ],
  ['half a location', checkIn({ location: { latitude: 1 } }), 'checkIns[0].location.longitude'],
  ['an empty device', checkIn({ deviceId: '' }), 'checkIns[0].deviceId'],
  ['half a lone surrogate', checkIn({ deviceId: '\ud800' }), 'checkIns[0].deviceId'],
  ['a clip before 1970', recording({ startTime: -1 }), 'recordings[0].startTime'],
  ['a clip at a fraction', recording({ endTime: 1.5 }), 'recordings[0].endTime'],
  ['a clip in seconds as text', recording({ startTime: '1717374600' }), 'recordings[0].startTime'],
  ['a third kind of clip', recording({ recType: 3 }), 'recordings[0].recType'],
  ['another verdict', decision({ verdict: 'maybe' }), 'decisions[0].verdict'],
  ['a decision without a reason', decision({ reason: '\t' }), 'decisions[0].reason'],
  ['negative hours', decision({ hours: -1 }), 'decisions[0].hours'],
]

const INSTANTS = [
  '2024-06-03T08:21:09',
  '2024-06-03 08:21:09+08:00',
  '2024-06-03T08:21+08:00',
  '2024-02-30T08:21:09Z',
  '2023-02-29T08:21:09+08:00',
  '2024-06-03T24:00:00Z',
  '2024-06-03T08:60:00Z',
  '2024-06-03T08:21:60Z',
  '2024-06-03T08:21:09+24:00',
  '2024-06-03T08:21:09+08',
  '2024-06-03T08:21:09.0001Z',
  '2024-06-03t08:21:09z',
  '',
  '1717374600000',
]

describe('an unknown key is refused with its path', () => {
  it.each(UNKNOWN_KEYS)('%s', (_, spoil, ...paths) => expectRefused(spoil, paths))
})

describe('a value out of its range is refused with its path', () => {
  it.each(OUT_OF_RANGE)('%s', (_, spoil, ...paths) => expectRefused(spoil, paths))
})

describe('an instant has an offset and exists', () => {
  it.each(INSTANTS)('not so “%s”', async text => {
    await expectRefused(checkIn({ at: text }), ['checkIns[0].at'])
    await expectRefused(decision({ at: text }), ['decisions[0].at'])
    await expectRefused(data => Object.assign(data, { asOf: text }), ['asOf'])
  })

  it.each(['2024-02-29T08:21:09Z', '2024-06-03T08:21:09.5+08:00', '2024-06-03T08:21:09.123000-23:59'])(
    'so %s',
    text => expectTaken(checkIn({ at: text })),
  )
})

describe('the last value that is allowed is taken', () => {
  it.each([
    ['one trainee planned', project({ plannedTrainees: 1, employmentDemand: 1 })],
    ['an id of 1024 characters', again('T'.repeat(1024))],
    ['an id of 1024 characters of three bytes', again('学'.repeat(1024))],
    ['a leap day', trainee({ employment: { ...employment, startedOn: '2024-02-29' } })],
    ['the poles', training({ site: { latitude: -90, longitude: 180, radiusMeters: 0.1 } })],
    ['the first and the last instant of a clip', recording({ startTime: 0, endTime: 253_402_271_999_999 })],
    ['the whole day', lesson({ start: '00:00', end: '23:59' })],
    ['empty texts where no text is needed', project({ employer: '', provider: '' })],
  ])('%s', (_, change) => expectTaken(change))
})
