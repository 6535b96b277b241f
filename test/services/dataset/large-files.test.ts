import { inChunks, read } from './reading'
import { asJson, asLines, sample } from './sample'

const MB = 1 << 20
const GARBAGE_MB = 200

/** The peak of this process's memory above what it had, in MB; read after each chunk. */
class Peak {
  readonly #before = process.memoryUsage.rss()
  mb = 0

  look(): void {
    this.mb = Math.max(this.mb, (process.memoryUsage.rss() - this.#before) / MB)
  }
}

/** 200 MB of the same megabyte between two texts, in memory that is used again; counts what was taken. */
function garbage(begin: string, megabyte: Uint8Array, end: string) {
  const peak = new Peak()
  const taken = { mb: 0 }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(begin)
    const memory = new Uint8Array(MB)
    for (; taken.mb < GARBAGE_MB; taken.mb++) {
      memory.set(megabyte)
      yield memory
      peak.look()
    }
    yield Buffer.from(end)
  }
  return { chunks: chunks(), peak, taken }
}

/** Bytes without sense, the same at each run. */
function noise(allowed: (byte: number) => boolean): Uint8Array {
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
  const some = Uint8Array.from({ length: 1 << 14 }, () => {
    let byte = next()
    while (!allowed(byte)) byte = next()
    return byte
  })
  return Buffer.alloc(MB, some)
}

const filled = (text: string) => Buffer.alloc(MB, text)
const LINE_END = 0x0a
const WITHOUT_ENDS = noise(byte => byte !== LINE_END)
const LETTERS = noise(byte => byte >= 0x61 && byte <= 0x7a)

describe('200 MB of garbage are refused in little memory', () => {
  it.each([
    ['noise, at its first byte', '', noise(() => true), 'json', 1],
    ['noise of any form', '', noise(() => true), 'detect', 2],
    ['one line of noise', '', WITHOUT_ENDS, 'ndjson', GARBAGE_MB],
    ['noise in many lines, after 10000 of them', '', noise(() => true), 'ndjson', 10],
    ['lines of nothing but brackets', '', filled('{\n'), 'ndjson', 1],
    ['a text without end', '{"checkIns":[{"id":"', LETTERS, 'json', 20],
    ['a key without end', '{"', LETTERS, 'json', 20],
    ['a value without end', '{"asOf":"', LETTERS, 'json', 20],
    ['an array of nonsense, after 10000 of it', '{"checkIns":[', filled('5,'), 'json', 2],
    ['an unknown array', '{"students":[', filled('5,'), 'json', 20],
    ['zeros', '', new Uint8Array(MB), 'detect', 3],
  ] as const)('%s', async (_, begin, megabyte, form, atMostMb) => {
    const { chunks, peak, taken } = garbage(begin, megabyte, '')
    const { answer, lines, stopped } = await read(chunks, form)
    expect(answer).toBeNull()
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(10_001)
    expect(lines.join('\n').length).toBeLessThan(2 * MB)
    expect(taken.mb).toBeLessThanOrEqual(atMostMb)
    expect(stopped || taken.mb === GARBAGE_MB).toBe(true)
    expect(peak.mb).toBeLessThan(150)
  })

  it('and 200 MB of blanks in a good file are read in as little', async () => {
    const { chunks, peak } = garbage('{"projects":[', filled(' '), ']}')
    expect((await read(chunks)).lines).toEqual([])
    expect(peak.mb).toBeLessThan(150)
  })
})

describe('one row of 20 MB', () => {
  const long = 'x'.repeat(20 * MB)
  const inMegabytes = (text: string) => inChunks(Buffer.from(text), () => MB)

  it('is refused with its line, and all other lines are read', async () => {
    const good = asLines(sample())
    const row = JSON.stringify({ type: 'trainee', id: long, classId: 'C1', population: 'other' })
    const number = good.trimEnd().split('\n').length + 1
    const told = [
      `line ${number}: 一行超过 16 MB，不是数据文件`,
      `line ${number + 1}: 每行应为一个 JSON 对象`,
    ]
    expect((await read(`${good}${row}\n5\n`, 'ndjson')).lines).toEqual(told)
    expect((await read(inMegabytes(`${good}${row}\n5\n`), 'ndjson')).lines).toEqual(told)
    expect((await read(`${good}${row}`, 'ndjson')).lines).toEqual(told.slice(0, 1))
  })

  it('is refused with its place in JSON, where reading ends', async () => {
    const text = `{"trainees":[5,{"id":"${long}"}],"projects":[5]}`
    const told = ['trainees[0]: 应为对象', '文件: trainees[1] 一项超过 16 MB，不是数据文件']
    expect(await read(text)).toEqual({ answer: null, lines: told, stopped: true })
    expect(await read(inMegabytes(text))).toEqual({ answer: null, lines: told, stopped: true })
  })

  it('while one of 15 MB is read', async () => {
    const data = sample()
    data.projects[0]!.employer = long.slice(0, 15 * MB)
    expect(await read(inMegabytes(asLines(data)), 'ndjson')).toEqual(await read(asLines(sample()), 'ndjson'))
    expect((await read(inMegabytes(asJson(data)))).lines).toEqual([])
  })
})

describe('more than 10000 mistakes', () => {
  it('are listed up to there, and that there may be more is said', async () => {
    const { lines, stopped } = await read('{"type":"x"}\n'.repeat(10_005), 'ndjson')
    expect([lines.length, stopped]).toEqual([10_000, true])
    const fewer = await read('{"type":"x"}\n'.repeat(9_999), 'ndjson')
    expect([fewer.lines.length, fewer.stopped]).toEqual([9_999, false])
  })
})
