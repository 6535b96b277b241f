import { createHash } from 'node:crypto'
import type { Collection } from '../../../cloudfunctions/ports/store'

interface Secret {
  readonly id: string
  readonly shelf: number
  readonly text: string
}

export const SECRETS: Collection<Secret> = {
  name: 'secrets',
  unique: {},
  indexes: { byShelf: ['shelf'] },
  shreds: true,
}

export const SHREDDED = [SECRETS]

export const secret = (id: string, text: string): Secret => ({ id, shelf: 1, text })

/** Forty texts of some 2,000 characters, which another process can work out too. */
export const FORTY_TEXTS = Array.from({ length: 40 }, (_, place) =>
  Array.from({ length: 23 }, (__, part) =>
    createHash('sha512').update(`${place} ${part}`).digest('base64'),
  ).join(''),
)
