import { readEnvelope } from '../../../cloudfunctions/adapters/ezviz/envelope'

const read = (body: unknown) => readEnvelope(JSON.stringify(body))

describe('the envelope of an answer', () => {
  test.each([
    ['lapp, whose code is a text', { code: '200', msg: '操作成功', data: 7 }],
    ['lapp with a number all the same', { code: 200, data: 7 }],
    ['v3, whose code is a number in meta', { meta: { code: 200, message: 'ok', moreInfo: null }, data: 7 }],
    ['result, which holds everything', { result: { code: '200', msg: 'ok', data: 7 } }],
  ])('is read from %s', (_, body) => {
    expect(read(body)).toMatchObject({ code: '200', data: 7 })
  })

  test('may lack its data, and may hold null', () => {
    expect(read({ meta: { code: 412 } })).toEqual({ code: '412', data: undefined })
    expect(read({ code: '10030', data: null })).toMatchObject({ code: '10030', data: null })
  })

  test('keeps the page of a lapp list', () => {
    expect(read({ code: '200', data: [], page: { total: 3 } })?.page).toEqual({ total: 3 })
  })

  test.each([
    '',
    '<html></html>',
    '{"code":"200"',
    'null',
    '[]',
    '{"status":404,"error":"Not Found"}',
    '{"meta":{}}',
  ])('is not found in %j', text => {
    expect(readEnvelope(text)).toBeNull()
  })
})
