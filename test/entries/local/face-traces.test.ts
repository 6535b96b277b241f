import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, openSqliteReader, restore } from '../../../cloudfunctions/adapters/sqlite'
import { createLog } from '../../../cloudfunctions/entries/local/log'
import { DEMONSTRATION_CLASS_ID } from '../../../cloudfunctions/entries/local/seed/class'
import type { LocalServer } from '../../../cloudfunctions/entries/local/server'
import type { FaceEngine, FaceTemplate } from '../../../cloudfunctions/ports/face-verifier'
import type { StoreReader } from '../../../cloudfunctions/ports/store'
import { FACE_TEMPLATES } from '../../../cloudfunctions/services/documents/face-consents'
import { MIGRATIONS } from '../../../cloudfunctions/services/documents/migrations'
import { readAll } from '../../../cloudfunctions/services/documents/read'
import { proofLines } from '../../../cloudfunctions/services/face/restored'
import { letGo } from '../../adapters/sqlite/folders'
import { engineSaying, MODEL } from '../../services/face-engine'
import { type Browser, Folder, signedIn, start } from './demonstration'

/** Some 2,000 bytes that nobody else has, as an engine's numbers are. */
const numbersOf = (whose: number): Buffer =>
  Buffer.concat(
    Array.from({ length: 32 }, (_, part) => createHash('sha512').update(`${whose} ${part}`).digest()),
  )
const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8]), numbersOf(-1)])

/** A template of its own for each who is enrolled. */
function engineOfNumbers(): FaceEngine {
  let enrolled = 0
  return {
    ...engineSaying('passed'),
    enrol: async (_, basis) => {
      const template: FaceTemplate = {
        model: MODEL,
        basis,
        numbers: numbersOf(enrolled++).toString('base64'),
      }
      return { enrolled: true, template }
    },
  }
}

let folder: Folder
beforeEach(() => {
  folder = new Folder()
})
afterEach(() => folder.remove())
const lines: string[] = []
const log = createLog('trace', { write: line => lines.push(line) })
const clock = { now: Date.now() }
const open = () => start(folder, () => clock.now, { log, openFaces: async () => engineOfNumbers() })

/** Every byte of every file of the data, the backups in it too, and of the log. */
function everyByte(): string {
  const files = readdirSync(folder.data, { withFileTypes: true, recursive: true }).filter(entry =>
    entry.isFile(),
  )
  const bytes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
  return [...bytes, Buffer.from(lines.join('')).toString('latin1')].join('\n')
}

/** The numbers and what may be made of them: as they are, in base64 wherever it begins, in hex, sealed. */
function looksOf(bytes: Buffer): string[] {
  const inBase64 = [0, 1, 2].map(shift => bytes.subarray(shift).toString('base64'))
  return [bytes.toString('latin1'), ...inBase64, ...inBase64.map(url), bytes.toString('hex')]
}
const url = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')

const PIECE = 20
function isThere(text: string, bytes: string): boolean {
  for (let at = 0; at + PIECE <= text.length; at += 100) {
    if (bytes.includes(text.slice(at, at + PIECE))) return true
  }
  return false
}

async function sealedTexts(): Promise<Map<string, string>> {
  const reader = openSqliteReader(folder.data, MIGRATIONS)
  const records = await readAll(reader, FACE_TEMPLATES, { index: 'byTerm', equal: [] })
  await reader.close()
  return new Map(records.map(({ id, sealed }) => [id, sealed]))
}

const WHO = ['xueyuan01', 'xueyuan02', 'xueyuan03', 'xueyuan04', 'xueyuan05', 'xueyuan06'] as const
const LEAVING = [1, 3, 4]

async function enrolAll(server: LocalServer): Promise<Browser[]> {
  const supervisor = await signedIn(server, 'jianguan')
  const { trainees } = await supervisor.answer('face-roll', { classId: DEMONSTRATION_CLASS_ID })
  const browsers: Browser[] = []
  for (const [place, name] of WHO.entries()) {
    const browser = await signedIn(server, name)
    const { text } = await browser.answer('face-standing', {})
    await browser.answer('give-face-consent', { version: text.version })
    const photo = PHOTO.toString('base64')
    const enrolled = await supervisor.answer('enrol-face', {
      classId: DEMONSTRATION_CLASS_ID,
      traineeId: trainees[place]?.traineeId ?? '',
      photos: [photo, photo, photo],
      basis: 'frames',
    })
    expect(enrolled).toMatchObject({ enrolled: true })
    browsers.push(browser)
  }
  return browsers
}

it('after a withdrawal nothing of the template is in any byte of the data, of a backup made then, or of the log', async () => {
  let server = await open()
  const browsers = await enrolAll(server)
  const sealed = [...(await sealedTexts()).values()]
  expect(sealed).toHaveLength(WHO.length)
  // What is looked for would be found.
  expect(sealed.map(text => isThere(text, everyByte()))).toEqual(WHO.map(() => true))

  for (const place of LEAVING) await browsers[place]?.answer('withdraw-face-consent', {})
  await backUp(folder.data)
  const rightAfter = everyByte()
  const stays = [...(await sealedTexts()).values()]
  const gone = sealed.filter(text => !stays.includes(text))
  expect(gone).toHaveLength(LEAVING.length)
  expect(gone.filter(text => isThere(text, rightAfter))).toEqual([])
  expect(stays.filter(text => isThere(text, rightAfter))).toEqual(stays)

  await server.close()
  server = await open()
  await server.close()
  for (const bytes of [rightAfter, everyByte()]) {
    // Nobody's numbers are ever readable, those of who stayed neither; and no photo is kept.
    for (const whose of [-1, ...WHO.keys()]) {
      expect(looksOf(numbersOf(whose)).filter(text => isThere(text, bytes))).toEqual([])
    }
    expect(gone.filter(text => isThere(text, bytes))).toEqual([])
  }
}, 60_000)

it('a backup from before a withdrawal, put in the place of the store, brings no byte of the template back', async () => {
  const server = await open()
  const browsers = await enrolAll(server)
  const sealed = await sealedTexts()
  const elsewhere = join(folder.path, 'elsewhere.db')
  await backUp(folder.data, { to: elsewhere })
  for (const place of LEAVING) await browsers[place]?.answer('withdraw-face-consent', {})
  const stays = await sealedTexts()
  const gone = [...sealed.values()].filter(text => ![...stays.values()].includes(text))
  await server.close()
  await letGo()

  const leave = async (outgoing: StoreReader | null) => (outgoing ? proofLines(outgoing) : [])
  await restore(folder.data, elsewhere, { migrations: MIGRATIONS, leave })
  await letGo()
  // It is the old backup that lies there now: whoever opens it first sees to what came back.
  expect(gone.filter(text => isThere(text, everyByte()))).toEqual(gone)
  await (await open()).close()
  await letGo()
  const bytes = everyByte()
  expect(gone).toHaveLength(LEAVING.length)
  expect(gone.filter(text => isThere(text, bytes))).toEqual([])
  expect(await sealedTexts()).toEqual(stays)
}, 60_000)
