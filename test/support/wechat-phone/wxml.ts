import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one node of a page's data becomes on the screen, as the built `base.wxml` says. */
export interface Template {
  readonly tag: string
  /** From an attribute to the node's field that it shows. */
  readonly fields: ReadonlyMap<string, string>
  /** What of it is handed to the app: `tap`, `input`, … */
  readonly events: ReadonlySet<string>
}

/** By the node's name (`nn`), which the build has shortened to numbers. */
export function templatesIn(folder: string): ReadonlyMap<string, Template> {
  const wxml = readFileSync(join(folder, 'base.wxml'), 'utf8')
  const found = wxml.matchAll(/<template name="tmpl_0_([\w-]+)">\s*<([\w-]+)((?:[^>"]|"[^"]*")*)>/g)
  return new Map([...found].map(([, name, tag, attributes]) => [name!, templateOf(tag!, attributes!)]))
}

/** How many elements a template of the output writes at most; none where there is no such template. */
export function elementsIn(folder: string, wxml: string): number {
  const file = join(folder, wxml)
  if (!existsSync(file)) return 0
  const elements = readFileSync(file, 'utf8').matchAll(/<(?!wxs\b)[a-z][\w-]*/g)
  return [...elements].length
}

function templateOf(tag: string, text: string): Template {
  const attributes = [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name!, value!] as const,
  )
  const fields = attributes.flatMap(([name, value]) => {
    const field = /\bi\.(\w+)/.exec(value)?.[1]
    return field === undefined ? [] : [[name, field] as const]
  })
  const events = attributes.filter(([name, value]) => value === 'eh' && /^(bind|catch)/.test(name))
  return {
    tag,
    fields: new Map(fields),
    events: new Set(events.map(([name]) => name.replace(/^(bind|catch)/, ''))),
  }
}
