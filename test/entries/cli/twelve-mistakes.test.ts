import { asJson, asLines, type Fields, type Sample, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

/** One mistake each of twelve kinds, none of which hides or causes another. */
const MISTAKES: readonly (readonly [path: string, spoil: (data: Sample) => unknown])[] = [
  ['asOf', data => Object.assign(data, { asOf: '2024-07-31T23:59:59' })],
  ['projects[0].employmentDemand', data => Object.assign(data.projects[0]!, { employmentDemand: 0 })],
  [
    'classes[0].lessons[2].room',
    data => Object.assign((data.classes[0]!.lessons as Fields[])[2]!, { room: '201' }),
  ],
  [
    'classes[1].policy',
    data => data.classes.push({ ...data.classes[0]!, id: 'C2', lessons: [], policy: 'changchun-1999' }),
  ],
  [
    'classes[2].category',
    data => data.classes.push({ ...data.classes[0]!, id: 'C3', lessons: [], occupationException: true }),
  ],
  ['trainees[1].population', data => Object.assign(data.trainees[1]!, { population: 'farmer' })],
  ['trainees[2].classId', data => data.trainees.push({ id: 'T3', classId: 'C9', population: 'other' })],
  ['checkIns[0].face.live', data => Object.assign(data.checkIns[0]!, { face: { matched: true } })],
  ['checkIns[1].id', data => Object.assign(data.checkIns[1]!, { id: 'K1' })],
  ['recordings[1].recType', data => Object.assign(data.recordings[1]!, { recType: 3 })],
  ['decisions[0].hours', data => Object.assign(data.decisions[0]!, { hours: 5 })],
  [
    'decisions[1].date',
    data => data.decisions.push({ ...data.decisions[0]!, date: '2024-06-08', hours: undefined }),
  ],
]

function spoiled(): Sample {
  const data = sample()
  for (const [, spoil] of MISTAKES) spoil(data)
  return data
}

/** The lines of the NDJSON form on which those stand. */
const LINES = [
  '1.asOf',
  '2.employmentDemand',
  '3.lessons[2].room',
  '4.policy',
  '5.category',
  '7.population',
  '8.classId',
  '9.face.live',
  '10.id',
  '13.recType',
  '14.hours',
  '15.date',
]

const folder = new Folder()
afterAll(() => folder.remove())

describe('twelve kinds of mistake give twelve lines', () => {
  it.each([
    ['JSON', 'mistakes.json', asJson, MISTAKES.map(([path]) => path)],
    ['NDJSON', 'mistakes.ndjson', asLines, LINES.map(line => `line ${line}`)],
  ] as const)('each naming its path, in %s', async (_, name, as, paths) => {
    const file = folder.file(name, as(spoiled()))
    for (const run of [
      await jineng(['evaluate', file]),
      await jineng(['evaluate', '-'], { input: as(spoiled()) }),
    ]) {
      expect([run.status, run.out]).toEqual([2, ''])
      const lines = run.err.trimEnd().split('\n')
      expect(lines).toHaveLength(12)
      expect(lines.map(line => line.slice(0, line.indexOf(': '))).sort()).toEqual([...paths].sort())
      for (const line of lines) expect(line).toMatch(/: .*[\u4e00-\u9fff]/)
    }
  })
})
