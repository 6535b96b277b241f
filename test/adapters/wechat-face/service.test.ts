import { faceServiceContract } from '../../ports/face-service.contract'
import { OPEN_PATH, VERDICT_PATH } from '../../support/wechat-face'
import { type Bench, failureOf, MINUTE, openBench, PERSON, SECOND } from './workbench'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})

/** The first code of each outcome in WeChat's list. */
const CODES = {
  passed: 10000,
  'not-same-person': 10004,
  'not-live': 10002,
  cancelled: 90004,
  'no-permission': 90008,
  'timed-out': 90017,
  unsupported: 90001,
  unavailable: 90018,
} as const

faceServiceContract('WeChat’s face verification', async () => {
  const { standIn, service, clock } = bench
  let mend = () => {}
  return {
    service,
    person: PERSON,
    end: (openId, verifyId, outcome) => {
      standIn.phone(openId).requestFacialVerify(verifyId, CODES[outcome])
    },
    breakOff: () => {
      mend = standIn.faults.add({ kind: 'cut' })
    },
    mend: () => mend(),
    expire: () => {
      clock.now += 60 * MINUTE
    },
  }
})

describe('a check', () => {
  it('is opened for one person on one phone under its own number, and for an hour', async () => {
    const { service, standIn, clock } = bench
    const { verifyId, number, expiresAt } = await service.open(PERSON)
    expect(verifyId).toMatch(/./)
    expect(number).toMatch(/^[A-Za-z0-9_-]{1,32}$/)
    expect(expiresAt).toBe(clock.now + 3_600 * SECOND)
    expect(standIn.calls.at(-1)).toEqual({
      path: OPEN_PATH,
      method: 'POST',
      contentType: 'application/json',
      connection: 'close',
      token: expect.stringMatching(/^tok_/),
      body: {
        out_seq_no: number,
        cert_info: { cert_type: 'IDENTITY_CARD', cert_name: PERSON.name, cert_no: PERSON.idNumber },
        openid: PERSON.openId,
      },
    })
  })

  it.each(['an answer that was lost', 'a token that was forgotten'])(
    'has another number for each request, also after %s: WeChat takes none twice',
    async what => {
      const { service, standIn, callsTo } = bench
      const first = await service.open(PERSON)
      if (what === 'an answer that was lost')
        standIn.faults.add({ kind: 'lost' }, { path: OPEN_PATH, times: 1 })
      else standIn.forgetTokens()
      const { verifyId, number } = await service.open(PERSON)
      const numbers = callsTo(OPEN_PATH).map(({ body }) => body.out_seq_no)
      expect(numbers).toHaveLength(3)
      expect(new Set(numbers).size).toBe(3)
      expect([numbers[0], numbers[2]]).toEqual([first.number, number])
      expect(standIn.phone(PERSON.openId).requestFacialVerify(verifyId)).toBe(0)
      expect(await service.verdict({ ...PERSON, verifyId, number })).toEqual({
        outcome: 'passed',
        code: '10000',
      })
    },
  )

  it.each(['name', 'idNumber', 'openId'] as const)(
    'without %s is refused before anybody is asked',
    async field => {
      const check = { ...PERSON, [field]: '' }
      expect(await failureOf(bench.service.open(check))).toContain('needs a name')
      expect(await failureOf(bench.service.verdict({ ...check, verifyId: 'x', number: 'n' }))).toContain(
        'needs a name',
      )
      expect(bench.standIn.calls).toEqual([])
    },
  )

  it.each([
    ['an answer without an id', '{"errcode":0,"expires_in":3600}'],
    ['an empty id', '{"errcode":0,"verify_id":"","expires_in":3600}'],
    [
      'an id that is longer than WeChat’s',
      `{"errcode":0,"verify_id":"${'v'.repeat(257)}","expires_in":3600}`,
    ],
    ['no time left', '{"errcode":0,"verify_id":"v","expires_in":0}'],
    ['a time that is a text', '{"errcode":0,"verify_id":"v","expires_in":"3600"}'],
  ])('is not opened by %s', async (_, text) => {
    bench.standIn.faults.add({ kind: 'answer', text }, { path: OPEN_PATH })
    expect(await failureOf(bench.service.open(PERSON))).toContain('an answer without what it should hold')
  })

  it.each([
    [
      'an id as long as WeChat’s may be',
      `{"errcode":0,"verify_id":"${'v'.repeat(256)}","expires_in":60}`,
      60,
    ],
    ['an answer that names no time: an hour', '{"errcode":0,"verify_id":"v"}', 3_600],
    ['an answer without an errcode', '{"verify_id":"v","expires_in":1}', 1],
  ])('is opened by %s', async (_, text, seconds) => {
    bench.standIn.faults.add({ kind: 'answer', text }, { path: OPEN_PATH })
    expect((await bench.service.open(PERSON)).expiresAt).toBe(bench.clock.now + seconds * SECOND)
  })
})

