import { rawCloud, rejection } from '../raw'
import { type Bench, benches } from '../workbench'

const newBench = benches([])
let bench: Bench
let now: number
beforeEach(async () => {
  now = Date.now()
  bench = await newBench({ collections: { things: [] }, now: () => now })
})

const MINUTE = 60_000
const things = () => bench.raw().collection('things')

/** A request that the SDK would never make, with the signature's form and the right names. */
async function ask(params: object, { method = 'POST', path = '' } = {}): Promise<unknown> {
  const { serviceUrl, env, secretId } = bench.gateway.address
  const date = new Date(now).toISOString().slice(0, 10)
  const credential = `${secretId}/${date}/tcb/tc3_request`
  const answer = await fetch(`${serviceUrl}${path}?env=${env}`, {
    method,
    headers: {
      authorization: `TC3-HMAC-SHA256 Credential=${credential}, SignedParams=a, SignedHeaders=b, Signature=${'0'.repeat(64)}`,
      'x-timestamp': String(Math.floor(now / 1_000)),
      'x-signature-expires': '600',
    },
    ...(method === 'POST' && { body: JSON.stringify({ envName: env, ...params }) }),
  })
  return answer.json()
}

describe('a request is refused', () => {
  it.each([
    ['of 9 minutes ago', 9 * MINUTE, false],
    ['of 11 minutes ago', 11 * MINUTE, true],
    ['of 11 minutes ahead', -11 * MINUTE, true],
  ])('with a signature %s: %#', async (_, later, isRefused) => {
    now += later
    const asked = things().get()
    if (isRefused) expect((await rejection(asked)).errMsg).toContain('SIGN_PARAM_INVALID')
    else expect((await asked).data).toEqual([])
  })

  it('from a stranger, and for another environment', async () => {
    const { address } = bench.gateway
    const failures = await Promise.all(
      [{ secretId: 'stranger' }, { env: 'other-env' }].map(other =>
        rejection(
          rawCloud({ ...address, ...other })
            .database()
            .collection('things')
            .get(),
        ),
      ),
    )
    const texts = ['SIGN_PARAM_INVALID', 'no environment other-env']
    for (const [i, text] of texts.entries()) expect(failures[i]?.errMsg).toContain(text)
  })

  it.each([
    ['an unknown action', { action: 'database.dropEverything' }],
    ['an inherited name as its action', { action: 'constructor' }],
    ['an unknown field', { action: 'database.startTransaction', retry: 3 }],
    ['no limit', { action: 'database.getDocument', collectionName: 'things', queryType: 'WHERE' }],
    [
      'a limit above 1,000',
      { action: 'database.getDocument', collectionName: 'things', queryType: 'WHERE', limit: 1_001 },
    ],
    ['no kind of query', { action: 'database.calculateDocument', collectionName: 'things' }],
    [
      'an id within a change',
      {
        ...{
          action: 'database.modifyDocument',
          collectionName: 'things',
          queryType: 'DOC',
          query: '{"_id":"x"}',
        },
        ...{ data: '{"_id":"y"}', multi: false, merge: false, upsert: true },
      },
    ],
    [
      'an id of another kind',
      { action: 'database.insertDocument', collectionName: 'things', data: ['{"_id":{"$oid":"0"}}'] },
    ],
  ])('with %s', async (_, params) => {
    expect(await ask(params)).toMatchObject({ code: 'INVALID_PARAM' })
  })

  it('that comes another way', async () => {
    expect(await ask({}, { path: '/other' })).toMatchObject({ code: 'INVALID_PARAM' })
    expect(await ask({}, { method: 'GET' })).toMatchObject({ code: 'INVALID_PARAM' })
  })

  it('with an operator that is not known', async () => {
    const { command } = bench.raw()
    const near = { $nearSphere: [1, 2] }
    expect((await rejection(things().where({ place: near }).get())).errCode).toBe(-502002)
    expect((await rejection(things().where(command.or([])).get())).errMsg).toContain('not empty')
    expect((await rejection(things().aggregate().geoNear({}).end())).code).toBe('DATABASE_INVALID_OPERRATOR')
  })

  it('with a server date in a transaction, which nobody has proved', async () => {
    const db = bench.raw()
    const transaction = await db.startTransaction()
    const asked = transaction.collection('things').add({ data: { at: db.serverDate() } })
    expect((await rejection(asked)).errMsg).toContain('server date')
  })
})
