import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string>>
const { serverOf } = require('../../miniprogram/config/server.cjs') as {
  serverOf(target: string, environment: Environment): Environment
}

const CLOUD = { TARO_APP_CLOUD_ENV: 'prod-1a2b3c' }
const API = { TARO_APP_API: 'https://jineng.example.cn' }

test('a mini-program goes to the cloud, or to a server of one’s own', () => {
  expect(serverOf('weapp', CLOUD)).toEqual({ ...CLOUD, TARO_APP_API: '' })
  expect(serverOf('weapp', API)).toEqual({ ...API, TARO_APP_CLOUD_ENV: '' })
  expect(serverOf('weapp', { ...API, TARO_APP_CLOUD_ENV: '' })).toEqual({ ...API, TARO_APP_CLOUD_ENV: '' })
})

test('told of both, it goes to the cloud alone', () => {
  expect(serverOf('weapp', { ...CLOUD, ...API })).toEqual({ ...CLOUD, TARO_APP_API: '' })
})

test('a slash at the end of the address is not doubled by what follows it', () => {
  expect(serverOf('weapp', { TARO_APP_API: 'https://jineng.example.cn/' })).toMatchObject(API)
})

test('the pages of a browser need none: they ask where they came from', () => {
  const none = { TARO_APP_API: '', TARO_APP_CLOUD_ENV: '' }
  expect(serverOf('h5', {})).toEqual(none)
  expect(serverOf('h5', { ...CLOUD, ...API })).toEqual(none)
})

test('told of neither, the build ends with a sentence that names both', () => {
  const { TARO_APP_API, TARO_APP_CLOUD_ENV, ...environment } = process.env
  const tool = join(process.cwd(), 'tools/app.cjs')
  const { status, stderr } = spawnSync(process.execPath, [tool], { env: environment, encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('构建小程序前')
  expect(stderr).toMatch(/TARO_APP_CLOUD_ENV.*TARO_APP_API/s)
  expect(stderr).not.toContain('    at ')
})