describe('a verdict', () => {
  it('is asked for with the hash in place of the person', async () => {
    const check = await bench.ended(10000)
    await bench.service.verdict(check)
    expect(bench.standIn.calls.at(-1)).toMatchObject({
      path: VERDICT_PATH,
      body: {
        verify_id: check.verifyId,
        out_seq_no: check.number,
        cert_hash: '3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b',
        openid: PERSON.openId,
      },
    })
    expect(JSON.stringify(bench.callsTo(VERDICT_PATH))).not.toContain(PERSON.idNumber)
  })

  it.each([
    ['not-same-person', [10003, 10004, 10012]],
    ['not-live', [10002, 10010, 90011, 90013, 90014]],
    ['cancelled', [90002, 90003, 90004, 90005, 90006, 90024, 90100]],
    ['no-permission', [90008, 90009, 90010, 90101]],
    ['timed-out', [10020, 90017, 90107]],
    ['unsupported', [90001, 90109]],
    // WeChat's own doing, the line to it, and codes that stand on no page.
    ['unavailable', [10001, 10006, 10007, 10008, 10013, 10014, 10015, 10016, 10017, 10018, 10021, 10026]],
    ['unavailable', [10029, 10040, 10041, 10042, 10045, 10052, 90007, 90012, 90018, 90104, 90105, 90106]],
    ['unavailable', [90110, 90199, 0, 1, -1, 9999, 100000, 99999]],
  ])('is %s for %j', async (outcome, codes) => {
    for (const code of codes) {
      bench.standIn.faults.add(
        { kind: 'answer', text: JSON.stringify({ errcode: 0, errmsg: 'ok', verify_ret: code }) },
        { path: VERDICT_PATH, times: 1 },
      )
      const told = await bench.service.verdict({ ...PERSON, verifyId: 'v', number: 'n' })
      expect(told).toEqual({ outcome, code: String(code) })
    }
  })

  it.each([10005, 10300])('is none yet for %i', async code => {
    const text = `{"errcode":0,"verify_ret":${code}}`
    bench.standIn.faults.add({ kind: 'answer', text }, { path: VERDICT_PATH })
    expect(await bench.service.verdict({ ...PERSON, verifyId: 'v', number: 'n' })).toBeNull()
  })

  it.each([
    ['the errcode is missing', { verify_ret: 10000 }],
    ['the errcode is a text', { errcode: '0', verify_ret: 10000 }],
    ['the errcode is null', { errcode: null, verify_ret: 10000 }],
    ['the errcode is another', { errcode: 1, verify_ret: 10000 }],
    ['the result is missing', { errcode: 0 }],
    ['the result is a text', { errcode: 0, verify_ret: '10000' }],
    ['the result is a little off', { errcode: 0, verify_ret: 10000.5 }],
    ['the result is in a list', { errcode: 0, verify_ret: [10000] }],
  ])('is not passed where %s', async (_, answer) => {
    bench.standIn.faults.add({ kind: 'answer', text: JSON.stringify(answer) }, { path: VERDICT_PATH })
    await failureOf(bench.service.verdict({ ...PERSON, verifyId: 'v', number: 'n' }))
  })

  it.each([
    // Which it uses where an openid or a person does not fit is guessed, and a guess accuses nobody.
    [40003, 'unavailable'],
    [43104, 'unavailable'],
    [84001, 'unavailable'],
    [84002, 'timed-out'],
    [84003, 'timed-out'],
  ])('is refused by errcode %i: %s', async (errcode, outcome) => {
    bench.standIn.faults.add({ kind: 'errcode', errcode }, { path: VERDICT_PATH })
    expect(await bench.service.verdict({ ...PERSON, verifyId: 'v', number: 'n' })).toEqual({
      outcome,
      code: String(errcode),
    })
  })

  it('of a check that was opened long ago is gone', async () => {
    const check = await bench.ended(10000)
    bench.clock.now += 24 * 60 * MINUTE + 1
    expect(await bench.service.verdict(check)).toEqual({ outcome: 'timed-out', code: '84002' })
  })

  it.each([1, 40164, 48001, 50002, 43002, 87009])('is not known at errcode %i', async errcode => {
    bench.standIn.faults.add({ kind: 'errcode', errcode }, { path: VERDICT_PATH, times: 1 })
    const asked = bench.service.verdict({ ...PERSON, verifyId: 'v', number: 'n' })
    expect(await failureOf(asked)).toContain(`errcode ${errcode}`)
  })
})

describe('on a phone', () => {
  it('that another WeChat user holds, a check can’t be begun', async () => {
    const check = await bench.opened()
    expect(bench.standIn.phone('o-somebody-else').requestFacialVerify(check.verifyId)).not.toBe(0)
    expect(await bench.service.verdict(check)).toBeNull()
  })

  it('a check is begun once', async () => {
    const check = await bench.ended(10004)
    expect(bench.standIn.phone(PERSON.openId).requestFacialVerify(check.verifyId)).not.toBe(0)
    expect(await bench.service.verdict(check)).toEqual({ outcome: 'not-same-person', code: '10004' })
  })

  it('a check can be begun until its hour is over, and has run out then', async () => {
    const [first, second] = [await bench.opened(), await bench.opened()]
    const phone = bench.standIn.phone(PERSON.openId)
    bench.clock.now += 60 * MINUTE - 1
    expect(phone.requestFacialVerify(first.verifyId)).toBe(0)
    bench.clock.now += 1
    expect(phone.requestFacialVerify(second.verifyId)).not.toBe(0)
    expect(await bench.service.verdict(second)).toEqual({ outcome: 'timed-out', code: '10020' })
    expect(await bench.service.verdict(first)).toMatchObject({ outcome: 'passed' })
  })
})
