import fs from 'node:fs'
import { asJson, asLines, sample } from '../../services/dataset/sample'
import { Folder, jineng } from './run'

const folder = new Folder()
afterAll(() => folder.remove())

/** A file of that length that takes no room on the disk. */
function sparse(name: string, bytes: number): string {
  const file = folder.file(name, '')
  fs.truncateSync(file, bytes)
  return file
}

const MB = 1 << 20
const whole = asJson(sample())
const FILES: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['empty.json', '', /^文件: 文件是空的/],
  ['empty.ndjson', '', /^文件: 文件是空的/],
  ['cut.json', whole.slice(0, whole.length / 2), /^文件: 文件不完整，在.*中断，请重新导出$/m],
  ['cut.ndjson', asLines(sample()).slice(0, -5), /^line 11: 不是完整的 JSON，请检查或重新导出$/],
  ['deep.json', '['.repeat(1_000_000), /^文件: /],
  ['deep-element.json', `{"checkIns":[${'['.repeat(1_000_000)}`, /嵌套超过 32 层/],
  ['deep.ndjson', `${'{"a":'.repeat(1_000_000)}\n`, /^line 1: 嵌套超过 32 层/],
  ['long-line.ndjson', `{"type":"trainee","id":"${'x'.repeat(20 * MB)}"}\n`, /^line 1: 一行超过 16 MB/],
  ['not-utf8.ndjson', Buffer.from('7b2274797065223a22ff227d0a', 'hex'), /^line 1: 不是有效的 UTF-8/],
  ['picture.json', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /^文件: /],
  ['line-breaks.json', '{"projects":[{"id":"a\\nb"}],"a\\nb":1}', /^projects\[0\]/],
]

describe('a bad file: a clear message, exit status 2, nothing on standard output', () => {
  it.each(FILES)('%s', async (name, contents, message) => {
    const { status, out, err } = await jineng(['evaluate', folder.file(name, contents)])
    expect([status, out]).toEqual([2, ''])
    expect(err.trimEnd()).toMatch(message)
    for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^\S.*: \S/)
  })

  it.each(['garbage.json', 'garbage.ndjson', 'garbage'])('200 MB of zeros in %s', async name => {
    const { status, out, err } = await jineng(['evaluate', sparse(name, 200 * MB)])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^(文件|line 1): /)
  })

  it('a terabyte of which nothing is a dataset, without room for it', async () => {
    const { status, out, err } = await jineng(['evaluate', sparse('terabyte.json', 2 ** 40)])
    expect([status, out]).toEqual([2, ''])
    expect(err).toMatch(/^文件: 开头第 1 字节处不是有效的 JSON/)
  })

  it('on standard input, in both forms', async () => {
    for (const input of [whole.slice(0, -9), asLines(sample()).slice(0, -5), '', '\0'.repeat(MB)]) {
      const { status, out, err } = await jineng(['evaluate', '-'], { input })
      expect([status, out]).toEqual([2, ''])
      expect(err).toMatch(/^(文件|line \d+): /)
    }
  })

  describe('with more than ten thousand mistakes', () => {
    const input = `{"type":"x"}\n`.repeat(20_000)

    it('lists so many, and says that there is more', async () => {
      const { status, out, err } = await jineng(['evaluate', '-'], { input })
      expect([status, out]).toEqual([2, ''])
      const lines = err.trimEnd().split('\n')
      expect(lines).toHaveLength(10_001)
      expect(lines.at(-1)).toBe('文件: 以上问题之后的内容没有再检查，改正后请再运行一次')
    })

    it('ends quietly when its reader has seen enough of them', async () => {
      const { status, out, err } = await jineng(['evaluate', '-'], { input, closeErrors: true })
      expect([status, out]).toEqual([2, ''])
      expect(err).not.toMatch(/EPIPE|^\s+at /m)
    })
  })
})
