import type { IncomingMessage } from 'node:http'
import { invalid } from './failure'
import { demandFields, listIn, objectOf, type Params, textIn } from './fields'
import type { Answer } from './server'

const PATH = '/files/'
const SIGNATURE = 'local-signature'

/** Files, kept in memory: three actions of the wire, and the addresses that they hand out. */
export class FileStorage {
  readonly #files = new Map<string, Buffer>()

  constructor(
    private readonly env: string,
    private readonly origin: () => string,
  ) {}

  readonly table: Readonly<Record<string, (params: Params) => Params>> = {
    'storage.getUploadMetadata': params => this.#place(params),
    'storage.batchGetDownloadUrl': params => this.#addresses(params),
    'storage.batchDeleteFile': params => this.#removed(params),
  }

  /** Null: the request is for something else. */
  serve(request: IncomingMessage, body: Buffer): Answer | null {
    const { pathname } = new URL(request.url ?? '/', 'http://gateway')
    if (!pathname.startsWith(PATH)) return null
    const path = decodeURIComponent(pathname.slice(PATH.length))
    if (request.method === 'PUT') return this.#take(path, body, request.headers.signature)
    const kept = this.#files.get(path)
    const type = 'application/octet-stream'
    return kept === undefined ? { status: 404, type, body: '' } : { status: 200, type, body: kept }
  }

  #take(path: string, body: Buffer, signature: unknown): Answer {
    if (signature !== SIGNATURE) return { status: 403, type: 'application/xml', body: '' }
    this.#files.set(path, body)
    return { status: 200, type: 'application/xml', body: '' }
  }

  #place(params: Params): Params {
    demandFields(params, ['path', 'method'])
    const path = textIn(params, 'path')
    if (params.method !== 'put') throw invalid('a file is put')
    const url = this.#address(path)
    // It becomes a header.
    const cosFileId = encodeURIComponent(path)
    return {
      data: { url, token: 'local', authorization: SIGNATURE, fileId: this.#id(path), cosFileId },
    }
  }

  #addresses(params: Params): Params {
    demandFields(params, ['file_list'])
    const list = listIn(params, 'file_list').map(asked => {
      const { fileid, max_age: maxAge } = objectOf(asked, 'a file asked for')
      const path = this.#pathOf(fileid)
      return this.#files.has(path)
        ? { fileID: fileid, tempFileURL: this.#address(path), code: 'SUCCESS', maxAge }
        : { fileID: fileid, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' }
    })
    return { data: { download_list: list } }
  }

  #removed(params: Params): Params {
    demandFields(params, ['fileid_list'])
    const list = listIn(params, 'fileid_list').map(fileID => {
      const wasThere = this.#files.delete(this.#pathOf(fileID))
      return { fileID, code: wasThere ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
    })
    return { data: { delete_list: list } }
  }

  /** Not encoded: the SDK does that. */
  #address(path: string): string {
    return `${this.origin()}${PATH}${path}`
  }

  #id(path: string): string {
    return `cloud://${this.env}.local/${path}`
  }

  #pathOf(id: unknown): string {
    const prefix = this.#id('')
    if (typeof id === 'string' && id.startsWith(prefix)) return id.slice(prefix.length)
    throw invalid(`no file of this environment: ${String(id)}`)
  }
}
