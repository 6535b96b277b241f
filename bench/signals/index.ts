import { type RuleOf, SIGNAL_EDITIONS } from '../../cloudfunctions/domain/signals/figures'
import { History } from '../../cloudfunctions/domain/signals/history'
import { signalsOf } from '../../cloudfunctions/domain/signals/look'
import type { MarkedDay } from '../../cloudfunctions/domain/signals/marked-day'
import type { SignalKind } from '../../cloudfunctions/domain/signals/signal'
import { CHEATS, type Cheat, HONEST } from './cheats'
import { DAYS, dayOf, newClass } from './classes'
import { Random } from './random'
import { inWords } from './rate'

const SEED = 1
const CLASSES_A_CITY = 30
/** Of what cheats are tried in: their neighbours are there for those signs that compare. */
const CLASSES_A_TRIAL = 3
/** Of cheats of people of several classes. */
const MOST_CLASSES_A_TRIAL = 6
const FIGURES = SIGNAL_EDITIONS[SIGNAL_EDITIONS.length - 1]!
const KINDS = Object.keys(FIGURES.rules) as SignalKind[]

type Days = readonly MarkedDay[]
type Counts = ReadonlyMap<SignalKind, { readonly classes: number; readonly days: number }>

/**
 * How often the signs are seen in classes that are nothing but ordinary, and how often in such in which somebody cheats,
 * by seeded behaviour. The first is what stands beside each threshold.
 * @param cities of 30 classes each
 * @returns whether what stands beside the thresholds is what was found now; null: not measured with as many classes
 */
export function benchSignals(cities: number): boolean | null {
  console.log(`阈值 ${FIGURES.id}；每城 ${CLASSES_A_CITY} 个班，每班 ${DAYS} 个上课日，种子 ${SEED}\n`)
  const found = falseAlarms(cities)
  reportFalseAlarms(found, cities)
  reportTries(Math.max(10, cities))
  return isAsStated(found, cities * CLASSES_A_CITY)
}

/** Of one city after the other, so that a phone of one is never another's. */
function falseAlarms(cities: number): Counts {
  const counts = new Map(KINDS.map(kind => [kind, { classes: 0, days: 0 }]))
  for (let n = 0; n < cities; n++) {
    const classes = cityOf(`${n}`, CLASSES_A_CITY, new Random(SEED * 1_000 + n))
    const history = new History(classes.flat())
    for (const days of classes) {
      const seen = days.map(day => kindsOf(day, history))
      for (const [kind, count] of counts) {
        const on = seen.filter(kinds => kinds.has(kind)).length
        counts.set(kind, { classes: count.classes + Math.sign(on), days: count.days + on })
      }
    }
  }
  return counts
}

function cityOf(name: string, size: number, random: Random): Days[] {
  return Array.from({ length: size }, (_, c) => {
    const one = newClass(`${name}-${c}`, random)
    return Array.from({ length: DAYS }, (__, n) => dayOf(one, n, random))
  })
}

function kindsOf(day: MarkedDay, history: History): ReadonlySet<SignalKind> {
  return new Set(signalsOf(day, history, FIGURES).map(({ kind }) => kind))
}

function reportFalseAlarms(found: Counts, cities: number): void {
  const classes = cities * CLASSES_A_CITY
  console.log(`普通班级的误报（括号里是 95 % 区间）\n`)
  console.log('| 迹象 | 20 天里至少一次的班 | 班级日 |')
  console.log('| --- | --- | --- |')
  for (const [kind, { classes: alarmed, days }] of found) {
    const [ofClasses, ofDays] = [
      { found: alarmed, of: classes },
      { found: days, of: classes * DAYS },
    ]
    console.log(`| ${kind} | ${inWords(ofClasses)} | ${inWords(ofDays)} |`)
  }
}

function reportTries(trials: number): void {
  const found = new Map([...HONEST, ...CHEATS].map(cheat => [cheat, 0]))
  for (let n = 0; n < trials; n++) {
    const random = new Random(SEED * 1_000_000 + n)
    const city = cityOf(`t${n}`, MOST_CLASSES_A_TRIAL, random)
    for (const [cheat, count] of found) if (isSeen(cheat, city, random)) found.set(cheat, count + 1)
  }
  for (const [title, tried] of [
    ['不作弊但少见的情形（该有迹象，由人来排除）', HONEST],
    ['作弊', CHEATS],
  ] as const) {
    console.log(`\n${title}：20 天里看到该有的迹象的班（括号里是 95 % 区间）\n`)
    console.log('| 情形 | 迹象 | 看到 |')
    console.log('| --- | --- | --- |')
    for (const cheat of tried) {
      const rate = { found: found.get(cheat) ?? 0, of: trials }
      console.log(`| ${cheat.name} | ${cheat.sign ?? '任一'} | ${inWords(rate)} |`)
    }
  }
}

/** In the first classes somebody cheats; in one of them it is seen. */
function isSeen({ make, sign }: Cheat, city: readonly Days[], random: Random): boolean {
  const cheating = make(city, random)
  const others = city.slice(cheating.length, CLASSES_A_TRIAL)
  const history = new History([...cheating, ...others].flat())
  return cheating.flat().some(day => {
    const kinds = kindsOf(day, history)
    return sign === null ? kinds.size > 0 : kinds.has(sign)
  })
}

function isAsStated(found: Counts, classes: number): boolean | null {
  const measuredOf = (kind: SignalKind): RuleOf<SignalKind>['measured'] => FIGURES.rules[kind].measured
  if (KINDS.some(kind => measuredOf(kind).ordinaryClasses !== classes)) {
    console.log('\n阈值旁边写的误报是按别的班数量的，没有比。')
    return null
  }
  const others = KINDS.filter(kind => measuredOf(kind).alarmed !== found.get(kind)?.classes)
  for (const kind of others) {
    console.log(`\n${kind}：阈值旁边写着 ${measuredOf(kind).alarmed}，现在量得 ${found.get(kind)?.classes}`)
  }
  if (others.length === 0) console.log('\n阈值旁边写的误报与这次量得的一致。')
  return others.length === 0
}
