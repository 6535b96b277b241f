import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { preProcessFile } from 'typescript'

/** The rules know no clock, no input and output, no library: what a rule needs is handed in. */
const DOMAIN = resolve(__dirname, '../../cloudfunctions/domain')
const SOURCES = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => ({ name, file: join(DOMAIN, name), text: readFileSync(join(DOMAIN, name), 'utf8') }))

test('the domain is there', () => {
  expect(SOURCES.length).toBeGreaterThan(20)
})

test.each(SOURCES.map(source => [source.name, source] as const))(
  '%s imports nothing but the domain',
  (_, source) => {
    for (const { fileName: specifier } of preProcessFile(source.text).importedFiles) {
      expect(specifier).toMatch(/^\.\.?\//)
      expect(relative(DOMAIN, resolve(dirname(source.file), specifier))).not.toMatch(/^\.\./)
    }
  },
)

test.each(SOURCES.map(source => [source.name, source] as const))(
  '%s asks no clock and no chance',
  (_, { text }) => {
    expect(text).not.toMatch(
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bconsole\.|\bsetTimeout\b/,
    )
  },
)
