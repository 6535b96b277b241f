import * as z from 'zod'

const code = z.union([z.string(), z.number()]).transform(String)

const data = z.unknown().optional()

/** `/api/lapp/**`: the code is a text at the top. */
const lapp = z.object({ code, data, page: data })

/** `/api/v3/**`, `/api/open/cloud/**`, `/api/service/**`: the code is a number in `meta`, `data` stands beside it. */
const meta = z.object({ meta: z.object({ code }), data })

/** Some device addresses of v3: everything in `result`. */
const result = z.object({ result: z.object({ code, data }) })

/** What every answer says, whichever envelope it came in. */
export interface Envelope {
  readonly code: string
  readonly data: unknown
  /** Beside lists of the lapp family. */
  readonly page?: unknown
}

const envelope = z.union([
  lapp.transform(({ code, data, page }): Envelope => ({ code, data, page })),
  meta.transform(({ meta: { code }, data }): Envelope => ({ code, data })),
  result.transform(({ result: { code, data } }): Envelope => ({ code, data })),
])

/** Null when the text is not an answer of the platform: a gateway's page, half a body, another service. */
export function readEnvelope(text: string): Envelope | null {
  try {
    return envelope.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
