import type { DateText } from '../model'
import { changchun2024 } from './changchun-2024'
import type { Edition } from './edition'

/** Every edition known, oldest first. */
export const EDITIONS: readonly [Edition, ...Edition[]] = [changchun2024]

export function editionNamed(id: string): Edition | null {
  return EDITIONS.find(edition => edition.id === id) ?? null
}

export function editionOn(date: DateText): Edition | null {
  return EDITIONS.find(edition => edition.from <= date && date <= edition.to) ?? null
}

/** `changchun-2024（2024-03-25 至 2024-12-31）`, for messages. */
export function editionsKnown(): string {
  return EDITIONS.map(edition => `${edition.id}（${edition.from} 至 ${edition.to}）`).join('、')
}

/** What judges where no date and no name decides: a class without lessons, a project without classes. */
export function newestEdition(): Edition {
  return EDITIONS.reduce((newest, edition) => (edition.from > newest.from ? edition : newest))
}
