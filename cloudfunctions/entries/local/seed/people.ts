import type { Population } from '../../../domain/model'
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

export const SUPERVISOR_NAME = '周敏'
export const INSTRUCTOR_NAME = '孙立军'

export interface Person {
  readonly name: string
  readonly population: Population
}

/** Thirty different names. */
export function traineePeople(): Person[] {
  const random = new Seeded('people')
  return Array.from({ length: TRAINEES_IN_CLASS }, (_, i) => ({
    name: `${SURNAMES[i % SURNAMES.length] ?? '王'}${GIVEN[(i * 7) % GIVEN.length] ?? '欣然'}`,
    population: random.pick(POPULATIONS),
  }))
}
