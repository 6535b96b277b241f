import fc from 'fast-check'
import { inChunks, read } from './reading'
import { asJson, asLines, sample } from './sample'

const encode = (text: string) => new TextEncoder().encode(text)
const FORMS = ['json', 'ndjson'] as const
type Form = (typeof FORMS)[number]

/** Texts beyond ASCII, so that a chunk may end inside a character. */
function dataset() {
  const data = sample()
  data.trainees.push({ id: '学员😀', classId: 'C1', population: 'other' })
  data.checkIns.push({ ...data.checkIns[0], id: '打卡\u{10FFFF}', traineeId: '学员😀' })
  return data
}

const TEXT: Readonly<Record<Form, string>> = {
  json: JSON.stringify(dataset(), null, 1),
  ndjson: asLines(dataset()),
}
/** One row of each kind is wrong, at both ends of the file and in its middle. */
const BAD: Readonly<Record<Form, string>> = Object.fromEntries(
  FORMS.map(form => [
    form,
    TEXT[form].replace('"P1"', '5').replace('"end"', '"stop"').replace('李科长', ' '),
  ]),
) as Record<Form, string>

describe.each(FORMS)('however the bytes of %s are cut into chunks', form => {
  it.each([1, 2, 3, 7, 64, 1000])('of %d, the answer is the same', async size => {
    const whole = await read(TEXT[form], form)
    expect(whole.lines).toEqual([])
    expect(
      await read(
        inChunks(encode(TEXT[form]), () => size),
        form,
      ),
    ).toEqual(whole)
    expect(
      await read(
        inChunks(encode(TEXT[form]), () => size),
        'detect',
      ),
    ).toEqual(whole)
  })

  it('at random places, the answer is the same, and so are the problems', async () => {
    const whole = await read(TEXT[form], form)
    const bad = await read(BAD[form], form)
    expect(bad.lines.length).toBeGreaterThan(3)
    const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(sizes, async cuts => {
        const cut = (text: string) => {
          let i = 0
          return inChunks(encode(text), () => cuts[i++ % cuts.length]!)
        }
        expect(await read(cut(TEXT[form]), form)).toEqual(whole)
        expect(await read(cut(BAD[form]), form)).toEqual(bad)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['blank lines at the end', (text: string) => `${text}\n\n \t\r\n`],
    ['blank lines at the start', (text: string) => `\n \r\n${text}`],
    ['a byte order mark and a blank line', (text: string) => `\uFEFF\n${text}`],
  ])('%s changes nothing', async (_, change) => {
    const whole = await read(TEXT[form], form)
    const changed = encode(change(TEXT[form]))
    for (const asked of [form, 'detect'] as const) {
      expect(await read(changed, asked)).toEqual(whole)
      expect(
        await read(
          inChunks(changed, () => 1),
          asked,
        ),
      ).toEqual(whole)
    }
  })
})

describe('the form of standard input is told by its first line', () => {
  it('also of one line alone, without an end', async () => {
    const line = '{"asOf":"2024-07-31T23:59:59+08:00","type" : "asOf"}'
    expect((await read(line, 'detect')).lines).toEqual([])
    expect((await read(`${line} `, 'detect')).lines).toEqual([])
  })

  it('which of a JSON dataset on one line names no type', async () => {
    expect((await read(asJson(sample()), 'detect')).lines).toEqual([])
    expect((await read('{}', 'detect')).lines).toEqual([])
    expect((await read('{"projects": []}', 'detect')).lines).toEqual([])
  })

  it('and of a long first line without waiting for all of it', async () => {
    const spaces = `{${' '.repeat(3 << 20)}}`
    expect(
      (
        await read(
          inChunks(encode(spaces), () => 1 << 16),
          'detect',
        )
      ).lines,
    ).toEqual([])
  })
})

describe('blank lines', () => {
  it('between the rows count as lines of the file, and hold nothing', async () => {
    const [first, ...rest] = TEXT.ndjson.split('\n')
    expect(await read([first, '', '\r', '  \t', ...rest].join('\n'), 'ndjson')).toEqual(
      await read(TEXT.ndjson, 'ndjson'),
    )
    expect((await read('\n\n{"type":"x"}\n', 'ndjson')).lines).toEqual([
      'line 3.type: 应为 project、class、trainee、checkIn、recording、decision、asOf 之一',
    ])
  })
})
