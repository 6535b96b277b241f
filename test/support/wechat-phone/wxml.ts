import { readFileSync } from 'node:fs'
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
