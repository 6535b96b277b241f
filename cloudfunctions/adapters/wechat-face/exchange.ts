/** What came of one request: something was answered, or nothing that could be read as an answer. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'lost'; readonly because: string }
  | { readonly kind: 'late' }

/** Far more than any answer has. */
const LARGEST_ANSWER_BYTES = 64 * 1024

/** Posts JSON. Never throws, and says nothing of what was sent: neither the address nor the body. */
export async function exchange(url: URL, body: object, signal: AbortSignal): Promise<Exchange> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // A function sleeps between its events, and a connection that was kept may be dead when it wakes.
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    })
    const text = await textOf(response)
    return text === null
      ? { kind: 'lost', because: 'the answer has no end' }
      : { kind: 'answered', status: response.status, text }
  } catch (error) {
    return signal.aborted ? { kind: 'late' } : { kind: 'lost', because: codeOf(error) }
  }
}

/** Null when it is longer than any answer can be. */
async function textOf({ body }: Response): Promise<string | null> {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength
    chunks.push(read.value)
    if (bytes <= LARGEST_ANSWER_BYTES) continue
    await reader?.cancel()
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Node's errors may hold the address, and in it the token: only their codes go on. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'the connection failed'
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? codeOf(error.cause) : 'the connection failed'
}
