import { isUtf8 } from 'node:buffer'

/** No operation's input nests deeper than four levels. */
const MOST_LEVELS = 32
/** Names that mean something else to JavaScript than to JSON. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
/** NUL, which ends strings elsewhere, and halves of characters, which no UTF-8 can carry. */
const FORBIDDEN_TEXT = /[\0\p{Surrogate}]/u

/** No question of the app is larger. */
export const MOST_BYTES = 64 * 1024

type BodyFault =
  | 'BODY_TOO_LARGE'
  | 'BODY_EMPTY'
  | 'BODY_NOT_UTF8'
  | 'BODY_NOT_JSON'
  | 'BODY_TOO_DEEP'
  | 'BODY_FORBIDDEN_KEY'
  | 'BODY_FORBIDDEN_TEXT'
  | 'BODY_KEY_TWICE'

/** A body that says one thing to one reader and something else to another, or nothing to any. */
class BodyMistake extends Error {
  override readonly name = 'BodyMistake'
  readonly statusCode: number

  constructor(readonly code: BodyFault) {
    super(code)
    this.statusCode = code === 'BODY_TOO_LARGE' ? 413 : 400
  }
}

/** JSON that has one meaning only. @throws BodyMistake */
export function readJsonBody(body: Buffer): unknown {
  if (body.length === 0) throw new BodyMistake('BODY_EMPTY')
  if (!isUtf8(body)) throw new BodyMistake('BODY_NOT_UTF8')
  const text = body.toString()
  const { levels, pairs } = shapeOf(text)
  if (levels > MOST_LEVELS) throw new BodyMistake('BODY_TOO_DEEP')
  const value = parse(text)
  // A name that stands twice in an object is there once when it has been read.
  if (checkedKeys(value) !== pairs) throw new BodyMistake('BODY_KEY_TWICE')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The engine's words quote the body, so they end here.
    throw new BodyMistake('BODY_NOT_JSON')
  }
}

/** How deep a text of JSON nests, and how many names its objects hold. Of a text that is no JSON it says nothing. */
function shapeOf(text: string): { readonly levels: number; readonly pairs: number } {
  let level = 0
  let levels = 0
  let pairs = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') at = endOfString(text, at)
    else if (sign === '{' || sign === '[') levels = Math.max(levels, ++level)
    else if (sign === '}' || sign === ']') level -= 1
    else if (sign === ':') pairs += 1
  }
  return { levels, pairs }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/**
 * The same for what somebody else has parsed already, who keeps the last of the names that stand twice.
 * @throws BodyMistake
 */
export function readJsonValue(value: unknown): unknown {
  if (value === undefined) throw new BodyMistake('BODY_EMPTY')
  checkedKeys(value)
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES) throw new BodyMistake('BODY_TOO_LARGE')
  return value
}

/** @returns how many names the objects within a value hold. @throws BodyMistake */
function checkedKeys(value: unknown, level = 0): number {
  if (typeof value === 'string') checkText(value)
  if (typeof value !== 'object' || value === null) return 0
  if (level >= MOST_LEVELS) throw new BodyMistake('BODY_TOO_DEEP')
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + checkedKeys(item, level + 1), 0)
  let keys = 0
  for (const [key, child] of Object.entries(value)) {
    checkText(key)
    if (FORBIDDEN_KEYS.has(key)) throw new BodyMistake('BODY_FORBIDDEN_KEY')
    keys += 1 + checkedKeys(child, level + 1)
  }
  return keys
}

function checkText(text: string): void {
  if (FORBIDDEN_TEXT.test(text)) throw new BodyMistake('BODY_FORBIDDEN_TEXT')
}
