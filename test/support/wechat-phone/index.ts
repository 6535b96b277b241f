import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import type { PhoneCloud } from './cloud'
import { type Element, elementsOf, withChange } from './screen'
import { phoneApi, type Storage } from './wx'
import { type Template, templatesIn } from './wxml'

/** What `App` and `Page` are given. */
type Options = Readonly<Record<string, unknown>> & { readonly data?: object }
type Lifecycle = 'onLaunch' | 'onShow' | 'onLoad' | 'onReady' | 'onUnload' | 'eh'
type Live = Partial<Record<Lifecycle, (argument: object) => void>> & { route?: string; data?: object }

interface Move {
  readonly url: string
  success?(told: { readonly errMsg: string }): void
}

const LONGEST_WAIT_MS = 20_000

/**
 * A built mini-program that runs: its scripts as WeChat loads them, its pages' data as `setData` leaves it, its elements
 * as the built templates bind them. Styles and native components are not executed.
 */
export class Phone {
  /** Every text that was on the screen since the app was launched, however shortly. */
  readonly shown = new Set<string>()
  readonly #templates: ReadonlyMap<string, Template>
  readonly #context: object
  readonly #registered = new Map<string, Options>()
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #waiting = new Set<() => void>()
  #app: Live = {}
  #loading = ''
  #page: Live | null = null

  private constructor(
    private readonly folder: string,
    cloud: PhoneCloud,
    storage: Storage,
  ) {
    this.#templates = templatesIn(folder)
    const wx = { ...phoneApi(storage), cloud: cloud.wx, reLaunch: (move: Move) => this.#reLaunch(move) }
    this.#context = createContext({
      wx,
      App: (options: Options) => {
        this.#app = { ...options }
      },
      Page: (options: Options) => void this.#registered.set(this.#loading, options),
      Component: () => {},
      getApp: () => this.#app,
      getCurrentPages: () => (this.#page ? [this.#page] : []),
      console,
      ...this.#clockwork(),
    })
  }

  /** Opens the app on its first page. @param storage what the phone has kept of earlier times */
  static launch(folder: string, cloud: PhoneCloud, storage: Storage): Phone {
    const phone = new Phone(folder, cloud, storage)
    const { pages } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as { pages: string[] }
    const options = { path: pages[0]!, query: {}, scene: 1001 }
    phone.#require('app.js')
    phone.#app.onLaunch?.(options)
    phone.#app.onShow?.(options)
    phone.#open(pages[0]!)
    return phone
  }

  /** Ends the app, as WeChat does: nothing of it is told. */
  close(): void {
    this.#page = null
    for (const timer of this.#timers) clearTimeout(timer)
  }

  get path(): string {
    return this.#page?.route ?? ''
  }

  /** Resolves once a text is on the screen. */
  async sees(text: string): Promise<void> {
    await this.#until(() => this.#elements.some(element => element.text.includes(text)), `“${text}”`)
  }

  /** Into the field with this label. */
  fill(label: string, value: string): void {
    const input = this.#find(
      `a field ${label}`,
      ({ tag, parent }) => tag === 'input' && parent?.text === label,
    )
    this.#tell(input, 'input', { value })
  }

  /** The button that says so, once it may be pressed. */
  async press(text: string): Promise<void> {
    const isIt = (element: Element) => isPressable(element, text)
    await this.#until(() => this.#elements.some(isIt), `a button “${text}”`)
    const button = this.#find(text, isIt)
    if (button.tag === 'check-in-button') return this.#tell(button, 'press', {})
    for (const around of button.outwards()) if (around.tells('tap')) this.#tell(around, 'tap', {})
    if (button.attribute('form-type') !== 'submit') return
    for (const around of button.outwards())
      if (around.tag === 'form') this.#tell(around, 'submit', { value: {} })
  }

  get #elements(): readonly Element[] {
    return this.#page?.data ? elementsOf(this.#page.data, this.#templates) : []
  }

  #find(what: string, isIt: (element: Element) => boolean): Element {
    const found = this.#elements.find(isIt)
    if (found === undefined) throw new Error(`${what} is not on the screen: ${this.#screen}`)
    return found
  }

  get #screen(): string {
    return this.#elements
      .filter(({ parent }) => parent === null)
      .map(({ text }) => text)
      .join(' ')
  }

  #tell({ id, sid, tag }: Element, type: string, detail: object): void {
    const target = { id, dataset: { sid }, tagName: tag }
    this.#page?.eh?.({ type, timeStamp: Date.now(), target, currentTarget: target, detail })
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    const end = Date.now() + LONGEST_WAIT_MS
    while (!holds()) {
      const left = end - Date.now()
      if (left <= 0) throw new Error(`${what} never came to the screen: ${this.#screen}`)
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, left)
        this.#waiting.add(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  #changed(): void {
    for (const { text } of this.#elements) this.shown.add(text)
    for (const look of this.#waiting) look()
    this.#waiting.clear()
  }

  #reLaunch({ url, success }: Move): void {
    setTimeout(() => {
      if (this.#page === null) return
      this.#page.onUnload?.({})
      this.#open(url.replace(/^\//, ''))
      success?.({ errMsg: 'reLaunch:ok' })
    })
  }

  #open(route: string): void {
    this.#loading = route
    this.#require(`${route}.js`)
    const options = this.#registered.get(route)
    if (options === undefined) throw new Error(`${route}.js registers no page`)
    const page: Live & { setData(change: Readonly<Record<string, unknown>>, then?: () => void): void } = {
      ...options,
      route,
      data: structuredClone(options.data ?? {}),
      setData: (change, then) => {
        page.data = withChange(page.data ?? {}, change)
        if (this.#page === page) this.#changed()
        if (then) setTimeout(then)
      },
    }
    this.#page = page
    page.onLoad?.({})
    page.onShow?.({})
    page.onReady?.({})
  }

  /** A script of the folder, run once, with those that it requires. */
  #require(file: string): unknown {
    const known = this.#modules.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    this.#modules.set(file, module)
    const code = readFileSync(join(this.folder, file), 'utf8')
    const run = runInContext(`(function (require, module, exports) {${code}\n})`, this.#context, {
      filename: file,
    })
    const near = (path: string) =>
      this.#require(`${normalize(join(file, '..', path)).replace(/\.js$/, '')}.js`)
    ;(run as (require: unknown, module: unknown, exports: unknown) => void)(near, module, module.exports)
    return module.exports
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

function isPressable(element: Element, text: string): boolean {
  if (element.tag === 'check-in-button') {
    return element.attribute('action') === text && element.attribute('enabled') === true
  }
  return element.tag === 'button' && element.text === text && element.attribute('disabled') !== true
}
