import type { CameraSilence } from '../../domain/recording/knowledge'
import { type CameraDayStream, lastAsking, rowsOf } from '../../services/documents/camera-days'

type State = 'has-recordings' | 'no-recordings' | Exclude<CameraSilence, 'not-asked'>

const NAMES: Readonly<Record<State, string>> = {
  'has-recordings': '有录像',
  'no-recordings': '没有录像',
  'camera-offline': '摄像头不在线',
  unreachable: '问不到平台',
  'retention-passed': '问得太晚，平台可能已删',
}

/** What came of asking for cameras' dates, counted by what was said. */
export class IngestReport {
  readonly #counts = new Map<State, number>()
  #problem: string | null = null

  count(asked: CameraDayStream): void {
    const state = stateOf(asked)
    this.#counts.set(state, (this.#counts.get(state) ?? 0) + 1)
    if (state === 'unreachable') this.#problem ??= lastAsking(asked)?.problem ?? null
  }

  /** Whether the platform has answered each time, if only that a camera was off. */
  get isComplete(): boolean {
    return !this.#counts.has('unreachable')
  }

  get soFar(): string {
    const states = Object.keys(NAMES) as State[]
    const told = states.flatMap(state => {
      const count = this.#counts.get(state)
      return count === undefined ? [] : `${NAMES[state]} ${count}`
    })
    return told.join('、')
  }

  tell(stopped: boolean): void {
    const asked = [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
    if (asked === 0 && !stopped) {
      process.stdout.write('没有要查询的：这些日期没有要录像的课，或录像都已知道（--again 可以再问一遍）\n')
    } else process.stdout.write(`已查询 ${asked} 个摄像头日：${this.soFar}\n`)
    if (this.#problem !== null) process.stderr.write(`问不到的原因：${this.#problem}\n`)
    if (stopped) process.stderr.write('已停下，问到的都已存下；再运行一次会接着问，启动服务也会接着问\n')
  }
}

function stateOf(asked: CameraDayStream): State {
  const silence = lastAsking(asked)?.silence ?? null
  if (silence !== null && silence !== 'not-asked') return silence
  return rowsOf(asked).length > 0 ? 'has-recordings' : 'no-recordings'
}
