import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openUploader, UploadError } from '../../../tools/deploy/uploader'

const root = process.cwd()
let tools: string

/** A package in the official one's place, that writes down what it is given and then does as the test says. */
function givenThat(behaviour: string): void {
  const folder = join(tools, 'node_modules/miniprogram-ci')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'index.js'),
    `const note = what => require('node:fs').writeFileSync(${JSON.stringify(join(tools, 'noted.json'))}, JSON.stringify(what))
     const act = async what => { note(what); console.log('noise'); setInterval(() => {}, 1000); ${behaviour} }
     module.exports = {
       Project: class { constructor(given) { this.given = given } },
       upload: act,
       cloud: { uploadFunction: act },
     }`,
  )
}

const noted = () => JSON.parse(readFileSync(join(tools, 'noted.json'), 'utf8')) as Record<string, unknown>

beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), 'uploader-'))
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(root, 'tools/deploy/uploader', file), join(tools, file))
  }
  mkdirSync(join(tools, 'node_modules'))
  writeFileSync(join(tools, 'node_modules/.package-lock.json'), '{}')
})
afterEach(() => rmSync(tools, { recursive: true }))

const open = () =>
  openUploader({
    root,
    tools,
    appid: 'wx0123456789abcdef',
    keyFile: '/keys/upload.key',
    env: 'prod-1',
    robot: 7,
  })

test('the app is uploaded with its version, its words and the project as it is set up', async () => {
  givenThat(
    `return { subPackageInfo: [{ name: '__FULL__', size: 900 }, { name: '__APP__', size: 700 }, { name: '/trainee/', size: 200 }] }`,
  )
  expect(await open().uploadApp('1.2.3', 'abc1234 Say it')).toEqual([
    { name: '整包', bytes: 900 },
    { name: '主包', bytes: 700 },
    { name: '/trainee/', bytes: 200 },
  ])
  expect(noted()).toEqual({
    project: {
      given: {
        appid: 'wx0123456789abcdef',
        projectPath: root,
        privateKeyPath: '/keys/upload.key',
        type: 'miniProgram',
        ignores: ['node_modules/**/*'],
      },
    },
    version: '1.2.3',
    desc: 'abc1234 Say it',
    robot: 7,
    setting: { useProjectConfig: true },
  })
})

test('a function is uploaded whole, without an installation in the cloud', async () => {
  givenThat('return { filesCount: 3, packSize: 1 }')
  await open().uploadFunction('rounds', '/built/rounds')
  expect(noted()).toMatchObject({
    env: 'prod-1',
    name: 'rounds',
    path: '/built/rounds',
    remoteNpmInstall: false,
  })
})

test.each([
  [`throw Object.assign(new Error('invalid ip: 1.2.3.4'), { code: -10008 })`, '出口 IP 不在白名单里'],
  [`throw new Error("ENOENT: no such file or directory, open '/keys/upload.key'")`, '找不到上传密钥文件'],
  [`throw new Error('env not found')`, '没有 CLOUD_ENV 写的云环境'],
  [`throw new Error('getaddrinfo ENOTFOUND servicewechat.com')`, '连不上微信的服务器'],
  [`throw new Error('80210 something new')`, '80210 something new'],
  // As it happens with the official one: its own process ends before it has said anything.
  [
    `Promise.reject(new Error('getaddrinfo ENOTFOUND servicewechat.com')); await new Promise(() => {})`,
    '连不上微信的服务器',
  ],
  [`process.exit(3)`, '没有说明原因就结束了'],
])('after %s it says what to do', async (behaviour, words) => {
  givenThat(behaviour)
  const failed = await open()
    .uploadApp('1.2.3', 'x')
    .catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(UploadError)
  expect(String(failed)).toContain(words)
})

test('the official uploader is pinned, with all that it brings', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'tools/deploy/uploader/package.json'), 'utf8'))
  const lock = JSON.parse(readFileSync(join(root, 'tools/deploy/uploader/package-lock.json'), 'utf8'))
  expect(manifest.dependencies).toEqual({ 'miniprogram-ci': '2.1.42' })
  const packages = Object.entries<{ integrity?: string }>(lock.packages).filter(([name]) => name !== '')
  expect(packages.length).toBeGreaterThan(900)
  expect(packages.filter(([, { integrity }]) => !integrity)).toEqual([])
})
