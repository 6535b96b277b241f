import type { Population } from '../../../domain/model'
import { checkCharacter } from '../../../domain/plan/id-number'
import { dateText, dayNumber } from '../../../domain/time'
import { Seeded } from './random'

/** Invented people. Nobody is meant. */
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧']
const GIVEN = [
  ...['建国', '秀兰', '志强', '丽娟', '海涛', '春梅', '立新', '晓燕', '永刚', '桂芝'],
  ...['文博', '雪莹', '宝山', '艳红', '振宇', '玉华', '长林', '佳琪', '德胜', '淑芬'],
  ...['国庆', '冬梅', '广才', '明月', '铁军', '思远', '凤霞', '景春', '守业', '欣然'],
]

const POPULATIONS: readonly [Population, ...Population[]] = [
  'registered-unemployed',
  'rural-migrant-worker',
  'registered-unemployed',
  'employment-hardship',
  'graduating-college-student',
]

export const TRAINEES_IN_CLASS = 30

/** Those who look after the city's classes, and no class of their own. */
export const STAFF = [
  { role: 'supervisor', name: 'jianguan', displayName: '周敏' },
  { role: 'finance', name: 'caiwu', displayName: '许文静' },
  { role: 'auditor', name: 'shenji', displayName: '邓国栋' },
  { role: 'administrator', name: 'guanli', displayName: '石磊' },
] as const
export const INSTRUCTOR_NAME = '孙立军'

export interface Person {
  readonly name: string
  readonly idNumber: string
  readonly population: Population
}

/** Thirty different names. */
export function traineePeople(): Person[] {
  const random = new Seeded('people')
  return Array.from({ length: TRAINEES_IN_CLASS }, (_, i) => ({
    name: `${SURNAMES[i % SURNAMES.length] ?? '王'}${GIVEN[(i * 7) % GIVEN.length] ?? '欣然'}`,
    population: random.pick(POPULATIONS),
    idNumber: inventedIdNumber(random),
  }))
}

/** No province has this code, so that the number is nobody's. */
const NO_REGION = '000000'
const FIRST_BIRTH = dayNumber('1970-01-01')
const LAST_BIRTH = dayNumber('2005-12-31')

/** As an ID number is made, but for the region. */
function inventedIdNumber(random: Seeded): string {
  const born = dateText(random.between(FIRST_BIRTH, LAST_BIRTH)).replaceAll('-', '')
  const digits = `${NO_REGION}${born}${String(random.between(1, 999)).padStart(3, '0')}`
  return `${digits}${checkCharacter(digits)}`
}
