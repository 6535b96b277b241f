import {
  AuditFileError,
  type AuditSpan,
  auditLines,
  verifyLines,
} from '../../../cloudfunctions/services/audit/file'
import { verifyAudit } from '../../../cloudfunctions/services/audit/verify'
import { judgeDirtyDays } from '../../../cloudfunctions/services/judging/dirty'
import { nightWork } from '../../../cloudfunctions/services/night'
import { at, School } from '../school'

const DATE = '2024-06-03'
const NEXT = '2024-06-04'
const ALL: AuditSpan = { from: null, to: null }

let school: School
beforeAll(async () => {
  school = await School.open()
  await school.ordinaryDay(DATE, 60)
  await school.ordinaryDay(NEXT, 30)
  await judgeDirtyDays(school.store, async () => true)
  school.now = at('2024-06-06', '00:10')
  expect(await nightWork(school.server, async () => true)).toBe(true)
})
afterAll(() => school.close())

async function lines(span: AuditSpan = ALL): Promise<string[]> {
  const found: string[] = []
  for await (const line of auditLines(school.store, span, school.now, () => {})) found.push(line)
  return found
}

async function* from(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}
const verify = (texts: readonly string[], witness: string | null = null) =>
  verifyLines(from(texts), witness, () => {})

const typeOf = (text: string) => (JSON.parse(text) as { type: string }).type
const placeOf = (texts: readonly string[], has: string) => texts.findIndex(text => text.includes(has))

describe('a history that was exported', () => {
  it('is verified as the store is, without it', async () => {
    const file = await lines()
    expect(await verify(file)).toEqual({ ...(await verifyAudit(school.store, null, () => {})), span: ALL })
    const types = file.map(typeOf)
    expect(types.filter((type, i) => type !== types[i - 1])).toEqual(['audit', 'seal', 'stream', 'end'])
  })

  it('holds the streams of its dates alone, and says so; seals of others are not held against it', async () => {
    const file = await lines({ from: NEXT, to: NEXT })
    expect(
      placeOf(
        file.slice(1).filter(text => typeOf(text) === 'stream'),
        DATE,
      ),
    ).toBe(-1)
    const verified = await verify(file)
    expect(verified).toMatchObject({ broken: null, span: { from: NEXT, to: NEXT } })
    expect(verified.streams).toBeLessThan((await verify(await lines())).streams)
    expect(verified.lastHash).toBe((await verify(await lines())).lastHash)
  })

  it('tells the seal that was written down', async () => {
    const { lastHash } = await verify(await lines())
    expect((await verify(await lines({ from: NEXT, to: null }), lastHash)).broken).toBeNull()
    expect((await verify(await lines(), 'another')).broken).toEqual({ kind: 'witness', hash: 'another' })
  })

  it('has no ID number in it', async () => {
    expect((await lines()).join('')).not.toMatch(/idNumber/)
  })
})

describe('of a file that somebody touched', () => {
  it('the event that was changed is named', async () => {
    const file = await lines()
    const place = placeOf(file, `"stream":{"id":"T1 ${DATE}"`)
    file[place] = file[place]!.replace('已核对', '没有来')
    expect((await verify(file)).broken).toEqual({
      kind: 'event',
      collection: 'trainee-days',
      stream: `T1 ${DATE}`,
      event: 3,
    })
  })

  it.each([
    ['a file of all dates', ALL],
    ['a file of its date', { from: DATE, to: DATE }],
  ])('a stream that was left out is missed, from %s', async (_, span) => {
    const file = await lines(span)
    const [taken] = file.splice(placeOf(file, `"stream":{"id":"T1 ${DATE}"`), 1)
    const { stream } = JSON.parse(taken!) as { stream: { events: unknown[] } }
    const end = JSON.parse(file.at(-1)!) as { streams: number; events: number }
    end.streams -= 1
    end.events -= stream.events.length
    file[file.length - 1] = JSON.stringify(end)
    expect((await verify(file)).broken).toMatchObject({
      kind: 'cut-off',
      found: 0,
      head: { id: `T1 ${DATE}` },
    })
  })

  const change = (spoil: (file: string[]) => void) => async () => {
    const file = await lines()
    spoil(file)
    return verify(file)
  }

  it.each<[string, AuditFileError['why'], (file: string[]) => void]>([
    ['without its end', 'cut-off', file => file.pop()],
    [
      'without a stream that its end counts',
      'cut-off',
      file => file.splice(placeOf(file, '"type":"stream"'), 1),
    ],
    ['with half a line', 'unreadable', file => file.splice(-2, 1, file.at(-2)!.slice(0, 40))],
    ['with a stream twice', 'twice', file => file.splice(-1, 0, file.at(-2)!)],
    ['with a seal after streams', 'out-of-order', file => file.splice(-1, 0, file[1]!)],
    ['with more behind its end', 'out-of-order', file => file.push(file.at(-1)!)],
    ['of another program', 'not-an-audit-file', file => file.splice(0, 1, '{"type":"project"}')],
    ['without anything', 'not-an-audit-file', file => file.splice(0)],
    [
      'of a later version',
      'newer',
      file => file.splice(0, 1, file[0]!.replace('"version":1', '"version":2')),
    ],
  ])('%s, no word is believed: %s', async (_, why, spoil) => {
    const error = await change(spoil)().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(AuditFileError)
    expect(error).toMatchObject({ why })
  })
})
