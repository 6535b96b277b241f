import { split, without } from '../../../miniprogram/components/time-line/gaps'

const of = (start: number, end: number) => ({ start, end })

test('what nothing covers stays whole; what is covered whole is gone', () => {
  expect(without([of(0, 10)], [of(10, 20), of(-5, 0)])).toEqual([of(0, 10)])
  expect(without([of(0, 10)], [of(-1, 11)])).toEqual([])
  expect(without([of(0, 10)], [of(0, 10)])).toEqual([])
})

test('a hole leaves both sides; overlapping ones take what either takes', () => {
  expect(without([of(0, 10)], [of(3, 5)])).toEqual([of(0, 3), of(5, 10)])
  expect(without([of(0, 10)], [of(3, 6), of(5, 8)])).toEqual([of(0, 3), of(8, 10)])
  expect(without([of(0, 10), of(20, 30)], [of(8, 22)])).toEqual([of(0, 8), of(22, 30)])
})

test('a time cuts spans into what was before and what comes after', () => {
  expect(split([of(0, 10), of(20, 30)], 25)).toEqual({ before: [of(0, 10), of(20, 25)], after: [of(25, 30)] })
  expect(split([of(0, 10)], 10)).toEqual({ before: [of(0, 10)], after: [] })
})
