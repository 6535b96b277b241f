import type { DateText, Instant } from '../../domain/model'
import type { MessageContents, MessageKind } from '../../ports/messenger'

/** What a field holds: `word` is a text of at most five Chinese characters. */
type FieldType<V> = V extends number ? 'instant' : 'text' | 'word' | 'date'

type Fields = {
  readonly [K in MessageKind]: { readonly [F in keyof MessageContents[K]]: FieldType<MessageContents[K][F]> }
}

/** All that a template's keywords can show, by the names that the configuration uses. */
export const FIELDS = {
  'session-reminder': {
    className: 'text',
    course: 'text',
    room: 'text',
    startsAt: 'instant',
    endsAt: 'instant',
    hint: 'text',
  },
  'forgotten-check-out': {
    className: 'text',
    cameAt: 'instant',
    endedAt: 'instant',
    closesAt: 'instant',
    hint: 'text',
  },
  'day-flagged': { className: 'text', date: 'date', reason: 'text', status: 'word', hint: 'text' },
  decision: {
    className: 'text',
    date: 'date',
    verdict: 'word',
    reason: 'text',
    decidedAt: 'instant',
    hint: 'text',
  },
} as const satisfies Fields

export type Value =
  | { readonly type: 'text' | 'word'; readonly value: string | null }
  | { readonly type: 'date'; readonly value: DateText }
  | { readonly type: 'instant'; readonly value: Instant }
type ValueType = Value['type']

/** A kind's fields, by name. */
export function fieldsOf(kind: MessageKind): ReadonlyMap<string, ValueType> {
  return new Map<string, ValueType>(Object.entries(FIELDS[kind]))
}

/** Which of WeChat's keyword types can show what. */
const SLOTS: { readonly [T in SlotType]: readonly ValueType[] } = {
  thing: ['text', 'word', 'date', 'instant'],
  phrase: ['word'],
  time: ['instant'],
  date: ['date', 'instant'],
  character_string: ['date', 'instant'],
}

export type SlotType = 'thing' | 'phrase' | 'time' | 'date' | 'character_string'
export const SLOT_TYPES = [
  'thing',
  'phrase',
  'time',
  'date',
  'character_string',
] as const satisfies readonly SlotType[]

/** The type of a keyword, which its name begins with, as in `thing1`; null: none that is known here. */
export function slotTypeOf(slot: string): SlotType | null {
  const name = /^([a-z_]+)\d{1,3}$/.exec(slot)?.[1]
  return SLOT_TYPES.find(type => type === name) ?? null
}

export function canShow(slot: SlotType, type: ValueType): boolean {
  return SLOTS[slot].includes(type)
}
