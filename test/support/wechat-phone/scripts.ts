import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { createContext, runInContext } from 'node:vm'

type Run = (require: (path: string) => unknown, module: object, exports: object) => void

/** The scripts of a built mini-program, each run once, as WeChat runs them: with its globals and no others. */
export class Scripts {
  readonly #context: object
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly folder: string,
    globals: object,
  ) {
    this.#context = createContext({ console, ...globals, ...this.#clockwork() })
  }

  /** A script of the folder, with those that it requires. */
  require(file: string): unknown {
    const known = this.#modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    this.#modules.set(file, module)
    const code = readFileSync(join(this.folder, file), 'utf8')
    const run = runInContext(`(function (require, module, exports) {${code}\n})`, this.#context, {
      filename: file,
    }) as Run
    const near = (path: string) =>
      this.require(`${normalize(join(file, '..', path)).replace(/\.js$/, '')}.js`)
    run(near, module, module.exports)
    return module.exports
  }

  /** Nothing that was put off is done any more. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #clockwork() {
    const kept = (timer: NodeJS.Timeout) => {
      this.#timers.add(timer)
      return timer
    }
    return {
      setTimeout: (act: () => void, ms?: number) => kept(setTimeout(act, ms)),
      setInterval: (act: () => void, ms?: number) => kept(setInterval(act, ms)),
      clearTimeout: (timer?: NodeJS.Timeout) => clearTimeout(timer),
      clearInterval: (timer?: NodeJS.Timeout) => clearInterval(timer),
    }
  }
}
