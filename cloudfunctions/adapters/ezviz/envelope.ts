import * as z from 'zod'

/** The outermost shape of every lapp answer; `code` is documented as a string. */
const envelope = z.object({
  code: z.union([z.string(), z.number()]).transform(String),
  data: z.unknown().optional(),
  page: z.unknown().optional(),
})

export type Envelope = z.infer<typeof envelope>

/** Null when the text is not an answer of the platform: a gateway's page, half a body, another service. */
export function readEnvelope(text: string): Envelope | null {
  try {
    return envelope.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
