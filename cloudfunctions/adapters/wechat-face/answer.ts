import * as z from 'zod'
import type { Exchange } from './exchange'

/** What WeChat said. */
export interface Said {
  /** Null where there is none: some answers have one only when something is wrong. */
  readonly errcode: number | null
  /** What WeChat's support asks for; null: none was given. */
  readonly rid: string | null
  readonly errmsg: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Why there is no answer, in words without anything that was sent. */
export interface Setback {
  readonly because: string
  /** The same question may well be answered at once. */
  readonly passing: boolean
}

const answer = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() })

/** The busy code: WeChat asks to come again in a moment. */
const BUSY = -1

export function saidIn(exchanged: Exchange): Said | Setback {
  if (exchanged.kind === 'late') return { because: 'no answer in time', passing: false }
  if (exchanged.kind === 'lost') return { because: exchanged.because, passing: true }
  if (exchanged.status !== 200) return { because: `HTTP ${exchanged.status}`, passing: true }
  const read = answer.safeParse(jsonIn(exchanged.text))
  if (!read.success) return { because: 'what came is no answer of WeChat', passing: true }
  const { errcode = null, errmsg = '', ...fields } = read.data
  if (errcode === BUSY) return { because: `errcode ${BUSY}, the system is busy`, passing: true }
  return { errcode, errmsg, fields, rid: /\brid: ?([\w-]{1,60})/.exec(errmsg)?.[1] ?? null }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
