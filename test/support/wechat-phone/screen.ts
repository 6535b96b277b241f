import type { Template } from './wxml'

/** A node of a page's data. */
interface Node {
  readonly nn: string
  readonly sid: string
  readonly uid?: string
  /** Of a text. */
  readonly v?: string
  readonly cn?: readonly Node[]
}

/** What stands on the screen. */
export class Element {
  readonly children: readonly Element[]

  constructor(
    private readonly node: Node,
    private readonly templates: ReadonlyMap<string, Template>,
    readonly parent: Element | null,
  ) {
    this.children = (node.cn ?? []).map(child => new Element(child, templates, this))
  }

  get tag(): string {
    return this.#template.tag
  }

  /** Its own text, without that of what is within. */
  get own(): string {
    return this.node.v ?? ''
  }

  get text(): string {
    return this.own + this.children.map(({ text }) => text).join('')
  }

  get id(): string {
    return this.node.uid ?? this.node.sid
  }

  get sid(): string {
    return this.node.sid
  }

  attribute(name: string): unknown {
    const field = this.#template.fields.get(name)
    return field === undefined ? undefined : (this.node as unknown as Record<string, unknown>)[field]
  }

  /** What of it is for a screen reader, by its name without `aria-`. */
  get aria(): Readonly<Record<string, string>> {
    const names = [...this.#template.fields.keys()].filter(name => name.startsWith('aria-'))
    const set = names.filter(name => this.attribute(name) !== undefined)
    return Object.fromEntries(set.map(name => [name.replace('aria-', ''), String(this.attribute(name))]))
  }

  tells(event: string): boolean {
    return this.#template.events.has(event)
  }

  /** This one and all within it. */
  *all(): Generator<Element> {
    yield this
    for (const child of this.children) yield* child.all()
  }

  /** This one and all around it, from within. */
  *outwards(): Generator<Element> {
    yield this
    if (this.parent) yield* this.parent.outwards()
  }

  get #template(): Template {
    const { nn } = this.node
    const found = this.templates.get(nn)
    // A field has two templates, with and without the cursor in it.
    const template = found?.tag === 'template' ? this.templates.get(`${nn}_blur`) : found
    if (template === undefined) throw new Error(`base.wxml has no template for ${nn}`)
    return template
  }
}

/** What a page shows of its data. */
export function elementsOf(data: unknown, templates: ReadonlyMap<string, Template>): readonly Element[] {
  const { root } = data as { readonly root: { readonly cn: readonly Node[] } }
  return root.cn.flatMap(node => [...new Element(node, templates, null).all()])
}

/** `setData` as WeChat has it: keys are paths such as `root.cn.[0].cn.[1].v`. */
export function withChange(data: object, change: Readonly<Record<string, unknown>>): object {
  const changed = structuredClone(data) as Record<string, unknown>
  for (const [path, value] of Object.entries(change)) {
    const steps = path.split('.').map(step => /^\[(\d+)\]$/.exec(step)?.[1] ?? step)
    const last = steps.pop()!
    let place = changed
    for (const step of steps) {
      place[step] ??= {}
      place = place[step] as Record<string, unknown>
    }
    // What goes to the screen is text between two threads: functions and what is undefined do not get there.
    if (value === undefined) delete place[last]
    else place[last] = JSON.parse(JSON.stringify(value))
  }
  return changed
}
