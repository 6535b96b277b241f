import { arrayOf, datasetSchema, parseRow, rows, rowTypeOf } from '../../cloudfunctions/contract/dataset'
import { problemsOf } from '../../cloudfunctions/contract/problem'
import { POPULATIONS } from '../../cloudfunctions/domain/model'
import { checkIn, type Fields, sample } from '../services/dataset/sample'

function pathsOf(row: Fields): string[] {
  // As JSON has it: a key without a value isn't there.
  const parsed = parseRow('checkIn', JSON.parse(JSON.stringify(row)))
  return parsed.success ? [] : problemsOf(parsed.error, '').map(({ path }) => path)
}

describe('the dataset’s arrays and rows', () => {
  it('name each other', () => {
    for (const array of Object.keys(datasetSchema.shape).filter(key => key !== 'asOf')) {
      const type = rowTypeOf(array)
      expect(type !== undefined && type in rows).toBe(true)
      expect(arrayOf(type!)).toBe(array)
    }
  })

  it.each(['asOf', 'checkIn', 'constructor', 'toString', '__proto__', ''])('“%s” names no array', key => {
    expect(rowTypeOf(key)).toBeUndefined()
  })

  it('take the whole sample', () => {
    expect(datasetSchema.safeParse(sample()).success).toBe(true)
    expect(datasetSchema.safeParse({}).success).toBe(true)
  })

  it.each(POPULATIONS)('know the population %s', population => {
    expect(parseRow('trainee', { id: 'T', classId: 'C', population }).success).toBe(true)
  })
})

describe('a check-in is told all that is wrong with it', () => {
  const row = checkIn('K1', 'T1', 'start', '08:21:09')
  const witness = { by: '王老师', reason: '手机没电' }

  it.each([
    ['nothing, by face', row, []],
    ['nothing, witnessed', { ...row, method: 'witnessed', face: undefined, witness }, []],
    ['the face of a witnessed one', { ...row, method: 'witnessed', witness }, ['face']],
    ['the witness of a face', { ...row, witness }, ['witness']],
    ['a method that is none', { ...row, method: 'card' }, ['method']],
    ['no method', { ...row, method: undefined, face: undefined }, ['method']],
    ['no method, and more', { ...row, method: 1, at: '', x: 1 }, ['at', 'method', 'x']],
    [
      'no method, and half a face',
      { ...row, method: null, face: { live: 1 } },
      ['face.live', 'face.matched', 'method'],
    ],
    ['a word for a row', 'K1' as unknown as Fields, ['']],
  ])('%s', (_, given, paths) => expect(pathsOf(given).sort()).toEqual(paths))
})
