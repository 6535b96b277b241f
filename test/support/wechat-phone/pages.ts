import { withChange } from './screen'

/** What `Page` is given. */
export type Options = Readonly<Record<string, unknown>> & { readonly data?: object }
type Lifecycle = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'eh'
export type LivePage = Partial<Record<Lifecycle, (argument: object) => void>> & {
  readonly route: string
  data: object
}

interface Move {
  readonly url?: string
  readonly delta?: number
  success?(told: { readonly errMsg: string }): void
  fail?(told: { readonly errMsg: string }): void
}

interface Program {
  /** What a page of the program was registered with; null: it has no such page. */
  optionsOf(route: string): Options | null
  onPageNotFound(lost: object): void
  onChange(page: LivePage, change: object): void
}

/** The pages that are open, the last on the screen, and the ways between them. Moves happen in a later turn, as on a phone. */
export class Pages {
  #stack: LivePage[] = []
  #isClosed = false

  constructor(private readonly program: Program) {}

  get open(): readonly LivePage[] {
    return this.#stack
  }

  get shown(): LivePage | null {
    return this.#stack.at(-1) ?? null
  }

  close(): void {
    this.#isClosed = true
    this.#stack = []
  }

  readonly api = {
    reLaunch: (move: Move) => this.#move('reLaunch', move, url => this.relaunch(url)),
    redirectTo: (move: Move) => this.#move('redirectTo', move, url => this.#redirect(url)),
    navigateTo: (move: Move) => this.#move('navigateTo', move, url => this.#push(url)),
    navigateBack: (move: Move = {}) => this.#move('navigateBack', move, () => this.#back(move.delta ?? 1)),
  }

  /** Closes every page, and opens one. */
  relaunch(url: string): void {
    while (this.#stack.length > 0) this.#pop()
    this.#push(url)
  }

  #move(name: string, move: Move, act: (url: string) => void): void {
    setTimeout(() => {
      if (this.#isClosed) return
      act(move.url ?? '')
      move.success?.({ errMsg: `${name}:ok` })
    })
  }

  #redirect(url: string): void {
    this.#pop()
    this.#push(url)
  }

  #back(delta: number): void {
    for (let left = delta; left > 0 && this.#stack.length > 1; left--) this.#pop()
    this.shown?.onShow?.({})
  }

  #pop(): void {
    this.#stack.pop()?.onUnload?.({})
  }

  #push(url: string): void {
    const [path = '', text = ''] = url.replace(/^\//, '').split('?')
    const query = Object.fromEntries(new URLSearchParams(text))
    const options = this.program.optionsOf(path)
    if (options === null) {
      return this.program.onPageNotFound({ path, query, isEntryPage: this.#stack.length === 0 })
    }
    this.shown?.onHide?.({})
    const page = this.#made(path, options)
    this.#stack.push(page)
    page.onLoad?.(query)
    page.onShow?.({})
    page.onReady?.({})
  }

  #made(route: string, options: Options): LivePage {
    const page: LivePage & { setData(change: Readonly<Record<string, unknown>>, then?: () => void): void } = {
      ...options,
      route,
      data: structuredClone(options.data ?? {}),
      setData: (change, then) => {
        page.data = withChange(page.data, change)
        this.program.onChange(page, change)
        if (then) setTimeout(then)
      },
    }
    return page
  }
}
