import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import type { Element } from './screen'

/** What stands for an element of WeChat's in a browser; null: nothing, but what is within it. */
const TAGS: Readonly<Record<string, string | null>> = {
  view: 'div',
  text: 'span',
  button: 'button',
  form: 'form',
  input: 'input',
  textarea: 'textarea',
  image: 'img',
  picker: 'div',
  block: null,
}
const ATTRIBUTES = ['class', 'style', 'disabled', 'value', 'placeholder', 'src']
const CHILDLESS: ReadonlySet<string> = new Set(['input', 'img'])

/** What WeChat's elements look like before the mini-program's own styles, as its developer tools show them. */
const OWN_LOOK = `
  page { display: block; min-height: 100vh; }
  button {
    position: relative; display: block; margin: 0 auto; padding: 0 14px; box-sizing: border-box; border: 0;
    border-radius: 5px; overflow: hidden; background-color: #f8f8f8; color: #000; font-size: 18px;
    line-height: 2.55555556; text-align: center;
  }
  button::after {
    content: ''; position: absolute; top: 0; left: 0; width: 200%; height: 200%; box-sizing: border-box;
    border: 1px solid rgba(0, 0, 0, 0.2); border-radius: 10px; transform: scale(0.5); transform-origin: 0 0;
  }`

/**
 * A page of the built mini-program as a document for a browser: the elements on the screen under the build's own styles.
 * A picture of it shows what the styles make of the elements; that WeChat draws them alike is only known from a phone.
 */
export function documentOf(folder: string, route: string, elements: readonly Element[]): string {
  const styles = [OWN_LOOK, ...['app', route].map(name => styleIn(folder, `${name}.wxss`))]
  const body = elements
    .filter(({ parent }) => parent === null)
    .map(element => htmlOf(folder, element))
    .join('')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>${styles.join('\n')}</style></head><body><page>${body}</page></body></html>`
}

/** With the files that it imports in their places. */
function styleIn(folder: string, file: string): string {
  if (!existsSync(join(folder, file))) return ''
  return readFileSync(join(folder, file), 'utf8').replace(/@import "([^"]+)";/g, (_, named: string) =>
    styleIn(folder, join(dirname(file), named)),
  )
}

function htmlOf(folder: string, element: Element): string {
  const { tag, own } = element
  if (existsSync(join(folder, nativeFile(tag, 'wxml')))) return nativeHtml(folder, element)
  const shown = TAGS[tag]
  if (shown === undefined) throw new Error(`nothing is known to stand for <${tag}>`)
  const within = escaped(own) + element.children.map(child => htmlOf(folder, child)).join('')
  if (shown === null) return within
  const attributes = ATTRIBUTES.map(name => attribute(name, element.attribute(name))).join('')
  return CHILDLESS.has(shown) ? `<${shown}${attributes}>` : `<${shown}${attributes}>${within}</${shown}>`
}

function attribute(name: string, value: unknown): string {
  if (value === undefined || value === false || value === '') return ''
  return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const nativeFile = (tag: string, ending: string) => `native/${tag}/${tag}.${ending}`

/** A component written for WeChat alone, by its own template. */
function nativeHtml(folder: string, element: Element): string {
  const file = (ending: string) => readFileSync(join(folder, nativeFile(element.tag, ending)), 'utf8')
  const wxml = file('wxml')
  const values: Record<string, unknown> = { now: Date.now() + Number(element.attribute('skew') ?? 0) }
  for (const [, name = '', source = ''] of wxml.matchAll(/<wxs module="(\w+)" src="\.\/([\w.]+)"/g))
    values[name] = scriptIn(join(folder, 'native', element.tag, source))
  for (const name of ['action', 'enabled', 'label', 'until']) values[name] = element.attribute(name)
  const html = wxml
    .replace(/<wxs[^>]*\/>/g, '')
    .replace(/\sdisabled="\{\{([^}]*)\}\}"/g, (_, said: string) =>
      runInNewContext(said, values) ? ' disabled' : '',
    )
    .replace(/\{\{([^}]*)\}\}/g, (_, said: string) => escaped(String(runInNewContext(said, values))))
    .replace(/<(\/?)view/g, '<$1div')
  return `<style>${file('wxss')}</style>${html}`
}

function scriptIn(file: string): unknown {
  const module = { exports: {} }
  runInNewContext(readFileSync(file, 'utf8'), { module, Math })
  return module.exports
}
