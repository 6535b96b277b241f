import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentOf } from './drawn'
import { Measured } from './measured'
import { type LivePage, type Options, Pages } from './pages'
import { NOT_AUTHORIZED, PhonePlatform } from './platform'
import { type Element, elementsOf } from './screen'
import { Scripts } from './scripts'
import { phoneApi, type Storage } from './wx'
import { elementsIn, type Template, templatesIn } from './wxml'

type AppEvent = 'onLaunch' | 'onShow' | 'onError' | 'onUnhandledRejection' | 'onPageNotFound'
type LiveApp = Partial<Record<AppEvent, (argument: unknown) => void>>

/** The way to the server: the cloud, or a server of one's own. */
interface Way {
  readonly api: object
}

const LONGEST_WAIT_MS = 20_000
const AGREES = 'agreePrivacyAuthorization'

/**
 * A built mini-program that runs: its scripts as WeChat loads them, its pages' data as `setData` leaves it, its elements
 * as the built templates bind them. Styles and native components are not executed.
 */
export class Phone {
  /** Every text that was on the screen since the app was launched, however shortly. */
  readonly shown = new Set<string>()
  readonly measured = new Measured()
  readonly #templates: ReadonlyMap<string, Template>
  readonly #scripts: Scripts
  readonly #registered = new Map<string, Options>()
  readonly #waiting = new Set<() => void>()
  readonly #pages: Pages
  /** Those that have been on a screen. */
  readonly #cameras = new Set<string>()
  #app: LiveApp = {}
  #loading = ''

