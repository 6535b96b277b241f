import { createWorkingCalendar } from '../../../cloudfunctions/adapters/chinese-days/working-calendar'
import { evaluate } from '../../../cloudfunctions/domain/evaluate'
import { answerOf } from '../../../cloudfunctions/services/dataset/answer'
import { readDataset } from '../../../cloudfunctions/services/dataset/read'
import type { ReadOptions } from '../../../cloudfunctions/services/dataset/reader'

const ENCODER = new TextEncoder()
const CALENDAR = createWorkingCalendar({ years: [], days: {} })

/** The answer's text, or the problems as `jineng evaluate` prints them. */
export interface Outcome {
  readonly answer: string | null
  readonly lines: readonly string[]
  readonly stopped: boolean
}

export async function read(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  form: ReadOptions['form'] = 'json',
): Promise<Outcome> {
  const chunks = typeof source === 'string' ? inChunks(ENCODER.encode(source)) : source
  const answer = await readDataset(chunks instanceof Uint8Array ? inChunks(chunks) : chunks, { form })
  if (answer.dataset !== null) {
    return { answer: [...answerOf(evaluate(answer.dataset, CALENDAR))].join(''), lines: [], stopped: false }
  }
  return {
    answer: null,
    lines: answer.problems.map(({ path, what }) => `${path}: ${what}`),
    stopped: answer.stopped,
  }
}

/** Chunks that all come in the same memory, overwritten as soon as the next is asked for. */
export async function* inChunks(
  bytes: Uint8Array,
  size: (taken: number) => number = () => bytes.length || 1,
): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(bytes.length)
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + Math.max(1, size(from)))
    memory.set(bytes.subarray(from, to))
    yield memory.subarray(0, to - from)
    memory.fill(0x7d)
    from = to
  }
}
