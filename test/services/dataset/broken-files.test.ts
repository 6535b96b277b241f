import { inChunks, read } from './reading'
import { asJson, asLines, sample } from './sample'

const NOT_WHOLE = '不是完整的 JSON，请检查或重新导出'
const NOT_UTF8 = '不是有效的 UTF-8 文字，请改正编码'
const encode = (text: string) => new TextEncoder().encode(text)

/** The text with each `~` as one byte of its own. */
function withByte(text: string, ...bytes: number[]): Uint8Array {
  const parts = text.split('~').map(part => Buffer.from(part))
  return Buffer.concat(parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.from(bytes), part])))
}

describe('a file that was cut off', () => {
  it('anywhere in a JSON dataset is refused, and where it breaks off is said', async () => {
    const whole = encode(asJson(sample()))
    for (let end = 0; end < whole.length; end++) {
      const { answer, lines, stopped } = await read(whole.subarray(0, end))
      expect({ answer, stopped }).toEqual({ answer: null, stopped: true })
      expect(lines.at(-1)).toMatch(
        end === 0 ? /^文件: 文件是空的/ : /^文件: 文件不完整，在.*中断，请重新导出$/,
      )
    }
  })

  it('anywhere within a line of NDJSON is refused with that line', async () => {
    const whole = asLines(sample())
    const bytes = encode(whole)
    let line = 1
    for (let end = 1; end < bytes.length; end++) {
      if (bytes[end - 1] === 0x0a) line += 1
      if (bytes[end - 1] === 0x0a || bytes[end] === 0x0a) continue
      const { answer, lines } = await read(bytes.subarray(0, end), 'ndjson')
      expect(answer).toBeNull()
      // A cut within a character leaves bytes that are no text.
      const told = lines.filter(found => found.startsWith(`line ${line}: `))
      expect([[`line ${line}: ${NOT_WHOLE}`], [`line ${line}: ${NOT_UTF8}`]]).toContainEqual(told)
    }
    expect(line).toBe(whole.trimEnd().split('\n').length)
  })
})

describe('what is no dataset', () => {
  it.each([
    ['nothing', '', '文件: 文件是空的，应为一个 JSON 对象'],
    ['blanks', ' \r\n\t ', '文件: 文件是空的，应为一个 JSON 对象'],
    ['a list', '[]', '文件: 开头第 1 字节处不是有效的 JSON，请检查文件'],
    ['a word', 'null', '文件: 开头第 1 字节处不是有效的 JSON，请检查文件'],
    ['two objects', '{}{}', '文件: 第 3 字节起在结尾之后还有内容，请删去'],
    ['an array without comma', '{"projects":[{}{}]}', `projects[0]: ${NOT_WHOLE}`],
    ['an unquoted key', '{projects:[]}', '文件: 开头第 2 字节处不是有效的 JSON，请检查文件'],
    ['no colon', '{"projects" []}', '文件: projects 第 13 字节处不是有效的 JSON，请检查文件'],
    ['a comma at the end', '{"projects":[],}', '文件: projects[0] 第 16 字节处不是有效的 JSON，请检查文件'],
    ['a comma at an array’s end', '{"projects":[,]}', `projects[0]: ${NOT_WHOLE}`],
    ['an object for an array', '{"projects":{}}', 'projects: 应为数组'],
    ['null for an array', '{"projects":null}', 'projects: 应为数组'],
    ['nothing for an array', '{"projects":}', `projects: ${NOT_WHOLE}`],
    ['words for rows', '{"checkIns":[null]}', 'checkIns[0]: 应为对象'],
    ['lists for rows', '{"checkIns":[[]]}', 'checkIns[0]: 应为对象'],
    ['unknown keys', '{"students":[{}]}', 'students: 没有这个字段，请删去或改正名称'],
    ['keys that every object has', '{"constructor":[1]}', 'constructor: 没有这个字段，请删去或改正名称'],
    ['a prototype', '{"__proto__":[1]}', '__proto__: 没有这个字段，请删去或改正名称'],
    ['an empty key', '{"":1}', '[""]: 没有这个字段，请删去或改正名称'],
    ['a key with a line break', '{"a\\nb":1}', '["a\\nb"]: 没有这个字段，请删去或改正名称'],
    ['a key with a bad escape', '{"a\\x":1}', '文件: 第 1 字节附近的字段名不是有效的 JSON 文字'],
    ['an array twice', '{"projects":[],"projects":[]}', 'projects: 这个字段出现了两次，请合为一个'],
    [
      'asOf twice',
      '{"asOf":"2024-07-31T00:00:00Z","asOf":"2024-07-31T00:00:00Z"}',
      'asOf: asOf 只能有一个，请删去多余的',
    ],
    ['asOf as a number', '{"asOf":1717374600000}', 'asOf: 应为文字'],
  ])('%s: %s', async (_, text, line) => {
    const { answer, lines } = await read(text)
    expect(answer).toBeNull()
    expect(lines[0]).toBe(line)
  })

  it.each([
    ['nothing', '', '文件: 文件是空的，应为每行一个 JSON 对象'],
    ['blank lines', '\n \r\n\t\n', '文件: 文件是空的，应为每行一个 JSON 对象'],
    ['a list', '[]', 'line 1: 每行应为一个 JSON 对象'],
    ['a word', '\nnull', 'line 2: 每行应为一个 JSON 对象'],
    ['two rows in a line', '{"type":"x"} {"type":"x"}', `line 1: ${NOT_WHOLE}`],
    [
      'a JSON dataset',
      '{"projects":[]}',
      'line 1.type: 应为 project、class、trainee、checkIn、recording、decision、asOf 之一',
    ],
    [
      'a type that every object has',
      '{"type":"constructor"}',
      'line 1.type: 应为 project、class、trainee、checkIn、recording、decision、asOf 之一',
    ],
    ['asOf without its value', '{"type":"asOf"}', 'line 1.asOf: 缺少这个字段，请补上'],
    [
      'asOf with more',
      '{"type":"asOf","asOf":"2024-07-31T00:00:00Z","a b":1}',
      'line 1["a b"]: 没有这个字段，请删去或改正名称',
    ],
    [
      'asOf twice',
      '{"type":"asOf","asOf":"2024-07-31T00:00:00Z"}\n{"type":"asOf","asOf":"2024-07-31T00:00:00Z"}',
      'line 2.asOf: asOf 只能有一个，请删去多余的',
    ],
  ])('in lines, %s: %s', async (_, text, line) => {
    expect(await read(text, 'ndjson')).toEqual({ answer: null, lines: [line], stopped: false })
  })
})

