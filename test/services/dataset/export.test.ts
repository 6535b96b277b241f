import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import { replace } from '../../../cloudfunctions/ports/store'
import { exportLines } from '../../../cloudfunctions/services/dataset/export'
import { waitingDays } from '../../../cloudfunctions/services/dataset/export-waiting'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import { TRAINEES } from '../../../cloudfunctions/services/documents/classes'
import { sealTrainee, withoutIdNumber } from '../../../cloudfunctions/services/id-numbers/seal'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
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
    seen: 0,
  })
})
afterAll(() => school.close())

async function exported(options: Parameters<typeof exportLines>[1] = {}): Promise<string[]> {
  const lines: string[] = []
  for await (const line of exportLines(school.store, options)) lines.push(line)
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

it('ID numbers are among it only for who can open them', async () => {
  const { document, version } = (await school.store.get(TRAINEES, 'T2'))!
  const idNumber = '11010519491231002X'
  const sealed = sealTrainee(school.secrets, { ...withoutIdNumber(document), idNumber })
  await school.store.commit([replace(TRAINEES, sealed, version)])
  expect((await exported()).join('')).not.toContain('idNumber')
  const opened = await exported({ secrets: school.secrets })
  const told = opened.filter(line => line.includes('idNumber')).map(line => JSON.parse(line) as object)
  expect(told).toEqual([
    { type: 'trainee', id: 'T2', classId: 'C1', population: 'other', name: '学员T2', idNumber },
  ])
})

it('the moment that it speaks for stands first', async () => {
  const [first] = await exported({ asOf: at('2024-06-03', '12:00') })
  expect(first).toBe('{"type":"asOf","asOf":"2024-06-03T12:00:00.000+08:00"}\n')
})

it('how far it is, is told by the class', async () => {
  const told: number[][] = []
  await exported({ onClass: (begun, of) => told.push([begun, of]) })
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ])
})

it('days that are over and wait for recordings are told beside it, judged or not', async () => {
  const waiting = async (asOf: number) => {
    const found: string[] = []
    for await (const { id } of waitingDays(school.store, {}, asOf)) found.push(id)
    return found
  }
  const closes = at('2024-06-03', '12:40')
  expect(await waiting(closes - 1)).toEqual([])
  // The camera of C1 has told all; that of C2 was never asked.
  expect(await waiting(closes)).toEqual(['C2 2024-06-03'])
  await judgeDirtyDays(school.store, async () => true)
  expect(await waiting(closes)).toEqual(['C2 2024-06-03'])
})

it('and so is a day of which nobody has looked for the taps yet', async () => {
  await judgeDirtyDays(school.store, async () => true)
  const days = async () => {
    const found: number[] = []
    for await (const { taps } of waitingDays(school.store, {}, at('2024-06-03', '12:40'))) found.push(taps)
    return found
  }
  expect(await days()).toEqual([0])
  await school.tap('t3', 'start', at('2024-06-03', '08:21'), 'new')
  expect(await days()).toEqual([1])
})
