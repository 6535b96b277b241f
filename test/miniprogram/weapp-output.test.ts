import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesIn } from '../../bench/app/packages'
import { CLOUD_ENV, SERVER, weappOverCloud, weappOverHttp } from '../support/build-app'

interface Settings {
  readonly usingComponents?: Readonly<Record<string, string>>
}

interface AppSettings {
  readonly pages: readonly string[]
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[]
}

/** What stands in the scripts of one way alone. */
const ways: Readonly<Record<string, readonly string[]>> = {
  'over HTTP': [SERVER, '/api/', 'cookies'],
  'over the cloud': [CLOUD_ENV, 'traceUser', 'callFunction'],
}

describe.each([
  ['over HTTP', weappOverHttp],
  ['over the cloud', weappOverCloud],
])('%s', (way, build) => {
  let folder: string
  let files: string[]

  beforeAll(() => {
    folder = build()
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
  }, 240_000)

  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

  /** The app's own scripts and its libraries. */
  const scripts = () => files.filter(file => file.endsWith('.js')).map(file => readFileSync(file, 'utf8'))

  /** Where a component's path leads: from the root with a leading slash, otherwise from the file that names it. */
  const target = (file: string, path: string) => join(path.startsWith('/') ? folder : join(file, '..'), path)

  test('every component that a page names is in the output, since Taro does not say when one is missing', () => {
    const named = files
      .filter(file => file.endsWith('.json'))
      .flatMap(file => {
        const { usingComponents = {} }: Settings = read(file)
        return Object.values(usingComponents).map(path => target(file, path))
      })
    expect(named.some(path => path.endsWith('native/check-in-button/check-in-button'))).toBe(true)
    const parts = named.flatMap(path => ['.json', '.wxml', '.js'].map(ending => `${path}${ending}`))
    expect(parts.filter(part => !existsSync(part))).toEqual([])
  })

  test('every page that the app names is in the output; only the pages of all and of trainees are in the main package', () => {
    const { pages, subPackages }: AppSettings = read(join(folder, 'app.json'))
    const all = [...pages, ...subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`))]
    expect(all.filter(page => !existsSync(join(folder, `${page}.wxml`)))).toEqual([])
    const ofAll = ['sign-in/index', 'password/index', 'error/index']
    expect([...pages].sort()).toEqual(
      [...ofAll, 'trainee/today/index', 'trainee/days/index', 'trainee/face/index'].sort(),
    )
  })

  test('the main package is within 600 KB and each other one within 500 KB', () => {
    const packages = packagesIn(folder)
    expect(packages.map(({ name }) => name)).toEqual([
      'main',
      'instructor',
      'supervisor',
      'administrator',
      'finance',
    ])
    expect(packages.filter(({ bytes, most }) => bytes === 0 || bytes > most)).toEqual([])
    expect(packages.map(({ most }) => most)).toEqual([600_000, ...Array(4).fill(500_000)])
    const sum = packages.reduce((sum, { bytes }) => sum + bytes, 0)
    expect(sum).toBe(files.reduce((sum, file) => sum + readFileSync(file).length, 0))
  })

  test('what the platform wants to know before it runs the app stands in its settings', () => {
    expect(read(join(folder, 'app.json'))).toMatchObject({
      lazyCodeLoading: 'requiredComponents',
      resizable: true,
      requiredPrivateInfos: ['getLocation'],
      permission: { 'scope.userLocation': { desc: expect.any(String) } },
      preloadRule: { 'sign-in/index': { network: 'all', packages: ['instructor', 'supervisor'] } },
    })
    // Of what must be named there, nothing else is used.
    const mustBeNamed = /\b(choosePoi|chooseLocation|getFuzzyLocation|onLocationChange|chooseAddress)\b/
    const ofOurs = files.filter(file => /(index|common|sub-common.*)\.js$/.test(file))
    expect(ofOurs.filter(file => mustBeNamed.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  test('the contract comes as types only: no schema library in the app', () => {
    expect(scripts().some(script => script.includes('strictObject') || script.includes('ZodError'))).toBe(
      false,
    )
  })

  test('it carries its way to the server, and nothing of the other', () => {
    const found = Object.values(ways).map(marks =>
      marks.filter(text => scripts().some(script => script.includes(text))),
    )
    expect(found).toEqual(Object.entries(ways).map(([name, marks]) => (name === way ? marks : [])))
  })
})
