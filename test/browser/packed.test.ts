import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { builtApp } from '../support/build-app'

const UNPACK = { '.br': brotliDecompressSync, '.gz': gunzipSync } as const

const folder = builtApp('h5')
const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })

test.each(Object.entries(UNPACK))(
  'every page, script and style lies packed as %s, and unpacks to what lies beside it',
  (ending, unpack) => {
    const plain = names.filter(name => /\.(js|css|html)$/.test(name))
    expect(plain).toContain('index.html')
    expect(names.filter(name => name.endsWith(ending)).sort()).toEqual(
      plain.map(name => name + ending).sort(),
    )
    for (const name of plain) {
      const packed = unpack(readFileSync(join(folder, name + ending)))
      expect(packed.equals(readFileSync(join(folder, name)))).toBe(true)
    }
  },
)
