/** No page may have more on the screen. */
export const MOST_NODES = 1_000
/** No change of a page may be larger. */
export const MOST_SET_DATA_BYTES = 64 * 1024

/** What a page has cost the phone so far, at worst. */
export interface PageCost {
  readonly route: string
  /** In one `setData`, as the text that crosses between the phone's two threads. */
  readonly mostBytes: number
  /** On the screen at once. Texts between the elements count too, so it is never less than what WeChat counts. */
  readonly mostNodes: number
}

/** Counted while the app runs, page by page. */
export class Measured {
  readonly #pages = new Map<string, PageCost>()

  note(route: string, change: object, nodes: number): void {
    const bytes = Buffer.byteLength(JSON.stringify(change))
    const { mostBytes, mostNodes } = this.#pages.get(route) ?? { mostBytes: 0, mostNodes: 0 }
    this.#pages.set(route, {
      route,
      mostBytes: Math.max(mostBytes, bytes),
      mostNodes: Math.max(mostNodes, nodes),
    })
  }

  get pages(): readonly PageCost[] {
    return [...this.#pages.values()]
  }
}
