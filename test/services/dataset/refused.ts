import { read } from './reading'
import { asJson, asLines, type Fields, type Sample, sample } from './sample'

/** Spoils the sample, and tells the paths in the JSON form that must be named, each once. */
export type Mistake = [name: string, spoil: (data: Sample) => unknown, ...paths: string[]]

/** `trainees[1].classId` of the JSON form as the NDJSON form names it, e.g. `line 5.classId`. */
function linePath(path: string, data: Partial<Sample>): string {
  const [, array, index, rest] = /^(\w+)(?:\[(\d+)\])?(.*)$/.exec(path)!
  if (array === 'asOf') return 'line 1.asOf'
  const before: readonly (readonly Fields[])[] = Object.entries(data)
    .slice(0, Object.keys(data).indexOf(array!))
    .map(([, rows]) => (Array.isArray(rows) ? rows : [rows]))
  return `line ${before.flat().length + Number(index) + 1}${rest}`
}

const pathsOf = (lines: readonly string[]) => lines.map(line => line.slice(0, line.indexOf(': '))).sort()

/** Holds both forms of the spoiled sample to these paths and no other. */
export async function expectRefused(spoil: Mistake[1], paths: readonly string[]): Promise<void> {
  const data = sample()
  spoil(data)
  const json = await read(asJson(data))
  expect(json.answer).toBeNull()
  expect(pathsOf(json.lines)).toEqual([...paths].sort())
  expect(json.lines.every(line => /^\S+: \S/.test(line))).toBe(true)
  const lines = await read(asLines(data), 'ndjson')
  expect(lines.answer).toBeNull()
  expect(pathsOf(lines.lines)).toEqual(paths.map(path => linePath(path, data)).sort())
}

/** Holds that the changed sample is taken, in both forms, and that both say the same. */
export async function expectTaken(change: (data: Sample) => unknown): Promise<void> {
  const data = sample()
  change(data)
  const json = await read(asJson(data))
  expect(json.lines).toEqual([])
  expect(await read(asLines(data), 'ndjson')).toEqual(json)
}
