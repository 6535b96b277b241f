import { parseArgs } from 'node:util'
import type { DateText } from '../../domain/model'
import { formatYuan } from '../../domain/money'
import type { Edition, Figure } from '../../domain/policy/edition'
import { EDITIONS, editionOn, editionsKnown } from '../../domain/policy/editions'
import { MINIMUM_WAGES, minimumWageOn } from '../../domain/policy/minimum-wage'
import { dateOf, isDate } from '../../domain/time'
import { UsageError } from './usage-error'

/** `jineng policy [--on DATE]`: every figure in force on a day, its clause, and whether it is the text's or ours. */
export function policyCommand(args: readonly string[]): number {
  const on = dateFrom(args) ?? dateOf(Date.now())
  const edition = editionOn(on)
  const lines = edition === null ? noEdition(on) : [...heading(edition, on), ...figureLines(edition)]
  process.stdout.write(`${[...lines, '', ...wageLines(on)].join('\n')}\n`)
  return 0
}

function dateFrom(args: readonly string[]): DateText | null {
  const on = parseOn(args)
  if (on === undefined) return null
  if (!isDate(on)) throw new UsageError(`--on ${on}：应为存在的日期，形如 2024-06-03`)
  return on
}

function parseOn(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { on: { type: 'string' } } }).values.on
  } catch (cause) {
    throw new UsageError(`参数有误：${(cause as Error).message}`, { cause })
  }
}

function noEdition(on: DateText): string[] {
  const last = EDITIONS.at(-1)!
  return [
    `${on} 没有施行中的政策版本。已知：${editionsKnown()}`,
    '首个培训日在此时间之外的班级，须在数据文件里用 policy 写明适用的版本。',
    `要看某个版本的数字，请用 --on 给出其施行期内的一天，例如 --on ${last.to}`,
  ]
}

function heading(edition: Edition, on: DateText): string[] {
  return [
    `${on} 施行：${edition.id} ${edition.title}`,
    `${edition.publishedBy}，${edition.publishedOn}；施行期 ${edition.from} 至 ${edition.to}；目录 ${edition.catalogue.size} 个职业（工种）`,
    '',
  ]
}

const BASIS = { text: '原文', reading: '我们的理解' } as const

function figureLines({ figures }: Edition): string[] {
  return Object.entries(figures as unknown as Readonly<Record<string, Figure<number | string>>>).map(
    ([name, { value, unit, clause, basis, meaning }]) =>
      [name, `${value}${unit && ` ${unit}`}`, clause, BASIS[basis], meaning].join('\t'),
  )
}

function wageLines(on: DateText): string[] {
  const inForce = minimumWageOn(on)
  return MINIMUM_WAGES.map(wage =>
    [
      'minimumMonthlyWageYuan',
      `${formatYuan(wage.monthlyFen)} 元`,
      '五（一）',
      `${wage.from} 起${wage === inForce ? `（${on} 有效）` : ''}`,
      `${wage.source}${wage.confidence === 'secondary' ? '；待核对原文' : ''}`,
    ].join('\t'),
  )
}
