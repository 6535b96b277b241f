import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import { exportLines, type Selection } from '../../../cloudfunctions/services/dataset/export'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { at, keyOf, School } from '../school'

let school: School
beforeAll(async () => {
  school = await School.open()
  await school.ordinaryDay('2024-06-03', 60)
  await school.tap('t2', 'start', at('2024-06-04', '08:20'), 'waits for its witness')
  school.now = at('2024-06-05', '09:00')
  await school.answer('supervisor', 'decide', {
    classId: 'C1',
    date: '2024-06-03',
    traineeId: 'T1',
    verdict: 'accepted',
    hours: 3,
    reason: '已核对',
    decisionKey: keyOf('decision'),
  })
})
afterAll(() => school.close())

async function exported(selection: Selection = {}): Promise<string[]> {
  const lines: string[] = []
  for await (const line of exportLines(school.store, selection)) lines.push(line)
  return lines
}

const typesOf = (lines: readonly string[]) => lines.map(line => (JSON.parse(line) as { type: string }).type)

it('a store’s export is a dataset that is judged as the server judges', async () => {
  const lines = await exported()
  const chunks = (async function* () {
    yield Buffer.from(lines.join(''))
  })()
  const read = await readDataset(chunks, { form: 'ndjson' })
  if (read.dataset === null) throw new Error(JSON.stringify(read.problems))
  const evaluation = evaluate(read.dataset, createWorkingCalendar({ years: [], days: {} }))
  const own = await school.answer('t1', 'my-days', {})
  const found = [...evaluation.attendance()].find(({ traineeId }) => traineeId === 'T1')
  expect(found).toMatchObject({ confirmedHours: own.confirmedHours, provisionalHours: own.provisionalHours })
  expect(found?.confirmedHours).toBe(3)
  expect([...evaluation.classDays()].find(({ classId }) => classId === 'C1')).toMatchObject({
    date: '2024-06-03',
    status: 'compliant',
    segmentCount: 3,
  })
})

it('what several classes share is exported once, and an attempt that waits is no check-in', async () => {
  const types = typesOf(await exported())
  expect(types.filter(type => type === 'project')).toHaveLength(1)
  expect(types.filter(type => type === 'class')).toHaveLength(2)
  expect(types.filter(type => type === 'checkIn')).toHaveLength(2)
  expect(types.filter(type => type === 'decision')).toHaveLength(1)
})

it('one class or one project can be exported alone', async () => {
  expect(typesOf(await exported({ classId: 'C2' }))).toEqual(['project', 'class', 'trainee'])
  expect(await exported({ projectId: 'P1' })).toEqual(await exported())
  expect(await exported({ projectId: 'P2' })).toEqual([])
  expect(await exported({ projectId: 'P1', classId: 'C9' })).toEqual([])
})
