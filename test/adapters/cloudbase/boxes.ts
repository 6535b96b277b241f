import type { Collection, Stored } from '../../../cloudfunctions/ports/store'

/** A box of the tests: what they keep, and nothing of the product. */
export interface Box extends Stored {
  readonly place: number | string
  readonly count: number
  readonly more?: unknown
}

export const BOXES: Collection<Box> = { name: 'boxes', unique: {}, indexes: { byPlace: ['place'] } }

export interface Card extends Stored {
  readonly holder: string
  readonly day: number
}

/** With a unique key of two fields. */
export const CARDS: Collection<Card> = { name: 'cards', unique: { byHolder: ['holder', 'day'] }, indexes: {} }

export interface Loose extends Stored {
  readonly text?: string
}

/** With nothing to find a document by but its id. */
export const LOOSE: Collection<Loose> = { name: 'loose', unique: {}, indexes: {} }

export const TEST_COLLECTIONS = [BOXES, CARDS, LOOSE]

export const box = (id: string, count = 0, place: number | string = 1): Box => ({ id, place, count })
