import type { DateText, Instant } from '../../domain/model'
import { dateOf, formatClock } from '../../domain/time'
import type { SlotType, Value } from './fields'

/** The most characters of a `thing`. */
const THING_CHARACTERS = 20
const SHORTENED = '…'
/** No value may be empty. */
const NOTHING = '未填写'

/**
 * A value as WeChat takes it in a keyword of a type.
 * Worked: the instant 2024-06-03 08:30 is `2024年6月3日 08:30` in a `time`, a `date` and a `thing`, and
 * `2024-06-03 08:30` in a `character_string`. A text of 21 characters is its first 19 and `…` in a `thing`.
 */
export function shown(slot: SlotType, given: Value): string {
  switch (given.type) {
    case 'instant':
      return `${dayOf(slot, dateOf(given.value))} ${formatClock(given.value satisfies Instant)}`
    case 'date':
      return dayOf(slot, given.value)
    case 'text':
    case 'word':
      return shortened(given.value ?? '')
  }
}

function dayOf(slot: SlotType, date: DateText): string {
  if (slot === 'character_string') return date
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** On one line, nothing in it that can't be seen, and never cut through the midst of a character. */
function shortened(text: string): string {
  const clean = text
    .replaceAll(/\p{C}+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (clean === '') return NOTHING
  if (clean.length <= THING_CHARACTERS) return clean
  let kept = ''
  for (const character of clean) {
    if (kept.length + character.length > THING_CHARACTERS - SHORTENED.length) break
    kept += character
  }
  return `${kept.trimEnd()}${SHORTENED}`
}
