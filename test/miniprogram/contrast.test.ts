import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const source = readFileSync(resolve(__dirname, '../../miniprogram/components/tokens.scss'), 'utf8')

/** The colours of one `@mixin` by name. */
function colours(mixin: string): Map<string, string> {
  const body = source.split(`@mixin ${mixin} {`)[1]?.split('}')[0] ?? ''
  return new Map(Array.from(body.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g), ([, name, hex]) => [name!, hex!]))
}

/** Relative luminance, WCAG 2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

/** Every ink on every ground that the pages lay it on. */
const pairs = [
  ['ink', 'ground'],
  ['ink', 'ground-quiet'],
  ['ink', 'accent-quiet'],
  ['ink', 'wait-quiet'],
  ['ink', 'line'],
  ['ink-quiet', 'ground'],
  ['ink-quiet', 'ground-quiet'],
  ['ink-quiet', 'accent-quiet'],
  ['accent', 'ground'],
  ['accent', 'ground-quiet'],
  ['accent', 'accent-quiet'],
  ['on-accent', 'accent'],
  ['wait', 'ground'],
  ['wait', 'ground-quiet'],
  ['wait', 'accent-quiet'],
  ['wait', 'wait-quiet'],
  ['bad', 'ground'],
  ['bad', 'ground-quiet'],
  ['bad', 'accent-quiet'],
  ['bad', 'bad-quiet'],
  ['ground', 'ink-quiet'],
] as const

describe.each(['colours-by-day', 'colours-by-night'])('%s', mixin => {
  const named = colours(mixin)

  test.each(pairs)('%s on %s stands out at least 4.5 to 1', (ink, ground) => {
    expect(contrast(named.get(ink) ?? '', named.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