  private constructor(
    private readonly folder: string,
    way: Way,
    storage: Storage,
    private readonly platform: PhonePlatform,
  ) {
    this.#templates = templatesIn(folder)
    this.#pages = new Pages({
      optionsOf: route => this.#optionsOf(route),
      onPageNotFound: lost => this.#app.onPageNotFound?.(lost),
      onChange: (page, change) => this.#changed(page, change),
    })
    this.#scripts = new Scripts(folder, {
      wx: { ...phoneApi(storage, platform), ...way.api, ...this.#pages.api },
      App: (options: LiveApp) => {
        this.#app = { ...options }
      },
      Page: (options: Options) => void this.#registered.set(this.#loading, options),
      Component: () => {},
      getApp: () => this.#app,
      getCurrentPages: () => this.#pages.open,
    })
  }

  /**
   * Opens the app on its first page.
   * @param storage what the phone has kept of earlier times
   * @param url of another page than the first, as a message opens it
   */
  static launch(
    folder: string,
    way: Way,
    storage: Storage,
    platform = new PhonePlatform(),
    url?: string,
  ): Phone {
    const phone = new Phone(folder, way, storage, platform)
    const { pages } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as { pages: string[] }
    const opened = url ?? pages[0]!
    const options = { path: opened.split('?')[0], query: {}, scene: 1001 }
    phone.#scripts.require('app.js')
    phone.#app.onLaunch?.(options)
    phone.#app.onShow?.(options)
    phone.#pages.relaunch(opened)
    return phone
  }

  /** Ends the app, as WeChat does: nothing of it is told. */
  close(): void {
    this.#pages.close()
    this.#scripts.stop()
  }

  get path(): string {
    return this.#pages.shown?.route ?? ''
  }

  /** What is on the screen, for a browser to draw. */
  get drawn(): string {
    return documentOf(this.folder, this.path, this.#elements)
  }

  /** The style of the outermost element on the screen. */
  get style(): string {
    return String(this.#elements[0]?.attribute('style') ?? '')
  }

  /** What a screen reader is told of the elements with such a label: the values of all attributes that are for it. */
  told(label: string | RegExp): readonly Readonly<Record<string, string>>[] {
    return this.#elements
      .map(({ aria }) => aria)
      .filter(({ label: said = '' }) => (typeof label === 'string' ? said === label : label.test(said)))
  }

  /** What a screen reader is told of the first button that says so, beside its words. */
  standing(text: string): Readonly<Record<string, string>> {
    return this.#find(text, element => isPressable(element, text)).aria
  }

  /** The roles of what is on the screen, each with the text that it has within. */
  get roles(): readonly (readonly [role: string, text: string])[] {
    return this.#elements.flatMap(({ aria: { role }, text }) => (role ? [[role, text] as const] : []))
  }

  has(text: string): boolean {
    return this.#elements.some(element => element.text.includes(text))
  }

  /** Resolves once a text is on the screen. */
  async sees(text: string): Promise<void> {
    await this.#until(() => this.has(text), `“${text}”`)
  }

  /** Resolves once it no longer is. */
  async misses(text: string): Promise<void> {
    await this.#until(() => !this.has(text), `“${text}” did not go; or`)
  }

  /** Into the field with this label, once it is there. */
  async fill(label: string, value: string): Promise<void> {
    const isIt = ({ tag, parent }: Element) =>
      (tag === 'input' || tag === 'textarea') && parent?.text === label
    await this.#until(() => this.#elements.some(isIt), `a field “${label}”`)
    this.#tell(this.#find(label, isIt), 'input', { value })
  }

  /** The button that says so, once it may be pressed; of several, the first. */
  async press(text: string | RegExp): Promise<void> {
    const isIt = (element: Element) => isPressable(element, text)
    await this.#until(() => this.#elements.some(isIt), `a button “${text}”`)
    const button = this.#find(String(text), isIt)
    const agrees = button.attribute('open-type') === AGREES
    this.platform.tap(() => this.#tap(button, agrees), agrees ? button.id : null)
  }

  /** The way back that WeChat has in its own bar. */
  back(): void {
    this.#pages.api.navigateBack()
  }

  /** As WeChat tells the app of an error that nobody caught. */
  fails(message: string): void {
    this.#app.onError?.(message)
  }

  /** As WeChat tells the app of a promise whose failure nobody heard. */
  rejects(reason: unknown): void {
    this.#app.onUnhandledRejection?.({ reason, promise: null })
  }

  get #elements(): readonly Element[] {
    const page = this.#pages.shown
    return page === null ? [] : elementsOf(page.data, this.#templates)
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

  #tap(button: Element, agrees: boolean): void {
    if (button.tag === 'check-in-button') return this.#tell(button, 'press', {})
    for (const around of button.outwards()) if (around.tells('tap')) this.#tell(around, 'tap', {})
    if (agrees) this.#tell(button, AGREES.toLowerCase(), {})
    if (button.attribute('form-type') !== 'submit') return
    for (const around of button.outwards())
      if (around.tag === 'form') this.#tell(around, 'submit', { value: {} })
  }

  #tell({ id, sid, tag }: Element, type: string, detail: object): void {
    const target = { id, dataset: { sid }, tagName: tag }
    this.#pages.shown?.eh?.({ type, timeStamp: Date.now(), target, currentTarget: target, detail })
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

  #changed(page: LivePage, change: object): void {
    const elements = elementsOf(page.data, this.#templates)
    this.measured.note(page.route, change, elements.length + this.#within(elements))
    if (page !== this.#pages.shown) return
    for (const element of elements) if (element.tag === 'camera') this.#open(element)
    for (const { text } of elements) this.shown.add(text)
    for (const look of this.#waiting) look()
    this.#waiting.clear()
  }

  /** A camera is private, and begins or fails as the person says. */
  #open(camera: Element): void {
    if (this.#cameras.has(camera.sid)) return
    this.#cameras.add(camera.sid)
    this.platform.use('camera', isGranted =>
      setTimeout(() =>
        isGranted
          ? this.#tell(camera, 'initdone', {})
          : this.#tell(camera, 'error', { errMsg: `camera:fail ${NOT_AUTHORIZED}` }),
      ),
    )
  }

  /** The elements of native components, which have templates of their own. */
  #within(elements: readonly Element[]): number {
    return elements
      .filter(({ tag }) => tag.includes('-'))
      .reduce((sum, { tag }) => sum + elementsIn(this.folder, `native/${tag}/${tag}.wxml`), 0)
  }

  #optionsOf(route: string): Options | null {
    if (!existsSync(join(this.folder, `${route}.js`))) return null
    this.#loading = route
    this.#scripts.require(`${route}.js`)
    return this.#registered.get(route) ?? null
  }
}

function isPressable(element: Element, text: string | RegExp): boolean {
  const says = (words: unknown) =>
    typeof text === 'string' ? words === text : text.test(typeof words === 'string' ? words : '')
  if (element.tag === 'check-in-button') {
    return says(element.attribute('action')) && element.attribute('enabled') === true
  }
  return element.tag === 'button' && says(element.text) && element.attribute('disabled') !== true
}
