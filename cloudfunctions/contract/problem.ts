import type * as z from 'zod'

/** One thing that is wrong with what somebody handed in: where, and what to do about it. */
export interface Problem {
  readonly path: string
  readonly what: string
}

/** A shape's problems, one for each place, in plain words. */
export function problemsOf(error: z.ZodError, base: string): Problem[] {
  return error.issues.flatMap(issue => issueProblems(issue, base))
}

function issueProblems(issue: z.core.$ZodIssue, base: string): Problem[] {
  const path = pathText(base, issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({ path: pathText(path, [key]), what: '没有这个字段，请删去或改正名称' }))
  }
  return [{ path, what: sentenceOf(issue) }]
}

/** `checkIns[3].face.live`; a key that is no plain word stands in brackets. */
export function pathText(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const key = String(part)
    if (!/^[A-Za-z_]\w{0,59}$/.test(key)) return `${text}[${JSON.stringify(key.slice(0, 60))}]`
    return text === '' ? key : `${text}.${key}`
  }, base)
}

/** A text of the file in a message: on one line, and shortened where it is long. */
export function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return `“${JSON.stringify(shown).slice(1, -1)}”`
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  object: '对象',
  array: '数组',
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? '缺少这个字段，请补上'
        : `应为${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `应为 ${issue.values.map(value => JSON.stringify(value)).join('、')} 之一`
    case 'too_small':
      return issue.origin === 'string'
        ? '不能为空'
        : `应${issue.inclusive ? '不小于' : '大于'} ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `不能超过 ${issue.maximum} 个字符`
        : `应${issue.inclusive ? '不大于' : '小于'} ${issue.maximum}`
    case 'invalid_union':
      return issue.discriminator === undefined ? '不是允许的值' : `${issue.discriminator} 缺少或不是允许的值`
    default:
      return issue.message
  }
}
