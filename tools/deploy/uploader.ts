import { fork, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** WeChat's official uploader. Every call throws UploadError. */
export interface Uploader {
  uploadFunction(name: string, folder: string): Promise<void>
  /** As a development version. @returns the packages as WeChat measured them */
  uploadApp(
    version: string,
    description: string,
  ): Promise<readonly { readonly name: string; readonly bytes: number }[]>
}

/** The uploader could not be installed, or did not upload. */
export class UploadError extends Error {
  override readonly name = 'UploadError'
}

export interface UploaderSettings {
  /** The project's folder, with project.config.json in it. */
  readonly root: string
  /** Where the uploader is, or is to be installed. */
  readonly tools: string
  readonly appid: string
  /** The file of the private key. */
  readonly keyFile: string
  readonly env: string
  /** One of WeChat's 30 numbered uploaders. */
  readonly robot: number
}

const PACKAGE = 'tools/deploy/uploader'
const outcome = z.union([
  z.object({ uploaded: z.array(z.object({ name: z.string(), size: z.number() })) }),
  z.object({ failed: z.string() }),
])

export function openUploader(settings: UploaderSettings): Uploader {
  const upload = (job: object) => {
    install(settings)
    return inChild(settings, job)
  }
  return {
    async uploadFunction(name, folder) {
      await upload({ kind: 'function', name, path: folder, env: settings.env })
    },
    async uploadApp(version, desc) {
      const packages = await upload({ kind: 'app', version, desc, robot: settings.robot })
      return packages.map(({ name, size }) => ({ name: nameOf(name), bytes: size }))
    },
  }
}

function nameOf(name: string): string {
  if (name === '__FULL__') return '整包'
  return name === '__APP__' ? '主包' : name
}

/** With every package as the lock names it, and without their own scripts: the uploader is given the private key. */
function install({ root, tools }: UploaderSettings): void {
  const files = ['package.json', 'package-lock.json']
  const isThere = files.every(file => sameText(join(root, PACKAGE, file), join(tools, file)))
  if (isThere && existsSync(join(tools, 'node_modules/.package-lock.json'))) return
  mkdirSync(tools, { recursive: true })
  for (const file of files) copyFileSync(join(root, PACKAGE, file), join(tools, file))
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: tools,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    throw new UploadError('微信的上传工具没有装好，原因见上：请检查网络或 npm 设置后再运行一次。')
}

function sameText(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one, 'utf8') === readFileSync(other, 'utf8')
}

type Packages = readonly { readonly name: string; readonly size: number }[]

/** In a process of its own: it writes to the console as it likes, and a failure of its own ends its process. */
function inChild({ root, tools, appid, keyFile }: UploaderSettings, job: object): Promise<Packages> {
  const child = fork(join(root, 'tools/deploy/upload.cjs'), [], { cwd: root, silent: true })
  let heard: unknown = null
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000)
  })
  child.stdout?.resume()
  child.on('message', message => {
    heard = message
  })
  child.send({ ...job, project: { appid, projectPath: root, privateKeyPath: keyFile }, tools })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => {
      const read = outcome.safeParse(heard)
      if (read.success && 'uploaded' in read.data) resolve(read.data.uploaded)
      else
        reject(new UploadError(inWords(read.success && 'failed' in read.data ? read.data.failed : complaint)))
    })
  })
}

const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/ENOENT.*\.key|ENOENT.*private/i, '找不到上传密钥文件：请核对 WECHAT_UPLOAD_KEY 写的路径'],
  [
    /invalid ip|IP.{0,20}(白名单|whitelist)/i,
    '本机的出口 IP 不在白名单里：微信公众平台 → 开发管理 → 开发设置 → 小程序代码上传 → IP 白名单',
  ],
  [/env not found/i, '这个小程序没有 CLOUD_ENV 写的云环境：请核对环境 ID 和 AppID'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|tunneling socket/,
    '连不上微信的服务器：请检查网络或代理',
  ],
  [
    /privateKey|private key|PEM|签名|signature/i,
    '上传密钥不能用：请核对 WECHAT_UPLOAD_KEY 指的文件，它要与 AppID 是同一个小程序的',
  ],
  [/Body too large/, '云函数的代码包太大，微信不接受'],
  [/another ongoing update/, '云函数正在更新：请稍后再运行一次'],
]

function inWords(said: string): string {
  const text = said.trim() || '上传工具没有说明原因就结束了'
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1]
  const lines = text.split('\n').slice(0, 6).join('\n  ').slice(0, 1_000)
  return `没有上传成功：${known ?? '微信的上传工具报错'}。\n  （${lines}）`
}
