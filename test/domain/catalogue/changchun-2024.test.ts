import { createHash } from 'node:crypto'
import { CATALOGUE_2024 } from '../../../cloudfunctions/domain/catalogue/changchun-2024'
import { catalogueOf } from '../../../cloudfunctions/domain/catalogue/occupation'
import { changchun2024 } from '../../../cloudfunctions/domain/policy/changchun-2024'

const ofCategory = (category: string) => CATALOGUE_2024.filter(row => row[6] === category)

test('has 175 rows: 90 of category A, 42 of B, 43 of C', () => {
  expect(CATALOGUE_2024).toHaveLength(175)
  expect(['A', 'B', 'C'].map(category => ofCategory(category).length)).toEqual([90, 42, 43])
})

test('is numbered from 1 to 175 as printed', () => {
  expect(CATALOGUE_2024.map(row => row[0])).toEqual(Array.from({ length: 175 }, (_, i) => i + 1))
})

test('has no code twice, and all 175 are found by code', () => {
  expect(new Set(CATALOGUE_2024.map(row => row[5])).size).toBe(175)
  expect(changchun2024.catalogue.size).toBe(175)
})

test('writes codes as the national classification does, and leaves no text empty', () => {
  for (const row of CATALOGUE_2024) {
    expect(row[5]).toMatch(/^[1-6]-\d{2}-\d{2}-\d{2}$/)
    for (const text of row.slice(1, 5)) expect(text).toMatch(/^\S.*\S$/)
  }
})

test.each([
  ['6-22-01-01', '汽车生产线操作工', 'B'],
  ['6-31-07-03', '工业机器人系统操作员', 'A'],
  ['6-01-04-03', '肉制品加工工', 'C'],
  ['5-05-01-03', '农业数字化技术员', 'A'],
])('%s is %s, category %s', (code, name, category) => {
  expect(changchun2024.catalogue.get(code)).toMatchObject({ code, name, category })
})

test('a code that the text does not list is not found', () => {
  expect(changchun2024.catalogue.get('6-31-07-04')).toBeUndefined()
  expect(catalogueOf([]).size).toBe(0)
})

test('is never changed: it is the text of 2024 to the letter', () => {
  const printed = CATALOGUE_2024.map(row => row.join('|')).join('\n')
  expect(createHash('sha256').update(printed).digest('hex')).toBe(
    'b2580182b1d024d6094b8771c989d2554ca978cc24fbea7a2a9fca63c128f81f',
  )
})
