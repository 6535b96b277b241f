import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'

/** What was last uploaded from here, part by part, so that a run that was broken off goes on where it stopped. */
export interface Uploads {
  last(part: string): string | undefined
  keep(part: string, mark: string): void
}

const marks = z.record(z.string(), z.string())

/** In a file; one that isn't there or can't be read only means that everything is uploaded again. */
export function uploadsIn(file: string): Uploads {
  return {
    last: part => read(file)[part],
    keep(part, mark) {
      mkdirSync(dirname(file), { recursive: true })
      const fresh = `${file}.${process.pid}`
      writeFileSync(fresh, `${JSON.stringify({ ...read(file), [part]: mark }, null, 2)}\n`)
      renameSync(fresh, file)
    },
  }
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    return marks.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
