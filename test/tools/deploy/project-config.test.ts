import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const config = JSON.parse(readFileSync(join(process.cwd(), 'project.config.json'), 'utf8'))
const tool = (name: string) => readFileSync(join(process.cwd(), 'tools', name), 'utf8')

test('the developer tools find what our own tools build', () => {
  expect(config.miniprogramRoot).toBe('dist/weapp/')
  expect(tool('app.cjs')).toContain(`'${config.miniprogramRoot.slice(0, -1)}'`)
  expect(config.cloudfunctionRoot).toBe('dist/cloudfunctions/')
  expect(tool('functions.cjs')).toContain(`'${config.cloudfunctionRoot.slice(0, -1)}'`)
})

test('what has been compiled is not compiled again', () => {
  const conversions = [
    'es6',
    'enhance',
    'postcss',
    'minified',
    'minifyWXSS',
    'minifyWXML',
    'uglifyFileName',
    'useCompilerPlugins',
  ]
  for (const name of conversions) expect([name, config.setting[name]]).toEqual([name, false])
})

test('nobody’s own appid is kept with the code', () => {
  expect(config.appid).toBe('touristappid')
  expect(readFileSync(join(process.cwd(), '.gitignore'), 'utf8').split('\n')).toContain(
    'project.private.config.json',
  )
})