describe('bytes that are no UTF-8', () => {
  it.each([
    ['a stray byte', [0xff]],
    ['half a character', [0xe5, 0xad]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong form', [0xc0, 0xaf]],
  ])('%s is refused with its place, and all else is read', async (_, bytes) => {
    const project = '{"id":"P~","employer":"","provider":"","plannedTrainees":1,"employmentDemand":1}'
    const lines = project.replace('{', '{"type":"project",')
    expect((await read(withByte(`{"projects":[${project},${project},5]}`, ...bytes))).lines).toEqual([
      `projects[0]: ${NOT_UTF8}`,
      `projects[1]: ${NOT_UTF8}`,
      'projects[2]: 应为对象',
    ])
    expect((await read(withByte(`${lines}\n${lines}\n5`, ...bytes), 'ndjson')).lines).toEqual([
      `line 1: ${NOT_UTF8}`,
      `line 2: ${NOT_UTF8}`,
      'line 3: 每行应为一个 JSON 对象',
    ])
    expect((await read(withByte('{"asOf":"~"}', ...bytes))).lines).toEqual([`asOf: ${NOT_UTF8}`])
    expect((await read(withByte('{"a~":1}', ...bytes))).lines[0]).toMatch(/^文件: .*字段名/)
  })
})

describe('a nest of a million brackets is refused without being built', () => {
  const nest = (bracket: string) => bracket.repeat(1_000_000)

  it.each(['[', '{"a":'])('of %s', async bracket => {
    const deep = nest(bracket)
    const asElement = await read(`{"checkIns":[${deep}`)
    expect(asElement.lines.join()).toMatch(/^文件: checkIns\[0\] 第 \d+ 字节处嵌套超过 32 层，不是数据文件$/)
    const asValue = await read(`{"asOf":${deep}`)
    expect(asValue.lines.join()).toMatch(/^文件: asOf 第 \d+ 字节处嵌套超过 32 层，不是数据文件$/)
    expect((await read(deep)).answer).toBeNull()
    expect((await read(deep, 'detect')).answer).toBeNull()
    const good = asLines(sample())
    const line = await read(`${good}${deep}\n${deep}\n`, 'ndjson')
    const first = good.trimEnd().split('\n').length + 1
    expect(line.lines).toEqual([first, first + 1].map(n => `line ${n}: 嵌套超过 32 层，不是数据文件的内容`))
  })

  it('while brackets within a text are only text', async () => {
    const data = sample()
    data.projects[0]!.employer = `"\\${nest('[').slice(0, 1000)}{`
    const json = await read(asJson(data))
    expect(json.lines).toEqual([])
    expect(
      await read(
        inChunks(encode(asLines(data)), () => 100),
        'ndjson',
      ),
    ).toEqual(json)
  })
})
